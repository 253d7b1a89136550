"""Hours and days of the week as people write them: `9`, `17:00`, `5pm`, `noon`; `Monday`, `mon`, `weds`."""

import re
from dataclasses import dataclass

from bot.digests.cadence import WEEKDAYS

_HOUR = re.compile(r"(?P<hour>[0-9]{1,2})[:.h]?(?P<minute>[0-9]{2})?\s?(?P<half>[ap]\.?m\.?)?")
_NAMED = {"noon": 12, "midday": 12, "midnight": 0}
_SHORTEST_DAY = 3  # letters that tell the days apart


@dataclass(frozen=True, slots=True)
class ClockTime:
    """What a clock shows; `whole` unless minutes were named."""

    hour: int  # 0 to 23
    whole: bool = True


def clock_time(text: str) -> ClockTime | None:
    """The time that is written here, None when no clock shows it."""
    plain = text.casefold()
    if plain in _NAMED:
        return ClockTime(_NAMED[plain])
    match = _HOUR.fullmatch(plain)
    hour = _on_the_clock(int(match["hour"]), (match["half"] or "")[:1]) if match else None
    if match is None or hour is None:
        return None
    return ClockTime(hour, whole=match["minute"] in (None, "00"))


def _on_the_clock(hour: int, half: str) -> int | None:
    """A number with "a", "p" or "" behind it as an hour of the day; None when no clock shows it."""
    if not half:
        return hour if hour < 24 else None
    return hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else None


def weekday(word: str) -> int | None:
    """Monday, mon, mondays, weds: any beginning of three letters or more. 0 is Monday."""
    text = word.casefold().rstrip(".")
    if text == "weds":
        return 2
    names = [day.casefold() + "s" for day in WEEKDAYS]
    found = [i for i, name in enumerate(names) if len(text) >= _SHORTEST_DAY and name.startswith(text)]
    return found[0] if len(found) == 1 else None
