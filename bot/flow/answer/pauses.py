"""Pauses: a channel that wants to hear nothing for a while, and goes on where it stopped."""

from collections.abc import Sequence

from bot.errors import NotFound
from bot.flow.answer.asking import Asking, own_topic_named
from bot.flow.answer.coming import coming
from bot.flow.answer.dates import future
from bot.flow.answer.phrases import says, strong, text, with_code
from bot.flow.mutes import until
from bot.model.command import Pause, Resume
from bot.model.message import Block, Bullets, Buttons, Message, Paragraph, Small, Span
from bot.model.subscription import Cadence, Subscription
from bot.ports.store import Session

_DIGESTS = "A digest that falls due meanwhile comes once, when the pause ends, and goes on where the last one ended."
_UNTOLD = "Nobody else here is told of it; `status` shows it to all, and `changes` shows who did it."
_ALERTS = "Alerts are held, and told together when the pause ends."


def pause(session: Session, command: Pause, asking: Asking) -> Message:
    """Hold one topic's posts, or all of this channel's, until a date or until somebody resumes."""
    orders = _orders(session, command.topic, asking)
    if not orders:
        raise NotFound(
            "This channel is not subscribed to anything, so there is nothing to pause.",
            "`topics` lists what it can subscribe to.",
        )
    end = future(command.until, now=asking.now, zone=asking.zone) if command.until else None
    again = all(order.is_paused(asking.now) for order in orders)
    for order in orders:
        session.subscriptions.pause(order.id, until=end, now=asking.now)
    ends = until(end, zone=asking.zone, now=asking.now) or " until you say resume"
    words = f" was paused here already; now it is paused{ends}." if again else f" is paused here{ends}."
    sentence = (*_subject(session, orders, command.topic, asking), text(words))
    promise = [Small((text(_promise(orders)),)), Small(with_code(_UNTOLD))]
    return _message(sentence, promise, f"resume {command.topic}".strip())


def resume(session: Session, command: Resume, asking: Asking) -> Message:
    """End a pause, of one topic or of all."""
    held = [order for order in _orders(session, command.topic, asking) if order.is_paused(asking.now)]
    if not held:
        raise _not_paused(session, command, asking)
    resumed = [session.subscriptions.resume(order.id) for order in held]
    sentence = (*_subject(session, resumed, command.topic, asking), text(" goes on here."))
    return _message(sentence, _next(session, resumed, asking), f"pause {command.topic}".strip())


def _orders(session: Session, topic: str, asking: Asking) -> list[Subscription]:
    """The subscriptions that are meant: of one topic, or all of this channel's."""
    orders = session.subscriptions.of_channel(asking.channel.id)
    if not orders or not topic:
        return orders
    wanted = own_topic_named(session, asking, topic)
    meant = [order for order in orders if order.topic_id == wanted.id]
    if not meant:
        raise NotFound(f"This channel is not subscribed to {wanted.title}.", "`status` lists its subscriptions.")
    return meant


def _not_paused(session: Session, command: Resume, asking: Asking) -> NotFound:
    """Nothing to resume; the cure names what is paused."""
    orders = session.subscriptions.of_channel(asking.channel.id)
    held = [session.topics.get(order.topic_id) for order in orders if order.is_paused(asking.now)]
    if not held:
        return NotFound(
            "Nothing is paused here.", "`pause` holds this channel’s posts, `pause until friday` for a while."
        )
    title = own_topic_named(session, asking, command.topic).title
    names = ", ".join(f"`resume {topic.name}`" for topic in held)
    return NotFound(f"{title} is not paused here.", f"Paused here: {names}.")


def _promise(orders: Sequence[Subscription]) -> str:
    """What becomes of what these would have posted."""
    cadences = {order.schedule.cadence for order in orders}
    digests = _DIGESTS if cadences - {Cadence.AT_ONCE} else ""
    alerts = _ALERTS if Cadence.AT_ONCE in cadences else ""
    return f"{digests} {alerts}".strip()


def _next(session: Session, orders: Sequence[Subscription], asking: Asking) -> list[Block]:
    """When each is heard next."""
    if len(orders) == 1:
        return [Small(coming(orders[0], asking))]
    rows = [(strong(session.topics.get(order.topic_id).title), text(" – "), *coming(order, asking)) for order in orders]
    return [Bullets(tuple(rows))]


def _subject(session: Session, orders: Sequence[Subscription], topic: str, asking: Asking) -> tuple[Span, ...]:
    """What is paused or goes on: one topic, or the channel with all of its topics."""
    titles = [session.topics.get(order.topic_id).title for order in orders]
    if topic or len(titles) == 1:
        return (strong(titles[0]),)
    return strong(f"All of {asking.channel.name}"), text(f" ({', '.join(titles)})")


def _message(sentence: Sequence[Span], blocks: Sequence[Block], back: str) -> Message:
    """A sentence, what follows from it, and the way back."""
    buttons = Buttons((says(back, back.split()[0].capitalize()), says("status", "Status")))
    return Message(
        fallback="".join(span.text for span in sentence), blocks=(Paragraph(tuple(sentence)), *blocks, buttons)
    )
