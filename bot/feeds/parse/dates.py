"""Dates as feeds write them: RFC 822, ISO 8601, and the rest that people type. One reading for every parser.

Zones: RFC 822 names, common abbreviations at their usual offset; none or an unknown one is UTC. A date that could be
two days (03/04/2020) is no date.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from bot.feeds.parse.months import month_number, zone_hours

_EARLIEST_YEAR = 1990
_FARTHEST = timedelta(days=366)  # announced ahead at most so far; beyond it the date is nonsense
_FARTHEST_ZONE = timedelta(hours=14)
_LONGEST = 100  # characters: the patterns below are linear, and no date is longer

_CLOCK = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:[.,]\d+)?(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?"
)
_ZONE = r"(?:\s*\(?(?P<zone>(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|[Zz]\b|[A-Za-z]{2,5}\b)\)?)?"
_TIME = rf"(?:{_CLOCK}{_ZONE})?"
_WORD = r"[^\W\d_]{3,}"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?:[Tt\s,]+{_TIME})?",
        rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d)T(?P<hour>\d\d):?(?P<minute>\d\d):?(?P<second>\d\d)?(?:\.\d+)?{_ZONE}",
        rf"(?:{_WORD}\.?,?\s+|\w+\s*,\s*)?(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?[\s-]+(?:de\s+)?(?P<name>{_WORD})\.?,?[\s-]+"
        rf"(?:de\s+)?(?P<year>\d{{4}}|\d{{2}})\b(?:[\s,Tt-]+{_TIME})?",
        rf"(?:{_WORD}\.?,?\s+)?(?P<name>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b"
        rf"(?:[\s,]+(?:at\s+)?{_TIME})?",
        rf"(?:{_WORD}\.?,?\s+)?(?P<name>{_WORD})\s+(?P<day>\d{{1,2}})\s+{_CLOCK}{_ZONE}\s+(?P<year>\d{{4}})\b",
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})(?:[\s,]+{_TIME})?",
        rf"(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/(?P<year>\d{{4}})(?:[\s,]+{_TIME})?",
    )
)


def first_date(texts: tuple[str, ...], now: datetime) -> datetime | None:
    """The first of the texts that is a date, in UTC and never later than `now`; None where none is."""
    for text in texts:
        moment = moment_of(text) if text else None
        if moment is not None and moment <= now + _FARTHEST:
            return min(moment, now)
    return None


@lru_cache(maxsize=4096)
def moment_of(text: str) -> datetime | None:
    """A date in UTC, from 1990 on; None where the text is no date or could be two."""
    text = " ".join(text[:_LONGEST].split())
    try:
        moment = _from_number(text) if text.isdecimal() else _from_words(text)
    except (ValueError, OverflowError):  # such as 32 February, 25:61 or the year 9999 in a far zone
        return None
    return moment if moment is not None and moment.year >= _EARLIEST_YEAR else None


def _from_number(digits: str) -> datetime | None:
    """Seconds or milliseconds since 1970, or a date without separators."""
    if len(digits) in (10, 13):
        return datetime.fromtimestamp(int(digits[:10]), UTC)
    if len(digits) == 8:
        return datetime(int(digits[:4]), int(digits[4:6]), int(digits[6:]), tzinfo=UTC)
    if len(digits) == 14:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return None


def _from_words(text: str) -> datetime | None:
    for form in _FORMS:
        found = form.match(text)
        if found is not None:
            return _moment(found.groupdict())
    return None


def _moment(part: dict[str, str | None]) -> datetime | None:
    """The moment that the named parts of a date say."""
    month, day = _month_and_day(part)
    year = int(part["year"] or 0)
    if not month or not day:
        return None
    if year < 100:
        year += 2000 if year < 70 else 1900
    hour, minute, second = (int(part.get(unit) or 0) for unit in ("hour", "minute", "second"))
    half = (part.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    days, hour = divmod(hour, 24) if (hour, minute, second) == (24, 0, 0) else (0, hour)
    local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_zone(part.get("zone") or ""))
    return (local + timedelta(days=days)).astimezone(UTC)


def _month_and_day(part: dict[str, str | None]) -> tuple[int, int]:
    """(0, 0) where the month has no name we know, or where day and month could change places."""
    if name := part.get("name"):
        return month_number(name), int(part["day"] or 0)
    if "one" not in part:
        return int(part["month"] or 0), int(part["day"] or 0)
    one, two = int(part["one"] or 0), int(part["two"] or 0)
    if one == two or two > 12:
        return one, two
    return (two, one) if one > 12 else (0, 0)


def _zone(name: str) -> timezone:
    digits = re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?", name)
    if digits is None:
        return timezone(timedelta(hours=zone_hours(name)))
    offset = timedelta(hours=int(digits[2]), minutes=int(digits[3] or 0))
    if offset > _FARTHEST_ZONE:
        return UTC
    return timezone(-offset if digits[1] == "-" else offset)
