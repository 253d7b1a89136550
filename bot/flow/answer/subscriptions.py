"""Topics, subscriptions and the state of a channel."""

from dataclasses import replace

from bot.digests.cadence import describe, next_due
from bot.errors import NotFound
from bot.feeds import health
from bot.flow.answer import written
from bot.flow.answer.asking import Asking, own_topic_named, topic_named
from bot.flow.answer.coming import coming
from bot.flow.answer.phrases import code, count, joined, moment, plain_answer, said, says, strong, text
from bot.flow.answer.subscribe_form import again, subscribe_form
from bot.flow.overflow import unwanted
from bot.model.answer import Answer
from bot.model.command import ListTopics, Status, Subscribe, Unsubscribe
from bot.model.message import Bullets, Button, Buttons, Header, Message, Paragraph, Small, Span
from bot.model.subscription import Cadence, Schedule, Subscription
from bot.model.topic import Topic
from bot.ports.store import Session
from bot.stories.query import fault_of


def list_topics(session: Session, _command: ListTopics, asking: Asking) -> Message:
    """The topics on offer, and which of them this channel has."""
    offered = session.topics.offered(asking.channel.workspace_id)
    if not offered:
        files = "Those under config/topics/ are read when the worker starts, or by `presswatch poll`. "
        small = f"{files if asking.is_operator else ''}`topic new` makes one."
        return plain_answer("No topic is set up yet.", small=small)
    taken = {order.topic_id: order for order in session.subscriptions.of_channel(asking.channel.id)}
    rows = []
    for topic in offered:
        state = describe(taken[topic.id].schedule) if topic.id in taken else "not subscribed"
        state += " · cannot be read, so it finds nothing" if fault_of(topic) else ""
        rows.append((code(topic.name), text(f" – {topic.title} · {state}")))
    free = [topic for topic in offered if topic.id not in taken]
    buttons = tuple(says(f"subscribe {topic.name} weekly", f"Subscribe to {topic.title}") for topic in free[:3])
    return Message(
        fallback=count(len(offered), "topic"),
        blocks=(Header("Topics"), Bullets(tuple(rows)), *([Buttons(buttons)] if buttons else [])),
    )


def subscribe(session: Session, command: Subscribe, asking: Asking) -> Answer:
    """Make or change this channel's standing order; without a topic, ask for it."""
    if not command.topic:
        return subscribe_form(session, command, asking)
    topic = topic_named(
        session, asking, command.topic, lambda name: " ".join(written.subscribe(replace(command, topic=name)).split())
    )
    before = session.subscriptions.find(channel_id=asking.channel.id, topic_id=topic.id)
    usual = before.schedule if before else Schedule(cadence=Cadence.WEEKLY, zone=asking.zone)
    schedule = command.schedule(usual)
    due = next_due(schedule, asking.now)
    order = session.subscriptions.put(
        channel_id=asking.channel.id,
        topic_id=topic.id,
        schedule=schedule,
        due_at=due,
        now=asking.now,
        made_by=asking.person.key,
    )
    paused = before is not None and before.is_paused(asking.now)
    verb = "is paused no more and comes" if paused else "now comes" if before else "will come"
    latest = session.digests.latest(order.id)
    first = [says(f"digest {topic.name}", "First digest now", primary=True)] if due and latest is None else []
    first += [] if due else [says(f"digest {topic.name}", "The newest stories")]
    back = [_back(topic, before, asking)] if before and (paused or before.schedule != schedule) else []
    return Message(
        fallback=f"{topic.title} {verb} {describe(schedule)}.",
        blocks=(
            Paragraph((strong(topic.title), text(f" {verb} to {asking.channel.said_here} {describe(schedule)}."))),
            Small(coming(order, asking)),
            Buttons((*first, *back, says(f"unsubscribe {topic.name}", "Unsubscribe"))),
        ),
    )


def _back(topic: Topic, before: Subscription, asking: Asking) -> Button:
    """What takes a change back: the schedule of before, or the pause that it ended."""
    if before.is_paused(asking.now):
        return says(f"pause {topic.name}", "Pause again")
    return says(again(topic, before.schedule), "Undo")


def unsubscribe(session: Session, command: Unsubscribe, asking: Asking) -> Message:
    """End this channel's standing order; the mark is kept for a return."""
    topic = own_topic_named(session, asking, command.topic)
    order = session.subscriptions.find(channel_id=asking.channel.id, topic_id=topic.id)
    if order is None:
        raise NotFound(f"This channel is not subscribed to {topic.title}.", "`status` lists its subscriptions.")
    session.subscriptions.end(order.id, now=asking.now)
    untold = unwanted(session, asking.channel.id, now=asking.now)
    held = f" {count(untold, 'alert')} that {'was' if untold == 1 else 'were'} held will not come." if untold else ""
    return plain_answer(
        f"{topic.title} comes here no more.",
        small=f"If you subscribe again, it goes on where it stopped.{held}",
        buttons=[says(f"subscribe {topic.name}", "Subscribe again")],
    )


def status(session: Session, _command: Status, asking: Asking) -> Message:
    """What this channel hears, when next, and how the feeds are doing."""
    orders = session.subscriptions.of_channel(asking.channel.id)
    feeds = session.feeds.all()
    healthy = sum(health.is_healthy(feed) for feed in feeds)
    polled = session.feeds.last_polled()
    facts = [
        (text(f"{healthy} of {count(len(feeds), 'feed')} healthy"),),
        (text(f"last poll {moment(polled, asking.zone, asking.now)}" if polled else "no feed polled yet"),),
        (text(count(session.entries.total(), "article")),),
    ]
    rows = tuple(_order_row(session, order, asking) for order in orders)
    offered = session.topics.offered(asking.channel.workspace_id)
    example = f"subscribe {offered[0].name} weekly" if offered else "help subscribe"
    nothing = Paragraph((text("This channel is not subscribed to anything. Try "), said(example), text(".")))
    return Message(
        fallback=count(len(orders), "subscription"),
        blocks=(
            Header(f"Status of {asking.channel.said_here}"),
            Bullets(rows) if rows else nothing,
            Small(joined(facts)),
            Buttons((says("feeds health", "Feeds"), says("topics", "Topics"))),
        ),
    )


def _order_row(session: Session, order: Subscription, asking: Asking) -> tuple[Span, ...]:
    topic = session.topics.get(order.topic_id)
    latest = session.digests.latest(order.id)
    last = [(text(f"last was No. {latest.number}"),)] if latest else []
    return joined([(strong(topic.title), text(f" {describe(order.schedule)}")), coming(order, asking), *last])
