"""Text: a stranger's words made fit for one line, shortened, counted and put in the plural."""

import re
from collections.abc import Sequence
from itertools import islice

from bot.digests.prose import ELLIPSIS, clause_ends, cut_is_harmless, word_end

TITLE_LIMIT = 140  # characters of a title
NAME_LIMIT = 40  # characters of a source's or a topic's name …
NAME_WORDS = 5  # … and words

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # https://www.unicode.org/reports/tr9/
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ENDS = (".", "!", "?", ELLIPSIS, "。", "！", "？", ":")
_CLOSERS = "\"'”’)»」』"
_CLAUSE_WORDS = 6  # a clause with fewer tells little


def one_line(text: str) -> str:
    """The text on one line, without control characters and marks that turn the line's direction."""
    return " ".join(_CONTROLS.sub(" ", _BIDI.sub("", text)).split())


def and_more(names: Sequence[str], most: int) -> str:
    """The first of some names, and how many there are beside them: "CNN, BBC and 3 more"."""
    left = len(names) - most
    return ", ".join(names[:most]) + (f" and {left:,} more" if left > 0 else "")


def clip(text: str, limit: int, words: int | None = None) -> str:
    """The text on one line, within `limit` characters and `words` words, with … where it was cut."""
    whole = one_line(text)
    end = clip_end(whole, limit, words)
    return whole if end == len(whole) else f"{whole[:end]} {ELLIPSIS}"


def clip_end(text: str, limit: int, words: int | None = None) -> int:
    """Where `clip` cuts a text; its length when it is short enough."""
    end = len(text) if len(text) <= limit else word_end(text, 0, limit - len(ELLIPSIS) - 1)
    if words is None:
        return end
    found = list(islice(re.finditer(r"\S+", text[:end]), words))
    return found[-1].end() if found and text[found[-1].end() : end].strip() else end


def shorten(text: str, words: int) -> str:
    """A clause within `words` words: cut where a complete clause ends that loses nothing of weight; "" where there is
    none, as a title alone says more than a title above a torso."""
    if len(text.split()) <= words:
        return text
    room = len(" ".join(text.split()[:words]))
    whole = not text.endswith(ELLIPSIS)  # else what is missing already must stay marked
    ends = [end for end in clause_ends(text, 0, len(text)) if end <= room and cut_is_harmless(text[end:])]
    return text[: ends[-1]] if whole and ends and len(text[: ends[-1]].split()) >= _CLAUSE_WORDS else ""


def sentence(text: str) -> str:
    """The text with a full stop where it ends in none."""
    bare = text.rstrip(_CLOSERS)
    return text if not text or bare.endswith(_ENDS) else f"{text}."


def owned(name: str) -> str:
    """A name as whose something is: "Courier’s", "Reuters’"."""
    return f"{name}’" if name[-1:] in ("s", "S") else f"{name}’s"


def number_of(count: int, one: str, many: str = "") -> str:
    """A count and its noun: "1 story", "2 stories", "1,200 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
