"""`until DATE` at the end of a command: split off, and kept in the person's words."""

import re
from collections.abc import Sequence

from bot.chat.grammar.typed import inside_quotes, plain_name
from bot.errors import CommandError

_COUNT = re.compile(r"[0-9]{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve")
_SPAN = re.compile(r"(?:hour|day|week|month|year)s?[.!]?")


def split_until(words: Sequence[str]) -> tuple[list[str], str]:
    """The words before the last `until` and those after it; also `for 3 days`. "" where there is no end.

    Words within quotation marks are never split.
    """
    at = _place(words)
    if at is None:
        return list(words), ""
    first = at + 1 if words[at].casefold() == "until" else at
    when = plain_name(words[first:])
    if not when:
        raise CommandError("Until when?", "")
    return list(words[:at]), when


def _place(words: Sequence[str]) -> int | None:
    """Where the end of the time begins."""
    lowered = [word.casefold() for word in words]
    free = [i for i, inside in enumerate(inside_quotes(words)) if not inside]
    untils = [i for i in free if lowered[i] == "until"]
    if untils:
        return untils[-1]
    spans = [i for i in free if lowered[i] == "for" and i + 3 == len(words)]
    return next((i for i in spans if _COUNT.fullmatch(lowered[i + 1]) and _SPAN.fullmatch(lowered[i + 2])), None)
