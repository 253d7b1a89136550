"""A title without what outlets hang on it: their own name behind, a rubric in front."""

import re
from collections.abc import Sequence
from itertools import islice

_WORD = re.compile(r"\S+")
_SEPARATOR = re.compile(r"\s+[-–—|»·•]+\s+|\s*[|»]\s*")
_RUBRIC = re.compile(r"[^|]{2,25}\|\s*")
_KINDS = (
    "latest live update updates upd wrapup wrap-up roundup round-up recap highlights explainer explained exclusive "
    "analysis opinion comment commentary column editorial video watch photos pictures breaking factbox timeline "
    "podcast review preview interview"
)
_KIND = re.compile(  # "The Latest: ", "UPDATE 2-", "Harbour news live updates | "
    rf"\W*(?:[\w’'&.]+\s+){{0,3}}?(?:{_KINDS.replace(' ', '|')})(?:\s+(?:\d+|news|blog|updates))?"
    r"\s*(?:[:|]\s+|[–—-]\s+|-(?=(?-i:[A-Z])))",
    re.IGNORECASE,
)
_MARK = re.compile("[-:|–—]")  # without which no rubric ends
_MARKED_BY = 60  # characters: no rubric is longer
_LONGEST_NAME = 6  # words in an outlet's name
_LONGEST_RUBRIC = 4
_SHORTEST_HEADLINE = 3  # words that must remain


def headline_span(title: str) -> tuple[int, int]:
    """Where the headline proper stands in a title: `title[start:end]`. The whole title when nothing is hung on it."""
    end = len(title.rstrip())
    first_words = [word.start() for word in islice(_WORD.finditer(title), _SHORTEST_HEADLINE + 1)]
    for mark in reversed(list(_SEPARATOR.finditer(title, 0, end))):
        words_before = sum(start < mark.start() for start in first_words)
        if not _is_outlet(words_before, mark.group(), title[mark.end() : end].split()):
            break
        end = mark.start()
    return _rubric_end(title[:end]), end


def _is_outlet(words_before: int, mark: str, name: Sequence[str]) -> bool:
    """Whether what hangs on a title behind a mark is an outlet's name. Of the words before it no more are counted than
    make a difference."""
    if words_before < _SHORTEST_HEADLINE or len(name) > _LONGEST_NAME:
        return False
    if "|" in mark or "»" in mark:
        return True
    return words_before > _SHORTEST_HEADLINE and len(name) < _LONGEST_NAME and all(map(_like_a_name, name))


def _like_a_name(word: str) -> bool:
    """Could stand in an outlet's name: a capital, a sign, or a short joining word."""
    return word[0].isupper() or not word[0].isalpha() or len(word) <= 3


def _rubric_end(title: str) -> int:
    """Where a leading "Sports News | " or "The Latest: " ends, or 0."""
    if not _MARK.search(title, 0, _MARKED_BY):
        return 0
    rubric = _KIND.match(title) or _RUBRIC.match(title)
    if rubric is None:
        return 0
    short = len(rubric.group().rstrip("| ").split()) <= _LONGEST_RUBRIC
    return rubric.end() if short and len(title[rubric.end() :].split()) >= _SHORTEST_HEADLINE else 0
