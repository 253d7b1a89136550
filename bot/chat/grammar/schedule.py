"""A schedule as people write it: `weekly on Monday at 9 in Europe/Berlin`, in any order."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

from bot.chat.grammar.echo import echo
from bot.digests import zones
from bot.digests.cadence import WEEKDAYS
from bot.digests.wall import clock_time, weekday
from bot.errors import CommandError
from bot.model.subscription import Cadence


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleWords:
    """The parts of a schedule that a person named; None for each one left out."""

    cadence: Cadence | None = None
    weekday: int | None = None
    hour: int | None = None
    zone: str | None = None


Said = tuple[ScheduleWords, int]  # what one clause said, and the index of the word after it


def starts_clause(word: str) -> bool:
    """This word opens a schedule: a topic's name ends before it."""
    return word.casefold() in _CLAUSES


def read(words: Sequence[str]) -> ScheduleWords:
    """Read all words as a schedule.

    Raises CommandError; its `meant` is a guess at the whole schedule, put right or without what cannot be read.
    """
    said, at = ScheduleWords(), 0
    while at < len(words):
        part, end = _clause(words, at)
        said = _joined(said, part, words, at)
        at = end
    return _coherent(said)


def _clause(words: Sequence[str], at: int) -> Said:
    clause = _CLAUSES.get(words[at].casefold())
    if clause:
        return clause(words, at)
    if (day := weekday(words[at])) is not None:
        return ScheduleWords(weekday=day), at + 1
    if zone := zones.find(words[at]):
        return ScheduleWords(zone=zone), at + 1
    read_here = {name for name, clause in _CLAUSES.items() if clause is not _no_cadence}
    near = difflib.get_close_matches(words[at].casefold(), read_here - {word.casefold() for word in words}, n=1)
    raise _fault(f"I cannot read “{echo(words[at])}” as part of a schedule.", words, at, at + 1, *near)


def _joined(said: ScheduleWords, part: ScheduleWords, words: Sequence[str], at: int) -> ScheduleWords:
    """Both together; a part named twice with different values is a fault."""
    values = {field.name: getattr(said, field.name) for field in fields(said)}
    for name in values:
        new = getattr(part, name)
        if None not in (values[name], new) and values[name] != new:
            raise CommandError(f"The {name} is named twice, “{echo(words[at])}” being the second.", "Name it once.")
        values[name] = values[name] if new is None else new
    return ScheduleWords(**values)


def _coherent(said: ScheduleWords) -> ScheduleWords:
    """Parts that fit together; a day alone means every week."""
    if said.cadence is Cadence.AT_ONCE and (said.weekday, said.hour, said.zone) != (None, None, None):
        raise CommandError("“at once” has no day, hour or zone: each story is posted as it comes.", "", meant="at once")
    if said.cadence is Cadence.DAILY and said.weekday is not None:
        day = f"weekly on {WEEKDAYS[said.weekday]}"
        raise CommandError("A daily digest comes every day, so it has no day of the week.", "", meant=day)
    if said.cadence is None and said.weekday is not None:
        return replace(said, cadence=Cadence.WEEKLY)
    return said


def _daily(_words: Sequence[str], at: int) -> Said:
    return ScheduleWords(cadence=Cadence.DAILY), at + 1


def _weekly(_words: Sequence[str], at: int) -> Said:
    return ScheduleWords(cadence=Cadence.WEEKLY), at + 1


def _no_cadence(words: Sequence[str], at: int) -> Said:
    """A cadence that people know from elsewhere: those that there are, and the nearest of them."""
    raise _other_cadence(words, at, at + 1)


def _other_cadence(words: Sequence[str], start: int, end: int) -> CommandError:
    near = _OTHER_CADENCES.get(words[end - 1].casefold(), Cadence.WEEKLY)
    message = f"“{echo(' '.join(words[start:end]))}” is no cadence here: topics come at once, daily or weekly."
    return _fault(message, words, start, end, near.spoken)


def _every(words: Sequence[str], at: int) -> Said:
    """`every day`, `every week`, `every Monday`."""
    word = _next(words, at, "every what? A day, a week, or Monday to Sunday.")
    if word.casefold() in ("day", "week"):
        return ScheduleWords(cadence=Cadence.DAILY if word.casefold() == "day" else Cadence.WEEKLY), at + 2
    if word.casefold() in _OTHER_CADENCES:
        raise _other_cadence(words, at, at + 2)
    if word.casefold() in _STEPS and words[at + 2 : at + 3]:
        raise _other_cadence(words, at, at + 3)
    return ScheduleWords(cadence=Cadence.WEEKLY, weekday=_day(words, at, right="every {}")), at + 2


def _on(words: Sequence[str], at: int) -> Said:
    _next(words, at, "on which day?")
    return ScheduleWords(weekday=_day(words, at, right="on {}")), at + 2


def _at(words: Sequence[str], at: int) -> Said:
    """`at once`, `at 9`, `at 09:00`, `at 5pm`, `at 5 pm`, `at noon`."""
    word = _next(words, at, "at which hour?").casefold()
    if word == "once":
        return ScheduleWords(cadence=Cadence.AT_ONCE), at + 2
    spaced = at + 2 < len(words) and words[at + 2].casefold().replace(".", "") in ("am", "pm")
    end = at + 3 if spaced else at + 2
    text = word + words[at + 2].casefold() if spaced else word
    return ScheduleWords(hour=_hour(text, words, at, end)), end


def _in(words: Sequence[str], at: int) -> Said:
    """`in Europe/Berlin`, `in new york`: every word up to the next clause is the zone's."""
    _next(words, at, "in which time zone?")
    end = next((i for i in range(at + 1, len(words)) if starts_clause(words[i])), len(words))
    text = " ".join(words[at + 1 : end])
    zone = zones.find(text)
    if zone is None:
        near = zones.nearest(text)
        raise _fault(
            f"“{echo(text)}” is no time zone I know; they are named like Europe/Berlin.",
            words,
            at,
            end,
            *([f"in {near}"] if near else []),
        )
    return ScheduleWords(zone=zone), end


_OTHER_CADENCES = {
    **dict.fromkeys(("immediately", "instantly", "hourly", "hour", "minute"), Cadence.AT_ONCE),
    **dict.fromkeys(("weekdays", "workdays", "weekday", "workday"), Cadence.DAILY),
    **dict.fromkeys(("fortnightly", "fortnight", "biweekly", "bi-weekly", "month", "quarter", "year"), Cadence.WEEKLY),
    **dict.fromkeys(("monthly", "quarterly", "yearly", "annually"), Cadence.WEEKLY),
}
_STEPS = frozenset({"other", "second", "third", "two", "three", "2", "3"})  # `every other week`
_ADVERBS = ("immediately", "instantly", "hourly", "weekdays", "workdays", "fortnightly", "biweekly", "bi-weekly")
_CLAUSES: dict[str, Callable[[Sequence[str], int], Said]] = {
    **dict.fromkeys((*_ADVERBS, "monthly", "quarterly", "yearly", "annually"), _no_cadence),
    "daily": _daily,
    "weekly": _weekly,
    "every": _every,
    "each": _every,
    "on": _on,
    "at": _at,
    "in": _in,
}


def _next(words: Sequence[str], at: int, question: str) -> str:
    """The word after a clause's first."""
    if at + 1 >= len(words):
        raise CommandError(f"“{echo(words[at])}” needs a word after it: {question}", "")
    return words[at + 1]


def _day(words: Sequence[str], at: int, *, right: str) -> int:
    day = weekday(words[at + 1])
    if day is None:
        near = difflib.get_close_matches(words[at + 1].title(), WEEKDAYS, n=1)
        raise _fault(f"“{echo(words[at + 1])}” is no day of the week.", words, at, at + 2, *map(right.format, near))
    return day


def _hour(text: str, words: Sequence[str], at: int, end: int) -> int:
    """The whole hour, 0 to 23."""
    time = clock_time(text)
    if time is None:
        raise _fault(f"“{echo(text)}” is no hour: say 0 to 23, or 5pm.", words, at, end)
    if not time.whole:
        message = f"“{echo(text)}” is between two hours: digests come on whole hours only."
        raise _fault(message, words, at, end, f"at {time.hour}")
    return time.hour


def _fault(message: str, words: Sequence[str], start: int, end: int, *right: str) -> CommandError:
    """A fault in `words[start:end]`: `right` was probably meant instead, or else nothing at all."""
    return CommandError(message, "", meant=" ".join([*words[:start], *right, *words[end:]]))
