"""Casing: whether words that stand in a text are a name, by their letters, their case and what is between them."""

import re
from enum import StrEnum

from bot.stories.entities.entity import Form
from bot.stories.words import Words, fold

_PLAIN_GAP = re.compile(r"[\s\-‐‑–/]{0,3}|\.?\s{1,2}|\.")  # what may part the words of a name that a space parts
_SPACED = re.compile(r"[\s\-]*")
_SENTENCE_END = re.compile(r"[.?!:;|•—()\[\]\"“”‘…]")
_AROUND = 10  # words that show how a text is written
_LONG = 4  # letters: shorter words are written small in titles, too
_WORDS_IN_CAPITALS = frozenset(("us", "who", "it", "ice", "arm", "ups", "sap", "un", "can", "clear", "ada"))


class Case(StrEnum):
    """How a whole text is written; asked once a text, for it costs as much as the text is long."""

    SMALL = "small"
    LARGE = "large"
    MIXED = "mixed"


def case_of(text: str) -> Case:
    """Whether all its letters are small, or all large."""
    if text.islower():
        return Case.SMALL
    return Case.LARGE if text.isupper() else Case.MIXED


def stands(form: Form, words: Words, at: int, case: Case) -> bool:
    """Whether the form is written there; its stems are known to be, and the text to be of that case. Letters count,
    endings do not: `Apples` is no `Apple`."""
    if case is Case.SMALL and not _may_be_small(form):
        return False
    for i, part in enumerate(form.parts):
        surface = words.surface(at + i)
        bare = surface if surface.isalnum() else _bare(surface)
        if is_possessive(part) and not is_possessive(surface):
            return False  # Wendy's is no Wendy
        if not is_cased(part, bare, case) or (bare.casefold() != form.folds[i] and fold(bare) != form.folds[i]):
            return False
    return _are_parted(form, words, at)


def is_cased(part: str, surface: str, case: Case) -> bool:
    """Whether a word has the case that this word of a name wants: names begin large, short acronyms are all large. A
    text that is all small or all large says less."""
    if case is Case.LARGE and part.casefold() in _WORDS_IN_CAPITALS:
        return False
    if part == surface or part.islower():
        return part == surface or not part.isupper()
    if case is Case.SMALL:
        return not part.isupper() or len(part) > _LONG
    if part.isupper() and len(part) > 1:
        return _is_acronym(part, surface)
    return surface[:1].isupper()


def is_possessive(surface: str) -> bool:
    """Whether a word stands with 's."""
    return surface.endswith(("'s", "’s"))


def is_mid(words: Words, at: int) -> bool:
    """Whether a word stands in the middle of a sentence that is written small, so that its capital says something."""
    if at == 0 or _SENTENCE_END.search(words.text[words.ends[at - 1] : words.starts[at]]):
        return False
    around = [i for i in range(max(1, at - _AROUND), min(len(words.stems), at + _AROUND)) if i != at]
    telling = [words.surface(i) for i in around if len(words.surface(i)) >= _LONG]
    small = sum(surface[0].islower() for surface in telling)
    return bool(telling) and 2 * small >= len(telling)


def _may_be_small(form: Form) -> bool:
    """In a text without capitals words are words."""
    return not form.bearers or any(not one.unsure and not one.weak for one in form.bearers)


def _is_acronym(part: str, surface: str) -> bool:
    return surface.isupper() or (len(part) >= _LONG and surface.istitle())


def _bare(surface: str) -> str:
    return surface[:-2] if is_possessive(surface) else surface


def _are_parted(form: Form, words: Words, at: int) -> bool:
    """Whether the words are parted as in the name; signs after the last one, as in Face++ and Calif., must follow, but
    for the last point of U.S."""
    last = len(form.parts) - 1
    ends, starts = words.ends[at : at + last + 1], words.starts[at + 1 : at + last + 1]
    signs = "" if "." in form.gaps[:last] else form.gaps[last].strip()
    gaps = zip(form.gaps[:last], ends[:last], starts, strict=True)
    return words.text.startswith(signs, ends[last]) and all(_parted(gap, words.text[end:to]) for gap, end, to in gaps)


def _parted(wanted: str, there: str) -> bool:
    if _SPACED.fullmatch(wanted):
        return bool(_PLAIN_GAP.fullmatch(there))
    return wanted.strip() == there.strip()
