"""`alerts at most 5 a day quiet 22 to 7 in Europe/Berlin`, in any order."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.chat.grammar.echo import echo
from bot.chat.grammar.typed import number
from bot.digests import zones
from bot.digests.wall import clock_time
from bot.errors import CommandError
from bot.model.channel import NEVER_QUIET
from bot.model.command import Alerts, Command, FillForm

Said = tuple[Alerts, list[str]]  # what has been read so far, and the words that are left
_FILLERS = frozenset({"and", "hours", "hour", ",", "please", "with"})
_CHANGE = frozenset({"change", "edit", "set"})
_NONE = frozenset({"off", "none", "no", "stop"})
_TO = frozenset({"to", "until", "till", "-", "–", "and"})


def read_alerts(rest: Sequence[str]) -> Command:
    """How this channel may be interrupted; without words, only show it; `change` asks for all of it."""
    if rest and rest[0].casefold() in _CHANGE:
        return read_alerts(rest[1:]) if rest[1:] else FillForm(form="alerts")
    said, words = Alerts(), [word.rstrip(",") for word in rest if word.strip(",")]
    while words:
        clause = _CLAUSES.get(words[0].casefold())
        if clause:
            said, words = clause(said, words[1:])
        elif words[0].casefold() in _FILLERS:
            words = words[1:]
        else:
            raise _unread(words[0])
    return said


def _unread(word: str) -> CommandError:
    """A word of no clause; whoever wants none at all means a ceiling of 0."""
    guess = "alerts at most 0 a day" if word.casefold() in _NONE else ""
    return CommandError(f"I cannot read “{echo(word)}” as a rule for alerts.", "", meant=guess)


def _at(said: Alerts, words: list[str]) -> Said:
    """`at most 5 a day`."""
    if words[:1] and words[0].casefold() in ("most", "maximum"):
        return _most(said, words[1:])
    raise CommandError("“at” needs “most” after it: at most how many a day?", "")


def _most(said: Alerts, words: list[str]) -> Said:
    ceiling = number(words[0]) if words else None
    if ceiling is None:
        raise CommandError("At most how many alerts a day? Say a number.", "")
    rest = words[1:]
    if rest[:1] and rest[0].casefold() in ("alert", "alerts"):
        rest = rest[1:]
    if [word.casefold() for word in rest[:2]] in (["a", "day"], ["per", "day"], ["every", "day"]):
        rest = rest[2:]
    elif rest[:1] and rest[0].casefold() in ("daily", "a", "per"):
        rest = rest[1:]
    return replace(said, ceiling=ceiling), rest


def _quiet(said: Alerts, words: list[str]) -> Said:
    """`quiet 22 to 7`, `quiet from 10pm to 7am`, `quiet hours 22-7`, `quiet never`."""
    while words and words[0].casefold() in ("from", "hours", "between"):
        words = words[1:]
    if words and words[0].casefold() in ("never", "off", "none"):
        return replace(said, quiet=NEVER_QUIET), words[1:]
    start, rest = _hour(_parted(words))
    if rest and rest[0].casefold() in _TO:
        rest = rest[1:]
    end, rest = _hour(rest)
    if start == end:
        raise CommandError("Quiet hours begin and end at different hours.", "")
    return replace(said, quiet=(start, end)), rest


def _parted(words: list[str]) -> list[str]:
    """`22-7` as the three words it stands for."""
    first = words[0].replace("–", "-") if words else ""
    start, dash, end = first.partition("-")
    return [start, "to", end, *words[1:]] if dash and start and end else words


def _hour(words: list[str]) -> tuple[int, list[str]]:
    """A whole hour of one word or two (`10 pm`), and the words behind it."""
    if not words:
        raise CommandError("Quiet from which hour to which?", "")
    halved = len(words) > 1 and words[1].casefold().replace(".", "") in ("am", "pm")
    text, rest = "".join(words[: 2 if halved else 1]), words[2 if halved else 1 :]
    time = clock_time(text)
    if time is None:
        raise CommandError(f"“{echo(text)}” is no hour: say 0 to 23, or 10pm.", "")
    if not time.whole:
        raise CommandError(f"“{echo(text)}” is between two hours: quiet hours are whole hours.", "")
    return time.hour, rest


def _never(said: Alerts, words: list[str]) -> Said:
    if words[:1] and words[0].casefold() == "quiet":
        return replace(said, quiet=NEVER_QUIET), words[1:]
    raise CommandError("Never what? `alerts never quiet` ends quiet hours.", "", meant="alerts never quiet")


def _in(said: Alerts, words: list[str]) -> Said:
    """`in Europe/Berlin`, `in new york`: every word up to the next clause is the zone's."""
    end = next((i for i, word in enumerate(words) if word.casefold() in _CLAUSES), len(words))
    text = " ".join(words[:end])
    zone = zones.find(text)
    if zone is None:
        near = zones.nearest(text) if text else None
        cure = f"alerts in {near}" if near else ""
        raise CommandError(f"“{echo(text)}” is no time zone I know; they are named like Europe/Berlin.", "", meant=cure)
    return replace(said, zone=zone), words[end:]


_CLAUSES: dict[str, Callable[[Alerts, list[str]], Said]] = {
    "at": _at,
    "most": _most,
    "max": _most,
    "maximum": _most,
    "quiet": _quiet,
    "never": _never,
    "in": _in,
}
