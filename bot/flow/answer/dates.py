"""Dates as people say them: "yesterday", "monday", "3 days ago", "1 March", "2026-03-01 09:30", on the reader's wall.

The libraries for this were weighed: those that know all these words bring four more with them, take "may" and "10" for
dates, and pass over a clock change by their own rules. Ours are digests' (`digests.cadence.instant`).
"""

import difflib
import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.digests.cadence import WEEKDAYS, instant
from bot.errors import CommandError

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_UNITS = {
    "minute": ("minutes", "minute", "mins", "min"),
    "hour": ("hours", "hour", "hrs", "hr", "h"),
    "day": ("days", "day", "d"),
    "week": ("weeks", "week", "w"),
    "month": ("months", "month"),
    "year": ("years", "year", "y"),
}
_UNIT_OF = {name: unit for unit, names in _UNITS.items() for name in names}
_EXACT = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}  # the rest is counted on the calendar
_NAMED = {"yesterday": -1, "today": 0, "tomorrow": 1}
_SHORTEST = 3  # letters that tell days and months apart
_YEARS = range(1900, 2200)  # beyond them a number was mistyped
_LONGEST = 60  # characters of words worth reading

_FOR = re.compile(rf"(?:(?:for|in|last|past) )?(?P<n>\d{{1,6}}|{'|'.join(_NUMBERS)}) ?(?P<unit>[a-z]+)(?P<ago> ago)?")
_PERIOD = re.compile(r"(?P<which>last|this|next) (?P<unit>week|month|year)")
_WEEKDAY = re.compile(r"(?:(?P<which>last|this|next|on) )?(?P<day>[a-z]+)")
_DAY_MONTH = re.compile(r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?(?P<month>[a-z]+)(?: (?P<year>\d{4}))?")
_MONTH_DAY = re.compile(r"(?P<month>[a-z]+)(?: (?P<day>\d{1,2})(?:st|nd|rd|th)?)?(?: (?P<year>\d{4}))?")
_CLOCK = re.compile(r"(?:(?P<day>.+?) )??(?:at )?(?P<hour>\d{1,2})(?::(?P<minute>\d\d))? ?(?P<half>[ap]m)?")

_PAST = "Say it like `yesterday`, `monday`, `3 days ago`, `last week`, `1 March` or `2026-03-01`."
_FUTURE = "Say it like `tomorrow`, `friday`, `3 days`, `next week`, `1 March` or `2030-01-31`."

Found = date | datetime  # a day, a naive time on the wall, or an aware instant


@dataclass(frozen=True, slots=True)
class _View:
    """From where a date is seen, and which way one looks."""

    now: datetime
    zone: ZoneInfo
    ahead: bool

    @property
    def wall(self) -> datetime:
        """What the zone's clocks show now, naive."""
        return self.now.astimezone(self.zone).replace(tzinfo=None)

    @property
    def today(self) -> date:
        return self.wall.date()

    @property
    def way(self) -> int:
        return 1 if self.ahead else -1


def past(words: str, *, now: datetime, zone: str) -> datetime:
    """The UTC instant that words name, not later than `now`; a day is its first instant on the IANA zone's wall.

    "monday" is the last one before today, "1 March" the last that has come. Raises CommandError.
    """
    found = _read(words, now=now, zone=zone, ahead=False, cure=_PAST)
    if found > now:
        raise CommandError(f"“{_echo(words)}” has not come yet.", _PAST)
    return found


def future(words: str, *, now: datetime, zone: str) -> datetime:
    """The UTC instant that words name, later than `now`; a day is its first instant on the IANA zone's wall.

    "friday" is the next one after today; "3 days" are three whole days from now on. Raises CommandError.
    """
    found = _read(words, now=now, zone=zone, ahead=True, cure=_FUTURE)
    if found <= now:
        raise CommandError(f"“{_echo(words)}” is over, or has begun already.", _FUTURE)
    return found


def _read(words: str, *, now: datetime, zone: str, ahead: bool, cure: str) -> datetime:
    text, view = _plain(words), _View(now, ZoneInfo(zone), ahead)
    try:
        found = _found(text, view)
        if found is None:
            raise _no_date(words, text, view, cure)
        return _instant(found, view.zone)
    except (OverflowError, ValueError) as error:  # 30 February, the year 9999, a thousand centuries
        raise CommandError(f"“{_echo(words)}” is in no calendar.", cure) from error


def _plain(words: str) -> str:
    """The words in lower case, one space between them, without commas and quotes; "" where they are too many."""
    text = " ".join(re.sub(r"[,;\"'“”‘’!?]", " ", words.casefold()).split())
    text = text.removesuffix(".").removeprefix("since ").removeprefix("until ")
    return text if len(text) <= _LONGEST else ""


def _found(text: str, view: _View) -> Found | None:
    """What the first reader that knows the words makes of them."""
    found = (read(text, view) for read in _READERS)
    return next((one for one in found if one is not None), None)


def _instant(found: Found, zone: ZoneInfo) -> datetime:
    """The UTC instant at which a day begins on the wall, or a time comes."""
    if found.year not in _YEARS:
        raise ValueError(found.year)
    if not isinstance(found, datetime):
        return instant(datetime.combine(found, time()), zone)
    return instant(found, zone) if found.tzinfo is None else found.astimezone(UTC)


def _iso(text: str, _view: _View) -> Found | None:
    """`2026-03-01`, `2026-03-01 09:30`, `2026-03-01T09:30:00+01:00` (ISO 8601)."""
    if not re.match(r"\d{4}-?\d\d", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat(text.upper())


def _day_name(text: str, view: _View) -> date | None:
    return view.today + timedelta(days=_NAMED[text]) if text in _NAMED else None


def _period(text: str, view: _View) -> date | None:
    """`last week`, `this month`, `next year`: its first day."""
    said = _PERIOD.fullmatch(text)
    if said is None:
        return None
    step = {"last": -1, "this": 0, "next": 1}[said["which"]]
    if said["unit"] == "week":
        return view.today + timedelta(days=7 * step - view.today.weekday())
    first = view.today.replace(day=1)
    return _months_on(first, step) if said["unit"] == "month" else first.replace(year=first.year + step, month=1)


def _weekday(text: str, view: _View) -> date | None:
    """`monday`, `last fri`, `next tuesday`: never today, but for `this`."""
    said = _WEEKDAY.fullmatch(text)
    day = _place(said["day"], WEEKDAYS) if said else None
    if said is None or day is None:
        return None
    if said["which"] == "this":
        return view.today + timedelta(days=day - view.today.weekday())
    ahead = said["which"] == "next" or (said["which"] != "last" and view.ahead)
    days = (day - view.today.weekday() - 1) % 7 + 1 if ahead else -((view.today.weekday() - day - 1) % 7 + 1)
    return view.today + timedelta(days=days)


def _count(text: str, view: _View) -> Found | None:
    """`3 days ago`, `2w`, `an hour`: back to the beginning of a day, or on by as much as was said."""
    said = _FOR.fullmatch(text)
    unit = _UNIT_OF.get(said["unit"]) if said else None
    if said is None or unit is None:
        return None
    way = -1 if said["ago"] else 1 if text.startswith("in ") else view.way
    number = way * (_NUMBERS[said["n"]] if said["n"] in _NUMBERS else int(said["n"]))
    if unit in _EXACT:
        return view.now + number * _EXACT[unit]
    day = _days_on(view.today, number, unit)
    return datetime.combine(day, view.wall.time()) if way > 0 else day


def _days_on(day: date, number: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    return _months_on(day, number * (12 if unit == "year" else 1))


def _months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a month that is too short."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def _calendar(text: str, view: _View) -> date | None:
    """`1 March`, `March 1st`, `1 March 2026`, `March`: without a year, the nearest one the way one looks."""
    said = _DAY_MONTH.fullmatch(text) or _MONTH_DAY.fullmatch(text)
    month = _place(said["month"], _MONTHS) if said else None
    if said is None or month is None:
        return None
    day = int(said["day"] or 1)
    if said["year"]:
        return date(int(said["year"]), month + 1, day)
    for step in range(9):  # eight years may lie between two leap days
        year = view.today.year + step * view.way
        if 1 <= day <= monthrange(year, month + 1)[1]:
            found = date(year, month + 1, day)
            if (found > view.today) if view.ahead else (found <= view.today):
                return found
    raise ValueError(day)


def _clock(text: str, view: _View) -> datetime | None:
    """`yesterday at 9`, `monday 14:30`, `9am`: a time alone is the nearest one the way one looks."""
    said = _CLOCK.fullmatch(text)
    if said is None or not (said["minute"] or said["half"] or " at " in f" {text}"):
        return None
    at = time(_hour(int(said["hour"]), said["half"]), int(said["minute"] or 0))
    if said["day"]:
        day = _found(said["day"], view)
        return None if day is None or isinstance(day, datetime) else datetime.combine(day, at)
    here = datetime.combine(view.today, at)
    passed = here <= view.wall
    return here + timedelta(days=view.way) if passed is view.ahead else here


def _hour(number: int, half: str | None) -> int:
    """A number on the clock, with "am" or "pm" behind it, as an hour of the day."""
    if half and not 1 <= number <= 12:
        raise ValueError(number)
    return number % 12 + 12 * (half == "pm") if half else number


_READERS: tuple[Callable[[str, _View], Found | None], ...] = (
    _iso,
    _day_name,
    _period,
    _weekday,
    _count,
    _calendar,
    _clock,
)


def _place(word: str, names: tuple[str, ...]) -> int | None:
    """Which of the names a word begins: three letters tell them apart, "sept" and "tues" are fine."""
    starts = (i for i, name in enumerate(names) if len(word) >= _SHORTEST and name.casefold().startswith(word))
    return next(starts, None)


def _no_date(words: str, text: str, view: _View, cure: str) -> CommandError:
    """The words are no date; what was perhaps meant is one, and lies the way one looks."""
    if not words.strip():
        return CommandError("A date is missing.", cure)
    known = [*_NAMED, *_UNIT_OF, *(name.casefold() for name in (*WEEKDAYS, *_MONTHS)), "last", "next", "ago"]
    near = [(difflib.get_close_matches(word, known, n=1, cutoff=0.7) or [word])[0] for word in text.split()]
    meant = " ".join(near)
    if meant == text or not _reads(meant, view):
        return CommandError(f"“{_echo(words)}” is no date I know.", cure)
    return CommandError(f"“{_echo(words)}” is no date I know.", f"Did you mean `{meant}`? {cure}", meant=meant)


def _reads(text: str, view: _View) -> bool:
    try:
        found = _found(text, view)
        return found is not None and (_instant(found, view.zone) > view.now) is view.ahead
    except (OverflowError, ValueError):
        return False


def _echo(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
