"""From words to comparable tokens: numbers with their unit, Chinese and Japanese in pairs, other languages cut."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from bot.stories.words import Words

_FOREIGN_LENGTH = 6  # the stemmer is English: elsewhere a word's first letters stand for its forms, but for names
_UNITS = {
    **dict.fromkeys(("b", "bn", "bln", "billion"), "b"),
    **dict.fromkeys(("m", "mn", "mln", "million"), "m"),
    **dict.fromkeys(("t", "tn", "trillion"), "t"),
    **dict.fromkeys(("k", "thousand"), "k"),
}
_AMOUNT = re.compile(r"([\d·]+)([a-z]*)")


class Token(NamedTuple):
    """One comparable token and the word it came from."""

    text: str
    position: int  # in the Words it was read from
    capital: bool


def tokens(words: Words, language: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of `words.text[start:end]`. An empty language is read as English."""
    stems, starts, text = words.stems, words.starts, words.text
    first = bisect_left(starts, start)
    last = bisect_left(starts, len(text) if end is None else end)
    length = _FOREIGN_LENGTH if language[:2].lower() not in ("", "en") else None
    used = -1  # the position of a unit that its number has taken
    for i in range(first, last):
        stem = stems[i]
        if i == used:
            continue
        if stem[0].isdigit():
            amount, taken = _amount(stem, stems[i + 1] if i + 1 < last else "")
            used = i + 1 if taken else -1
            yield Token(amount, i, False)
        elif len(stem) == 1 and _is_ideograph(stem):
            if i + 1 < last and _is_ideograph(stems[i + 1]):
                yield Token(stem + stems[i + 1], i, False)
        else:
            capital = text[starts[i]].isupper()
            yield Token(stem if capital else stem[:length], i, capital)


def _amount(stem: str, after: str) -> tuple[str, bool]:
    """A number with its unit in one spelling, `2 billion` and `2bn` alike; and whether the next word was used up."""
    parts = _AMOUNT.fullmatch(stem)
    if parts is None:
        return stem, False
    number, unit = parts.groups()
    if unit:
        return number + _UNITS.get(unit, unit), False
    return (number + _UNITS[after], True) if after in _UNITS else (number, False)


def _is_ideograph(stem: str) -> bool:
    """One character of an unspaced script, which the tokeniser gives a token each."""
    return len(stem) == 1 and "\u3040" <= stem <= "\ufaff"
