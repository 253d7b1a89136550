"""Interrupt: whether an alert may interrupt its channel now, and when those that may not are told together.

Hours are those of a wall clock: quiet hours that end in an hour which a clock change leaves out end when the clocks
have passed it, and an hour that comes twice is quiet both times.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.digests.cadence import instant, next_due
from bot.model.channel import AlertRules
from bot.model.delivery import Delivery, HeldFor
from bot.model.subscription import Cadence, Schedule, Subscription

LATE = timedelta(days=1)  # what came longer ago is no alert any more
MORNING = 9  # o'clock: when held alerts are told where no quiet hours end


def hold_reason(
    rules: AlertRules, order: Subscription, *, planned_at: datetime, now: datetime, posted: int, lately: int
) -> HeldFor | None:
    """Why an alert may not interrupt now, None where it may.

    `order` is the subscription that wants it; `posted` counts the channel's alerts of this day, `lately` those that
    were posted, or held as a storm, since `lately_from`.
    """
    if order.is_paused(now):
        return HeldFor.PAUSED
    if order.schedule.cadence is not Cadence.AT_ONCE:
        return HeldFor.REGULAR
    if now - planned_at > LATE:
        return HeldFor.LATE
    if is_quiet(rules, now):
        return HeldFor.QUIET_HOURS
    if posted >= rules.ceiling:
        return HeldFor.CEILING
    return HeldFor.STORM if lately >= rules.storm else None


def is_quiet(rules: AlertRules, now: datetime) -> bool:
    """Whether the channel's clocks show one of its quiet hours."""
    if rules.quiet_from is None or rules.quiet_to is None:
        return False
    hour = now.astimezone(ZoneInfo(rules.zone)).hour
    if rules.quiet_from < rules.quiet_to:
        return rules.quiet_from <= hour < rules.quiet_to
    return rules.quiet_from != rules.quiet_to and not rules.quiet_to <= hour < rules.quiet_from


def local_day(rules: AlertRules, now: datetime) -> date:
    """The channel's present day."""
    return now.astimezone(ZoneInfo(rules.zone)).date()


def day_began(rules: AlertRules, now: datetime) -> datetime:
    """The first instant of the channel's present day."""
    return instant(datetime.combine(local_day(rules, now), time()), ZoneInfo(rules.zone))


def lately_from(rules: AlertRules, now: datetime) -> datetime:
    """Since when alerts count as coming at a time."""
    return now - timedelta(minutes=rules.storm_minutes)


def told_at(rules: AlertRules, held_at: datetime) -> datetime:
    """When an alert that was held then is told, in a channel without digests: as the next quiet hours end, or at 9."""
    hour = MORNING if rules.quiet_to is None else rules.quiet_to
    told = _next(hour, rules.zone, held_at)
    while is_quiet(rules, told):  # the end fell into a gap of the clock that is quiet itself
        told = _next(hour, rules.zone, told)
    return told


def is_overflow_due(rules: AlertRules, held: Iterable[Delivery], now: datetime) -> bool:
    """Whether a channel without digests is to be told of these held alerts now. What a pause held, and is given here,
    is told as the pause has ended; but nothing is told in quiet hours."""
    return not is_quiet(rules, now) and any(_is_due(rules, one, now) for one in held)


def _is_due(rules: AlertRules, held: Delivery, now: datetime) -> bool:
    return held.reason == HeldFor.PAUSED or told_at(rules, held.settled_at or held.planned_at) <= now


def _next(hour: int, zone: str, after: datetime) -> datetime:
    due = next_due(Schedule(cadence=Cadence.DAILY, hour=hour, zone=zone), after)
    assert due is not None  # a daily schedule always has a next
    return due
