"""From words to comparable tokens: numbers with their unit, synonyms as one, Chinese and Japanese in pairs, other
languages cut."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from bot.stories.cluster.synonyms import HEADS
from bot.stories.words import Words

_FOREIGN_LENGTH = 6  # the stemmer is English: elsewhere a word's first letters stand for its forms, but for names
_UNITS = {
    **dict.fromkeys(("b", "bn", "bln", "billion"), "b"),
    **dict.fromkeys(("m", "mn", "mln", "million"), "m"),
    **dict.fromkeys(("t", "tn", "trillion"), "t"),
    **dict.fromkeys(("k", "thousand"), "k"),
}
_AMOUNT = re.compile(r"([\d·]+)([a-z]*)")
_TO_MIND = re.compile(r"[^\x00-/:-\x7f\u2010-\u2027]")  # anything but ASCII without digits, and typographic marks


class Token(NamedTuple):
    """One comparable token and the word it came from."""

    text: str
    position: int  # in the Words it was read from
    capital: bool


def tokens(words: Words, language: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of `words.text[start:end]`. An empty language is read as English."""
    return map(Token._make, _tokens(words, language, *_span(words, start, end)))


def texts(words: Words, language: str, start: int = 0, end: int | None = None) -> list[str]:
    """The same tokens without their places: of a summary nobody asks for more."""
    first, last = _span(words, start, end)
    if _is_english(language) and not _TO_MIND.search(words.text, start, len(words.text) if end is None else end):
        stems = words.stems[first:last]  # no amounts, no ideographs, nothing cut: the stems as they are, or their heads
        return list(map(HEADS.get, stems, stems))
    return [text for text, _, _ in _tokens(words, language, first, last)]


def _tokens(words: Words, language: str, first: int, last: int) -> Iterator[tuple[str, int, bool]]:
    """The fields of the tokens from the first word up to the last, which is left out."""
    stems, starts, text = words.stems, words.starts, words.text
    length = None if _is_english(language) else _FOREIGN_LENGTH
    used = -1  # the position of a unit that its number has taken
    for i in range(first, last):
        if i == used:
            continue
        stem = stems[i]
        plain = "a" <= stem[0] <= "z"  # as most are: they need no further look
        if not plain and stem[0].isdigit():
            amount, taken = _amount(stem, stems[i + 1] if i + 1 < last else "")
            used = i + 1 if taken else -1
            yield amount, i, False
        elif not plain and len(stem) == 1 and _is_ideograph(stem):
            if i + 1 < last and _is_ideograph(stems[i + 1]):
                yield stem + stems[i + 1], i, False
        else:
            capital = text[starts[i]].isupper()
            yield (HEADS.get(stem, stem) if length is None else stem if capital else stem[:length]), i, capital


def _span(words: Words, start: int, end: int | None) -> tuple[int, int]:
    """The first word of `words.text[start:end]`, and the one after its last."""
    return bisect_left(words.starts, start), len(words.starts) if end is None else bisect_left(words.starts, end)


def _is_english(language: str) -> bool:
    return language[:2].lower() in ("", "en")


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
