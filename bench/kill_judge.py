"""The judge of the kill trial: compares what the console holds, and what the ledger says, with what was served."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.kill_press import Press
from bot.app import App
from bot.chat.console.transcript import Post
from bot.digests.write import write_digest
from bot.flow.origins import Origins
from bot.flow.tell import message_of
from bot.model.channel import AlertRules
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState
from bot.model.digest import Novelty
from bot.model.message import Bullets, Item, Message, WebLink
from bot.ports.store import Session
from bot.stories.origin import NO_OUTLETS

ALERTS, DIGESTS, CAPPED = 1, 2, 3  # the channels: alerts alone, digests, alerts under a ceiling and digests
_EVERY = 1_000_000
_TWICE = "the same story is told as"


@dataclass(frozen=True, kw_only=True)
class Case:
    """What there is to be judged."""

    session: Session
    press: Press
    posts: Sequence[Post]
    rules: AlertRules

    def deliveries(self, channel_id: int) -> list[Delivery]:
        return self.session.ledger.of_channel(channel_id, limit=_EVERY)


def judge(app: App, press: Press) -> list[str]:
    """What is wrong with what the console holds; nothing when every event is told exactly once."""
    with app.store.reading() as session:
        case = Case(session=session, press=press, posts=list(app.transcript.read()), rules=app.rules)
        return [
            *_repeated(case),
            *_unsettled(case),
            *_alerts(case, ALERTS, "alerts"),
            *_alerts(case, CAPPED, "capped"),
            *_digests(case),
            *_edits(case),
        ]


def account(app: App) -> str:
    """What the trial went through, in one line."""
    with app.store.reading() as session:
        every = [
            one for channel in (ALERTS, DIGESTS, CAPPED) for one in session.ledger.of_channel(channel, limit=_EVERY)
        ]
    sent = Counter(one.kind for one in every if one.state is DeliveryState.SENT)
    kinds = ", ".join(f"{number} {kind}s" for kind, number in sent.items())
    return f"posted: {kinds}; held and told together: {sum(one.state is DeliveryState.FOLDED for one in every)}"


def _repeated(case: Case) -> Iterator[str]:
    keys = Counter(post.delivery_key for post in case.posts)
    yield from (f"posted {number} times: {key}" for key, number in keys.items() if number > 1)


def _unsettled(case: Case) -> Iterator[str]:
    """Every delivery has come to its end, and failed only where another tells the same."""
    for channel_id in (ALERTS, DIGESTS, CAPPED):
        for one in case.deliveries(channel_id):
            if one.state not in (DeliveryState.SENT, DeliveryState.FOLDED) and not one.reason.startswith(_TWICE):
                yield f"{one.key} is {one.state}: {one.reason}"


def _alerts(case: Case, channel_id: int, name: str) -> Iterator[str]:
    """Each event was told once: alone, or together with others that were held."""
    posts = [post for post in case.posts if post.channel == name]
    told = Counter(case.press.events[link] for post in posts for link in _told_links(post.message))
    told.update(_counted_only(case, posts))
    yield from (f"lost in {name}: {event}" for event in case.press.fresh - told.keys())
    yield from (f"told {number} times in {name}: {event}" for event, number in told.items() if number > 1)
    posted = {post.delivery_key for post in posts}
    for one in case.deliveries(channel_id):
        if one.state is DeliveryState.FOLDED and one.told_in not in posted:
            yield f"{one.key} is told in {one.told_in}, which was not posted"


def _counted_only(case: Case, posts: Sequence[Post]) -> Iterator[str]:
    """The events that a long list of held alerts counts and does not name."""
    for post in posts:
        named = {case.press.events[link] for link in _told_links(post.message)}
        folded = case.session.ledger.told_in(post.delivery_key)
        events = {case.press.events[case.session.stories.get([root])[root].link] for root in _roots(case, folded)}
        yield from events - named


def _roots(case: Case, alerts: Sequence[Delivery]) -> list[int]:
    return [case.session.stories.root(alert.subject_id) for alert in alerts]


def _told_links(message: Message) -> list[str]:
    """The articles that a message names as stories."""
    titles = [block.title for block in message.blocks if isinstance(block, Item)]
    titles += [item[:1] for block in message.blocks if isinstance(block, Bullets) for item in block.items]
    return [span.link.url for title in titles for span in title if isinstance(span.link, WebLink)]


def _digests(case: Case) -> Iterator[str]:
    """Each event is new in one issue, and each part of each issue was posted."""
    keys = {post.delivery_key for post in case.posts}
    told = Counter[str]()
    issues = {one.subject_id for one in case.deliveries(DIGESTS) if one.kind is DeliveryKind.DIGEST}
    for number in sorted(issues):
        issue = case.session.digests.get(number)
        told.update(case.press.events[story.link] for story in issue.stories if story.novelty is Novelty.NEW)
        parts = [f"digest:{number}:{part}" for part in range(len(write_digest(issue)))]
        yield from (f"lost part {part}" for part in parts if part not in keys)
    yield from (f"new in no digest: {event}" for event in case.press.fresh - told.keys())
    yield from (f"new in {number} digests: {event}" for event, number in told.items() if number > 1)


def _edits(case: Case) -> Iterator[str]:
    """An alert that was edited stands there as it is to stand now."""
    shown = {post.delivery_key: post.message for post in case.posts}
    edited = {one.subject_id for channel in (ALERTS, CAPPED) for one in case.deliveries(channel) if _is_edit(one)}
    for delivery_id in edited:
        alert = case.session.ledger.get(delivery_id)
        if shown[alert.key] != _now_told(case, alert):
            yield f"{alert.key} does not stand there as it was edited"


def _now_told(case: Case, alert: Delivery) -> Message:
    origins = Origins(NO_OUTLETS)
    return message_of(case.session, alert, rules=case.rules, now=datetime.now(UTC), origins=origins)


def _is_edit(delivery: Delivery) -> bool:
    return delivery.kind is DeliveryKind.EDIT and delivery.state is DeliveryState.SENT
