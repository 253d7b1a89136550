"""Shortfalls in words: the part of a query that came nearest to an article, what of it stands there, and what not."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.digests.redact import REMOVED
from bot.flow.answer.phrases import code, count, joined, text
from bot.model.message import Span
from bot.model.topic import Evidence
from bot.stories.query import Lack, Reason, Shortfall

_SHOWN = 160  # characters of a clause
_WORDS = 60  # characters of an article's words
_NAMED = 4  # alternatives named one by one
_WEIGHED = re.compile(r'SUM/([0-9]+) \(-?[0-9]+/-?[0-9]+ (=?"[^"]+"|[^ "()]+)\)')

Spans = tuple[Span, ...]


def no_match(short: Shortfall) -> Spans:
    """Such as "no match: the nearest part is `face NEAR/3 scan`: “face” stands in the title, `scan` nowhere"."""
    if all(lack.reason is Reason.EXCLUDED for lack in short.lacks):
        excluded = ((code(shortened(lack.clause)), text(": "), *lacking(lack)) for lack in short.lacks)
        return (text("no match: it is excluded by "), *joined(excluded, "; and by "))
    if not short.met and not any(lack.found for lack in short.lacks):
        return (text("no match: none of the words it asks for stand in it"),)
    met = _met(short.met)
    wanting = _each(short.lacks) if len(short.lacks) > 1 or met else lacking(short.lacks[0])
    return (text("no match: the nearest part is "), code(shortened(short.clause)), text(": "), *met, *wanting)


def lacking(lack: Lack) -> Spans:
    """What one condition lacks, such as "“face” stands in the title, `scan` nowhere"."""
    match lack.reason:
        case Reason.ABSENT:
            return _absent(lack)
        case Reason.AGAIN:
            return (*_standing(lack.found), text(", and is asked for once more"))
        case Reason.ELSEWHERE if len({piece.field for piece in lack.found}) > 1:
            return (*_standing(lack.found), text(", never together in one of them"))
        case Reason.ELSEWHERE:
            return (*_standing(lack.found), text(" only"))
        case Reason.APART:
            return (*_standing(lack.found), text(f", {count(lack.apart or 0, 'word')} between them, which is too far"))
        case Reason.ORDER:
            return (*_standing(lack.found), text(" in the other order"))
        case Reason.FORM:
            return (*_standing(lack.found), text(", in another form"))
        case Reason.LIGHT:
            return _light(lack)
        case Reason.UNSURE:
            return (*_standing(lack.found), text(", where it may mean something else"))
        case Reason.EXCLUDED:
            return _standing(lack.found)
        case Reason.VALUE:
            return (text(", ".join(map(_value, lack.found))),)


def shortened(clause: str) -> str:
    """A clause on one line, short enough to be read in passing."""
    line = " ".join(clause.split()).replace("( ", "(").replace(" )", ")")
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]} …"


def asked_by(clause: str) -> str:
    """The clause that words met, shortened; of one that weighs in a sum, the word and its weight."""
    weighed = _WEIGHED.fullmatch(clause)
    return f"{weighed[2]} weighs {weighed[1]}" if weighed else shortened(clause)


def places(evidence: Iterable[Evidence]) -> list[str]:
    """Each piece of evidence and where it stands, once, whatever its case: "“face” in the title"."""
    distinct: dict[tuple[str, str], str] = {}
    for piece in evidence:
        words = _short(piece.text)
        shown = REMOVED if piece.is_removed else f"“{words}” in the {_place(piece.field)}"
        distinct.setdefault((piece.field, words.casefold()), shown)
    return list(dict.fromkeys(distinct.values()))


def _place(field: str) -> str:
    """What people call a field of an article."""
    return "text" if field == "body" else field


def _each(lacks: Iterable[Lack]) -> Spans:
    """Every condition that does not hold, with what it lacks."""
    return joined(((*_clause(lack), *lacking(lack)) for lack in lacks), "; ")


def _clause(lack: Lack) -> Spans:
    """The condition before its words; what is missing as a whole names itself."""
    named = lack.reason is Reason.ABSENT and not lack.found
    return () if named else (code(shortened(lack.clause)), text(" – "))


def _met(evidence: Sequence[Evidence]) -> Spans:
    """What is there of a part whose other conditions fail."""
    distinct = {(piece.field, piece.text.casefold()): piece for piece in reversed(evidence)}
    return (*_standing([*distinct.values()][::-1]), text("; but ")) if evidence else ()


def _absent(lack: Lack) -> Spans:
    missing = _missing(lack.missing)
    if lack.found:
        return (*_standing(lack.found), text(", "), *missing, text(" nowhere"))
    if len(lack.missing) == 1:
        return (*missing, text(" stands nowhere"))
    return (text("none of "), *missing, text(" stands anywhere"))


def _light(lack: Lack) -> Spans:
    """What the words of a sum that are there weigh, and what they should."""
    weighs, asked = lack.weighs or (0, 0)
    told = (*_standing(lack.found), text("; ")) if lack.found else ()
    return (*told, text(f"its words weigh {weighs}, and {asked} are asked for"))


def _missing(clauses: Sequence[str]) -> Spans:
    named = joined(((code(shortened(clause)),) for clause in clauses[:_NAMED]), ", ")
    more = len(clauses) - _NAMED
    return (*named, text(f" and {more} more")) if more > 0 else named


def _standing(found: Sequence[Evidence]) -> Spans:
    """Where words stand: "“face” stands in the title, “scan” in the text"; in one place: "“a” and “b” stand in …"."""
    words: dict[str, list[str]] = {}
    for piece in found:
        words.setdefault(piece.field, []).append(f"“{_short(piece.text)}”")
    told: list[str] = []
    for field, pieces in words.items():
        verb = "" if told else " stand" if len(pieces) > 1 else " stands"
        told.append(f"{' and '.join(pieces[:_NAMED])}{verb} in the {_place(field)}")
    return (text(", ".join(told)),)


def _value(piece: Evidence) -> str:
    """What the article has instead of the value that was asked for."""
    has = _short(piece.text)
    match piece.field:
        case "covered":
            return f"it is told by {count(int(piece.text), 'source')}"
        case "after" | "before":
            return f"it is dated {datetime.fromisoformat(piece.text):%Y-%m-%d}" if has else "it has no date"
        case "site":
            return f"it is on {has}" if has else "it has no address"
        case "lang":
            return f"its language is {has}" if has else "its language is not known"
    return f"its {piece.field} is “{has}”" if has else f"it names no {piece.field}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WORDS else f"{line[: _WORDS - 1]}…"
