"""Pieces: the words of a phrase as terms of their own."""

import re
from functools import lru_cache

from bot.stories import words
from bot.stories.query.tree import Phrase

_BREAK = re.compile(r"[\s-]+")
_PLAIN = re.compile(r"[^\W_]+(?:[.&'’][^\W_]+)*")
_OPERATORS = ("AND", "OR", "NOT", "NEAR", "ONEAR", "SUM")


@lru_cache(maxsize=10_000)
def pieces(phrase: Phrase) -> tuple[Phrase, ...]:
    """What white space and hyphens part, as terms of the same field; none where that makes fewer than two."""
    found = tuple(_piece(text, phrase.field) for text in _BREAK.split(phrase.text) if words.read(text).stems)
    return found if len(found) > 1 else ()


def unquoted(text: str) -> bool:
    """Whether the parser reads this text as one plain word."""
    return bool(_PLAIN.fullmatch(text)) and text not in _OPERATORS


def _piece(text: str, field: str) -> Phrase:
    return Phrase(text, words.read(text).stems, field, quoted=not unquoted(text))
