"""Coming: when this channel hears of a subscription next, or why it does not."""

from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import day, moment, said, text
from bot.flow.mutes import until
from bot.model.message import Span
from bot.model.subscription import Subscription


def coming(order: Subscription, asking: Asking) -> tuple[Span, ...]:
    """Such as "next digest Mon 2 Mar, 09:00 UTC" or "paused until Fri 6 Mar", on the wall of the order's zone."""
    zone = order.schedule.zone
    if order.is_paused(asking.now):
        return _pause(order, asking)
    if order.due_at is None:
        return (text("each new story is posted as it comes"),)
    if order.due_at <= asking.now:
        return (text(f"a digest is due since {moment(order.due_at, zone, asking.now)}"),)
    return (text(f"next digest {moment(order.due_at, zone, asking.now)}"),)


def _pause(order: Subscription, asking: Asking) -> tuple[Span, ...]:
    """Until when it is paused; without an end, since when: whoever wonders at the silence was perhaps not told."""
    if ends := until(order.paused_until, zone=asking.zone, now=asking.now):
        return (text(f"paused{ends}"),)
    since = f" since {day(order.paused_at, asking.zone, asking.now)}" if order.paused_at else ""
    return text(f"paused{since}, until somebody says "), said("resume")
