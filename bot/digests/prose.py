"""Prose: where sentences and clauses of a plain text end, and which cuts keep the meaning.

Rules of thumb for English news. Where they know nothing (another language, odd punctuation) they find fewer
places to cut, never wrong ones: a cut inside a clause is always marked with ….
"""

import re
from functools import cache

Range = tuple[int, int]  # [start, end) in characters

ELLIPSIS = "…"


def word_set(*lines: str) -> frozenset[str]:
    """The words on these lines."""
    return frozenset(word for line in lines for word in line.split())


_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”]*|\n+")
_DASHES = ("-", "–", "—")
_OPENERS = "\"'“‘«(["
_LAST_WORD = re.compile(r"[\w.&]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_ABBREVIATIONS = word_set(
    "mr mrs ms messrs dr drs prof profs st sen sens rep reps gov govs gen gens col capt lt sgt rev hon jr sr inc",
    "corp co ltd llc plc no nos vs v etc cf al",
    "jan feb mar apr jun jul aug sep sept oct nov dec approx dept est fig vol ave blvd",
)

_CLAUSE = re.compile(
    r"\s*;(?=\s)|\s+[—–-](?=\s)|\s*—(?=\S)|,(?=\sand\b)"
    r"|(?<![,;])(?=\sand\s(?:it|he|she|they|we|the|its|their|has|have|will|is|are|was|were)\b)"
    r"|(?=\samid\s[^,]*$)"
    r"|,(?=\s(?:while|as|which|who|whose|where|after|with|until|\w{3,}ing)\b[^,]*$)"  # with a comma it is an aside
)
_GUARDS = re.compile(
    r"\b(?:but|yet|unless|except|if|only|however|although|though|until|pending|despite|rather|not|no|never|none|"
    r"den(?:y|ies|ied|ying)|alleg\w*|claim\w*|accord\w*|report\w*|said|sa(?:y|ys|ying)|told|tells?|argu\w+|suspect\w*|"
    r"accus\w*|believ\w*|may|might|could|would)\b|n['’]t\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:an?|the|which|who|whose|where|when|formerly|known)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"(?:if|whether|unless|although|though|because|while|when|since|as|after|before)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:if|whether|unless|although|though|because)\b", re.IGNORECASE)
_PIECE = re.compile(r"[,:;]")
_RELATIVE = re.compile(r"\b(?:which|who|whose|that|where)\b", re.IGNORECASE)
_VERB = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|\w{3,}ed|says?|lost|took|"
    r"stole|said|told|found|gave|made|won|cut|put|set|met|began|held|left|led|kept|sent|paid|saw|went|came|got|rose|fell|"
    r"hit|let|shut|sought|bought|sold|brought|broke|chose|drew|grew|ran|spoke|struck|threw|wrote|withdrew|overturned)",
    re.IGNORECASE,
)

_DANGLING = re.compile(
    r"(?:[\s,;:]+(?:an?|the|of|to|in|on|at|by|for|from|with|into|and|or|but|that|which|who|whose|its?|their|his|her|as|"
    r"is|are|was|were|be|has|have|had|will|would|can|could|may|might|not|no|than|between|over|under|about))+$",
    re.IGNORECASE,
)

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_COMMON = word_set(
    "the and for with from that this those these its has have had was were are been will would can could may not but",
    "his her their they them she who what which when where how why into over after before about than then also more",
    "most new says said say you your our all any one two out off per via amid",
)
_STEM = 6  # letters: enough to tell words apart, few enough to match "commissioner" and "commissioners"


def sentences(text: str) -> list[Range]:
    """The sentences of a text, without the white space around them."""
    found: list[Range] = []
    start = 0
    for stop in [*_stops(text), len(text)]:
        if piece := trimmed(text, start, stop):
            found.append(piece)
        start = stop
    return found


def trimmed(text: str, start: int, end: int) -> Range | None:
    """The range without white space at its ends; None when nothing is left."""
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
    return (start, end) if start < end else None


def clause_ends(text: str, start: int, end: int) -> list[int]:
    """Where a cut within text[start:end] leaves a complete clause, first to last."""
    ends = (start + match.start() for match in _CLAUSE.finditer(text[start:end]))
    return [stop for stop in ends if is_complete(text[start:stop])]


def cut_is_harmless(tail: str) -> bool:
    """Whether a sentence may lose this tail unmarked: one that attributes, limits or denies must not vanish."""
    return _GUARDS.search(tail) is None


def is_complete(clause: str) -> bool:
    """Whether a clause stands alone: a finite verb outside asides and subordinate clauses, and nothing left open."""
    pieces = [piece.strip() for piece in _PIECE.split(clause)]
    main = [
        piece for i, piece in enumerate(pieces) if not _SUBORDINATE.match(piece) and not (i and _ASIDE.match(piece))
    ]
    told = any(_has_verb(_RELATIVE.split(piece, maxsplit=1)[0]) for piece in main)
    return told and not _OPEN.match(pieces[-1]) and _balanced(clause)


def starts_with_verb(words: str) -> bool:
    """Whether the first word is one that only a predicate starts with, such as "has" or "lost"."""
    first = _WORD.match(words)
    return first is not None and _VERB.fullmatch(first.group()) is not None


def word_end(text: str, start: int, limit: int) -> int:
    """The end of the last whole word within `limit` characters of `start`; mid-word where one word is longer.

    Words that lean on the next one, such as "of the", are left out.
    """
    end = start + limit
    if end >= len(text):
        return len(text)
    cut = max(text.rfind(" ", start, end + 1), text.rfind("\n", start, end + 1))
    kept = text[start : cut if cut > start else end].rstrip(" \n,;:—–-\u200d\ufe0f")
    return start + len(_DANGLING.sub("", kept))


@cache
def _folded(word: str) -> str:
    return word.casefold()[:_STEM]


def content_words(text: str) -> frozenset[str]:
    """The words that carry a text's meaning, cut to a common stem; a Chinese or Japanese character is a word."""
    words = (match.group() for match in _WORD.finditer(text))
    return frozenset(_folded(word) for word in words if _counts(word))


def _counts(word: str) -> bool:
    long_enough = len(word) > 2 or word.isdigit() or word.isupper() or not word.isascii()
    return long_enough and word.casefold() not in _COMMON


def _balanced(text: str) -> bool:
    """Whether every quotation and bracket that was opened is closed."""
    return text.count("“") == text.count("”") and text.count("(") == text.count(")") and text.count('"') % 2 == 0


def _has_verb(words: str) -> bool:
    return any(_VERB.fullmatch(match.group()) for match in _WORD.finditer(words))


def _stops(text: str) -> list[int]:
    return [match.end() for match in _STOP.finditer(text) if _ends_sentence(text, match)]


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    mark = stop.group()
    if mark[0] in "\n。！？":
        return True
    following = text[stop.end() : stop.end() + 40].lstrip().lstrip(_OPENERS)[:1]
    if following.islower() or following in _DASHES:
        return False
    return mark[0] != "." or mark.startswith("..") or not _abbreviated(text[max(0, stop.start() - 20) : stop.start()])


def _abbreviated(before: str) -> bool:
    """Whether the full stop after `before` belongs to an abbreviation or an initial."""
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last.group()
    return word.casefold() in _ABBREVIATIONS or _INITIALS.fullmatch(word) is not None
