"""A platform for tests, which does as it is told, and a worker that posts to it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.errors import PresswatchError
from bot.flow.deliver import deliver
from bot.flow.overflow import overflow
from bot.flow.verdict import Patience
from bot.model.channel import AlertRules, Channel
from bot.model.delivery import Delivery, DeliveryState, Outcome, OutcomeKind
from bot.model.message import Message
from bot.ports.poster import Poster
from bot.stories.origin import NO_OUTLETS
from tests.flow.press import Office

PATIENCE = Patience(lease=timedelta(seconds=60), attempts=3, first_wait=timedelta(seconds=10))
RULES = AlertRules(ceiling=12, quiet_from=None, quiet_to=None, zone="UTC", storm=5, storm_minutes=15)
SENT = Outcome(kind=OutcomeKind.SENT, platform_id="m1")


class Platform:
    """Answers in order, then sends all. Where it `crashes`, one post or edit arrives and the worker dies of it."""

    def __init__(self, *answers: Outcome | Exception) -> None:
        self.answers = list(answers)
        self.posts: list[tuple[str, str]] = []  # delivery key, reply to
        self.messages: dict[str, Message] = {}  # by the platform's id, as they stand now
        self.plain: list[str] = []  # keys or ids of what came in plain form
        self.edits: list[str] = []  # ids
        self.pace = timedelta(0)
        self.searchable = True
        self.tells = True
        self.crashes = False

    def post(
        self, channel: Channel, message: Message, *, delivery_key: str, reply_to: str, plain: bool = False
    ) -> Outcome:
        answer = self._answer(f"m{delivery_key}")
        self.plain += [delivery_key] if plain else []
        if answer.kind is OutcomeKind.SENT:
            self.posts.append((delivery_key, reply_to))
            self.messages[answer.platform_id] = message
        self._crash()
        return answer

    def edit(self, channel: Channel, message: Message, *, platform_id: str, plain: bool = False) -> Outcome:
        answer = self._answer(platform_id)
        self.plain += [platform_id] if plain else []
        if answer.kind is OutcomeKind.SENT:
            self.edits.append(platform_id)
            self.messages[platform_id] = message
        self._crash()
        return answer

    def find(self, channel: Channel, *, delivery_key: str, since: datetime, reply_to: str = "") -> str | None:
        if not self.searchable:
            raise PresswatchError("The history cannot be read now.")
        return f"m{delivery_key}" if (delivery_key, reply_to) in self.posts else None

    def _crash(self) -> None:
        if self.crashes:
            self.crashes = False
            raise KeyboardInterrupt

    def _answer(self, platform_id: str) -> Outcome:
        answer = self.answers.pop(0) if self.answers else Outcome(kind=OutcomeKind.SENT, platform_id=platform_id)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.posts]


def run(
    desk: Office,
    platform: Poster,
    *,
    after: timedelta = timedelta(0),
    rules: AlertRules = RULES,
    patience: Patience = PATIENCE,
    chat: Poster | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Plan what is due of held alerts, and deliver, as a worker does; `chat` is another platform beside the console."""
    desk.press.now += after
    clock = lambda: desk.press.now  # noqa: E731
    overflow(desk.store, rules=rules, clock=clock, stop=lambda: False)
    posters = {"console": platform} | ({"chat": chat} if chat else {})
    return deliver(desk.store, posters, rules=rules, clock=clock, patience=patience, stop=stop, outlets=NO_OUTLETS)


def states(desk: Office) -> dict[DeliveryState, int]:
    with desk.store.reading() as session:
        return session.ledger.counts()


def ledger(desk: Office, channel_id: int = 1) -> dict[str, Delivery]:
    """A channel's deliveries by their keys, oldest first."""
    with desk.store.reading() as session:
        return {one.key: one for one in reversed(session.ledger.of_channel(channel_id, limit=1000))}
