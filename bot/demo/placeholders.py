"""Placeholders in a newsroom's files: dates before now, and the server's own address.

    {{ago 26h iso}}                     26 hours before now: 2026-03-02T12:05:00Z
    {{ago 2d 14:05 rfc822}}             14:05 UTC of the day before yesterday: Sun, 01 Mar 2026 14:05:00 +0000
    {{ago 2d 14:05 rfc822 -0500}}       the same instant, written as a clock five hours west of UTC shows it
    {{ago 9d date}}                     nine days before now: 2026-02-22
    {{base}}                            http://127.0.0.1:8123

The age is a whole number of m (minutes), h (hours) or d (days). A time of day is UTC and needs an age of 1d or more,
so no date lies in the future and no two of them change places, whatever the hour. They are replaced in the raw
bytes, so a file may have any encoding that contains ASCII. Other text in double braces is left as it is.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone
from email.utils import format_datetime

PLACEHOLDER = re.compile(rb"\{\{[ \t]*(base|ago\b[^{}\r\n]*?)[ \t]*\}\}")
AGO = re.compile(r"ago (\d{1,6})([mhd])(?: (\d\d:\d\d))? (rfc822|iso|date)(?: ([+-])(\d\d)(\d\d))?")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
EXAMPLE = "write it as {{ago 26h iso}} or {{ago 2d 14:05 rfc822 -0500}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ago:
    """A date before now, and how to write it."""

    age: timedelta
    clock: time | None  # UTC
    form: str  # "rfc822", "iso" or "date"
    zone: timezone

    def write(self, now: datetime) -> str:
        """The date as text, seen from `now`."""
        moment = now.astimezone(UTC) - self.age
        if self.clock is not None:
            moment = datetime.combine(moment.date(), self.clock, UTC)
        local = moment.replace(microsecond=0).astimezone(self.zone)
        if self.form == "rfc822":
            return format_datetime(local)
        return local.date().isoformat() if self.form == "date" else local.isoformat().replace("+00:00", "Z")


def fill(raw: bytes, *, now: datetime, base: str) -> bytes:
    """The file with every placeholder replaced. Raises ValueError on one that `find_faults` would name."""

    def replace(found: re.Match[bytes]) -> bytes:
        words = found[1].decode("latin-1")
        return (base if words == "base" else parse_ago(words).write(now)).encode("ascii")

    return PLACEHOLDER.sub(replace, raw)


def find_faults(raw: bytes) -> tuple[str, ...]:
    """What is wrong with the placeholders of a file, each with its line."""
    faults = []
    for found in PLACEHOLDER.finditer(raw):
        words = found[1].decode("latin-1")
        try:
            parse_ago(words) if words != "base" else None
        except ValueError as error:
            line = raw.count(b"\n", 0, found.start()) + 1
            faults.append(f"line {line}: {{{{{words}}}}} {error}")
    return tuple(faults)


def parse_ago(words: str) -> Ago:
    """Read `ago AGE [HH:MM] FORM [±HHMM]`. Raises ValueError with what is wrong and how to write it."""
    found = AGO.fullmatch(" ".join(words.split()))
    if not found:
        raise ValueError(f"is no date: {EXAMPLE}")
    count, unit, clock, form, sign, hours, minutes = found.groups()
    if clock and (unit != "d" or int(count) < 1):
        raise ValueError("may lie in the future: a time of day needs an age of 1d or more")
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        return Ago(
            age=timedelta(**{UNITS[unit]: int(count)}),
            clock=time.fromisoformat(clock) if clock else None,
            form=form,
            zone=timezone(-offset if sign == "-" else offset),
        )
    except ValueError as error:  # 25:00, or an offset of a day or more
        raise ValueError(f"has no such time: {EXAMPLE}") from error
