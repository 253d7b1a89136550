"""Cadence: when a digest is due on the wall clock of a zone, and which span of time and commits it covers.

A wall-clock time that a clock change leaves out falls on the first instant after the gap; one that comes twice
counts the first time only (fold=0, https://peps.python.org/pep-0495/). So each local day, or week, has exactly
one digest. A whole day that a zone left out (Samoa, 30 December 2011) has no daily digest.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model.subscription import Cadence, Schedule, Subscription, Window

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_DAY = timedelta(days=1)
_REACH = 9  # days: a week, one more for a zone's missing day, and one for an instant that a gap pushed past midnight


def span(schedule: Schedule) -> timedelta:
    """How long one issue normally covers; zero for at once."""
    return {Cadence.AT_ONCE: timedelta(0), Cadence.DAILY: _DAY, Cadence.WEEKLY: 7 * _DAY}[schedule.cadence]


def describe(schedule: Schedule) -> str:
    """The schedule in words, such as "weekly on Monday at 09:00 (Europe/Berlin)"."""
    if schedule.cadence is Cadence.AT_ONCE:
        return "at once"
    day = f" on {WEEKDAYS[schedule.weekday]}" if schedule.cadence is Cadence.WEEKLY else ""
    return f"{schedule.cadence}{day} at {schedule.hour:02}:00 ({schedule.zone})"


def next_due(schedule: Schedule, after: datetime) -> datetime | None:
    """The first due instant strictly later than `after`, in UTC; None for at once."""
    if schedule.cadence is Cadence.AT_ONCE:
        return None
    return min(instant for instant in _around(schedule, after) if instant > after)


def overdue(subscription: Subscription, now: datetime) -> datetime | None:
    """The latest due instant that has come by `now`; None when nothing is due.

    After weeks of downtime this is one instant, so there is one digest, and `next_due` of it lies after `now`.
    """
    if subscription.due_at is None or subscription.due_at > now:
        return None
    passed = [instant for instant in _around(subscription.schedule, now) if instant <= now]
    return max([subscription.due_at, *passed])


def window(subscription: Subscription, *, due: datetime, seq: int) -> Window:
    """The span that labels the digest due at `due` and the commits (mark, seq] that fill it."""
    since = subscription.told_until or due - span(subscription.schedule)
    return Window(since=min(since, due), until=due, after=subscription.mark, upto=seq)


def _around(schedule: Schedule, moment: datetime) -> Iterator[datetime]:
    """Every due instant in the days about `moment`: at least one on each side of it."""
    if schedule.cadence is Cadence.AT_ONCE:
        return
    zone = ZoneInfo(schedule.zone)
    today = moment.astimezone(zone).date()
    for offset in range(-_REACH, _REACH + 1):
        day = today + offset * _DAY
        if _has_digest(schedule, day, zone):
            yield instant(datetime.combine(day, time(schedule.hour)), zone)


def _has_digest(schedule: Schedule, day: date, zone: ZoneInfo) -> bool:
    """Whether a digest belongs to this local day."""
    if schedule.cadence is Cadence.WEEKLY:
        return day.weekday() == schedule.weekday
    midnight = datetime.combine(day, time())
    return instant(midnight, zone) < instant(midnight + _DAY, zone)


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first UTC instant at which the zone's clocks show `wall` (naive) or, in a gap, have passed it."""
    late = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if _wall(late, zone) == wall:
        return late
    early = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    seconds = range(int((late - early).total_seconds()) + 1)
    passed = bisect_left(seconds, True, key=lambda s: _wall(early + timedelta(seconds=s), zone) >= wall)
    return early + timedelta(seconds=passed)


def _wall(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the zone's clocks show at that instant, as a naive time."""
    return instant.astimezone(zone).replace(tzinfo=None)
