"""Home: the panel of a workspace: what it follows, its latest stories, and what needs care."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.feeds.ailments import Ailment, ailments, sources
from bot.flow.answer.asking import Asking, known_channels
from bot.flow.answer.begin import first_steps
from bot.flow.answer.coming import coming
from bot.flow.answer.doubt import doubtful
from bot.flow.answer.feeds import looks
from bot.flow.answer.newest import newest_lines
from bot.flow.answer.phrases import count, joined, moment, says, strong, text
from bot.model.channel import Channel
from bot.model.command import Home
from bot.model.message import Bullets, Buttons, Small, Span
from bot.model.panel import Panel, Section
from bot.model.subscription import Cadence, Subscription
from bot.model.topic import Topic
from bot.ports.store import Session

_TOPICS = 5  # topics with their stories
_AILMENTS = 5  # lines


@dataclass(frozen=True, slots=True)
class _Order:
    """A subscription with where it posts and what about."""

    channel: Channel
    topic: Topic
    subscription: Subscription


def home(session: Session, _command: Home, asking: Asking) -> Panel:
    """The panel as it stands now; whoever follows nothing yet is led by the hand."""
    channels = known_channels(session, asking)
    orders = [order for channel in channels for order in _orders(session, channel)]
    sections = [_following(session, orders, channels, asking) if orders else first_steps(session, asking)]
    topics = list({order.topic.id: order.topic for order in orders}.values())
    sections += [_latest(session, topic, asking) for topic in topics[:_TOPICS]]
    sections += [section for section in (_feeds(session, asking), doubtful(session, channels, asking)) if section]
    following = count(len(topics), "topic")
    return Panel(title="Home", fallback=f"This workspace follows {following}.", sections=tuple(sections))


def _orders(session: Session, channel: Channel) -> Iterator[_Order]:
    for order in session.subscriptions.of_channel(channel.id):
        yield _Order(channel, session.topics.get(order.topic_id), order)


def _following(session: Session, orders: list[_Order], channels: list[Channel], asking: Asking) -> Section:
    """Each subscription with what comes next of it, then what is held back."""
    rows = tuple(_row(order, asking, named=len(channels) > 1) for order in orders)
    held = sum(len(session.ledger.held(channel.id)) for channel in channels)
    waiting = [Small((text(f"{count(held, 'alert')} held back, told together later."),))] if held else []
    paused = any(order.subscription.is_paused(asking.now) for order in orders)
    steps = [says("subscribe", "Subscribe to more")]
    steps += [says("resume", "End the pauses")] if paused else []
    steps += [says("ledger held", "What is held")] if held else []
    steps += [says("search", "Search"), says("topics", "All topics")]
    return Section("Following", (Bullets(rows), *waiting, Buttons(tuple(steps))))


def _row(order: _Order, asking: Asking, *, named: bool) -> tuple[Span, ...]:
    where = [(text(f"in {order.channel.name}"),)] if named else []
    what = (strong(order.topic.title), text(f" {order.subscription.schedule.cadence.spoken}"))
    if order.channel.parked:
        return joined([what, *where, (text(f"waits, for nothing can be posted there: {order.channel.parked}"),)])
    return joined([what, *where, coming(order.subscription, asking)])


def _latest(session: Session, topic: Topic, asking: Asking) -> Section:
    query = says(f"topic show {topic.name}", "Its query")
    order = session.subscriptions.find(channel_id=asking.channel.id, topic_id=topic.id)
    steps = (says(f"digest {topic.name}", "Latest digest"), query) if _has_digest(session, order, asking) else (query,)
    return Section(f"Latest on {topic.title}", (newest_lines(session, topic, asking), Buttons(steps)))


def _has_digest(session: Session, order: Subscription | None, asking: Asking) -> bool:
    """Whether `digest` shows or makes one here: not for what comes at once, and none is made during a pause."""
    if order is None or order.schedule.cadence is Cadence.AT_ONCE:
        return False
    return not order.is_paused(asking.now) or session.digests.latest(order.id) is not None


def _feeds(session: Session, asking: Asking) -> Section | None:
    """The feeds that need care, or in one line that none does."""
    feeds = session.feeds.all()
    if not feeds:
        return None
    ailing = ailments(feeds, asking.now)
    polled = session.feeds.last_polled()
    healthy = len(feeds) - sum(len(ailment.feeds) for ailment in ailing)
    summary = f"{healthy:,} of {count(len(feeds), 'feed')} healthy"
    last = f"last poll {moment(polled, asking.zone, asking.now)}" if polled else "no feed polled yet"
    small = Small((text(f"{summary} · {last}"),))
    if not ailing:
        return Section("Feeds", (small,))
    rows = tuple(_care(ailment) for ailment in ailing[:_AILMENTS])
    steps = Buttons((*looks(ailing), says("feeds health", "All feeds")))
    return Section("Feeds that need care", (Bullets(rows), small, steps))


def _care(ailment: Ailment) -> tuple[Span, ...]:
    """What is wrong with a feed; with many alike, in one line."""
    if not ailment.shared:
        return strong(ailment.feeds[0].source), text(f" – {ailment.wrong}")
    return strong(count(len(ailment.feeds), "feed")), text(f" – {ailment.wrong}: {sources(ailment)}")
