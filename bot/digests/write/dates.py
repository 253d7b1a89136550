"""Dates: how days and times are written, on the wall of a zone, in messages and answers alike.

A day stands alone. A time of day names its zone, once in a line: whoever reads it may be elsewhere. What is posted is
on the clock of its channel or subscription, what one person is answered on theirs.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model.subscription import Window

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


def period(window: Window, zone: str) -> str:
    """The days a window covers: "16–22 Nov 2026", "24 Feb – 1 Mar 2020", "Mon 23 Nov 2026".

    A day belongs to the window that holds its noon, so that consecutive issues name each day once.
    """
    first, last = _noon_from(_local(window.since, zone)), _noon_from(_local(window.until, zone)) - _DAY
    if first >= last:
        only = last if first == last else _local(window.until - _INSTANT, zone).date()
        return f"{_DAYS[only.weekday()]} {_day(only)} {only.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)} {last.year}"
    return f"{_day(first)}{'' if first.year == last.year else f' {first.year}'} – {_day(last)} {last.year}"


def day(moment: datetime, *, zone: str, near: datetime) -> str:
    """A day such as "Wed 26 Feb"; with its year when `near` is in another."""
    local = _local(moment, zone)
    year = "" if local.year == _local(near, zone).year else f" {local.year}"
    return f"{_DAYS[local.weekday()]} {_day(local)}{year}"


def spoken_day(moment: datetime, *, zone: str, near: datetime) -> str:
    """A day as a sentence names it: "Tuesday" within the week before `near`, else "10 Nov"."""
    local, end = _local(moment, zone), _local(near, zone)
    if timedelta(0) <= end.date() - local.date() < 7 * _DAY:
        return WEEKDAYS[local.weekday()]
    return _day(local) if local.year == end.year else f"{_day(local)} {local.year}"


def same_day(one: datetime, other: datetime, zone: str) -> bool:
    """Whether two moments fall on one day."""
    return _local(one, zone).date() == _local(other, zone).date()


def local_date(moment: datetime, zone: str) -> date:
    """The day of a moment on the wall of a zone."""
    return _local(moment, zone).date()


def hour(moment: datetime, zone: str) -> str:
    """The time of day, such as "14:02", where its zone stands beside it already."""
    return f"{_local(moment, zone):%H:%M}"


def hour_in_zone(moment: datetime, zone: str) -> str:
    """The time of day with the zone's short name, such as "14:02 CET" or "14:02 UTC+05"."""
    name = _local(moment, zone).tzname() or zone
    return f"{hour(moment, zone)} {f'UTC{name}' if name[:1] in '+-' else name}"


def moment(instant: datetime, *, zone: str, near: datetime) -> str:
    """A day and a time of it: "Wed 26 Feb, 14:02 CET"."""
    return f"{day(instant, zone=zone, near=near)}, {hour_in_zone(instant, zone)}"


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def _noon_from(moment: datetime) -> date:
    """The day of the first noon at or after a local moment."""
    return moment.date() if moment.time() <= time(12) else moment.date() + _DAY


def _day(moment: date) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]}"
