"""One delivery in words: what it carries, how it stands since when, and why."""

from collections.abc import Iterator

from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import count, joined, linked, moment, strong, text
from bot.flow.halves import part_words
from bot.flow.verdict import STAYS
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState
from bot.model.message import Span
from bot.ports.store import Session

_NOTICES = {
    "overflow": "Held alerts",
    "storm": "A storm’s line",
    "lost": "What could not be posted",
    "parked": "A place that cannot be reached",
    "greeting": "Greeting",
}


class Names:
    """What deliveries are about, read when asked for and once each."""

    def __init__(self, session: Session, asking: Asking) -> None:
        self._session = session
        self._asking = asking
        self._issues: dict[int, str] = {}

    def when(self, delivery: Delivery) -> str:
        """When it came to stand as it stands, on the asker's wall."""
        at = delivery.not_before if delivery.state is DeliveryState.PLANNED else delivery.settled_at
        return moment(at or delivery.claimed_at or delivery.planned_at, self._asking.zone, self._asking.now)

    def next_look(self, delivery: Delivery) -> str:
        """When the platform is asked about it next, on the asker's wall."""
        return moment(max(delivery.not_before, self._asking.now), self._asking.zone, self._asking.now)

    def waits_for_doubt(self, delivery: Delivery) -> bool:
        """Whether it cannot go for a part of the same digest that nobody knows of whether it arrived."""
        if delivery.kind is not DeliveryKind.DIGEST or delivery.state is not DeliveryState.PLANNED or not delivery.part:
            return False
        parts = self._session.ledger.of_subject(DeliveryKind.DIGEST, [delivery.subject_id], delivery.channel_id)
        return any(one.part < delivery.part and one.state is DeliveryState.UNCERTAIN for one in parts)

    def what(self, delivery: Delivery) -> tuple[Span, ...]:
        """What it carries."""
        match delivery.kind:
            case DeliveryKind.DIGEST:
                return (text(f"{self._issue(delivery.subject_id)}{part_words(delivery.part)}"),)
            case DeliveryKind.ALERT:
                return (text("Alert: "), self._story(delivery.subject_id))
            case DeliveryKind.EDIT:
                edited = self._session.ledger.get(delivery.subject_id)
                return (text(f"Edit {delivery.part} of "), *self.what(edited))
            case DeliveryKind.SHARE:
                return (text(f"Shared: {self._session.shares.get(delivery.subject_id).fallback}"),)
            case DeliveryKind.NOTICE:
                return (text(_NOTICES.get(delivery.key.split(":")[1], "Notice")),)

    def message(self, key: str) -> str:
        """The message with that key, such as "Facial recognition No. 3"."""
        kind, _, rest = key.partition(":")
        if kind == DeliveryKind.DIGEST:
            return self._issue(int(rest.partition(":")[0]))
        return "the day’s notice" if rest.startswith("lost:") else "one message of held alerts"

    def _issue(self, digest_id: int) -> str:
        if digest_id not in self._issues:
            issue = self._session.digests.get(digest_id)
            self._issues[digest_id] = f"{issue.topic_title} No. {issue.number}"
        return self._issues[digest_id]

    def _story(self, story_id: int) -> Span:
        root = self._session.stories.root(story_id)
        story = self._session.stories.get([root]).get(root)
        return linked(story.title or "untitled", story.link) if story else text(f"story {story_id}")


def row_of(delivery: Delivery, names: Names) -> tuple[Span, ...]:
    """Such as "held Wed 4 Mar, 13:00 · Alert: Airport sells faces · quiet hours"."""
    stands = (strong(spoken(delivery.state)), text(f" {names.when(delivery)}"))
    return joined([stands, names.what(delivery), *((text(fact),) for fact in _facts(delivery, names))])


def spoken(state: DeliveryState) -> str:
    """A state as people say it: "given up"."""
    return state.value.replace("_", " ")


def _facts(delivery: Delivery, names: Names) -> Iterator[str]:
    """Why, where it is told, how often it was tried, and whether it may repeat."""
    if delivery.reason:
        yield delivery.reason.rstrip(".")
    if delivery.told_in:
        yield f"told in {names.message(delivery.told_in)}"
    if delivery.attempts > 1 or delivery.state in (DeliveryState.FAILED, DeliveryState.UNCERTAIN):
        yield count(delivery.attempts, "attempt")
    if delivery.state is DeliveryState.UNCERTAIN and not delivery.reason.endswith(STAYS):
        yield f"the platform is asked again {names.next_look(delivery)}"
    if names.waits_for_doubt(delivery):
        yield "it waits for an earlier part, which is uncertain"
    if delivery.again:
        yield "sent again while in doubt: it may be there twice"
    if delivery.plain:
        yield "in plainer form"
    if delivery.may_repeat:
        yield "may repeat what was posted before a restore"
