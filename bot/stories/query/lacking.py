"""Lacking: why one leaf of a query does not hold, and what of it is there all the same."""

from collections.abc import Iterator
from dataclasses import replace

from bot.model.topic import Evidence
from bot.stories.entities import gazetteer
from bot.stories.query.chain import break_of, widest
from bot.stories.query.document import Document, fields_of
from bot.stories.query.evidence import of_leaf, of_mention, of_named, of_stands, of_value
from bot.stories.query.lack import Lack, Reason
from bot.stories.query.pieces import pieces, unquoted
from bot.stories.query.tree import (
    TEXT_FIELDS,
    Exact,
    Leaf,
    Near,
    Phrase,
    Prefix,
    Step,
    Sum,
    Term,
    unscoped,
    unscoped_chain,
)
from bot.stories.query.values import Named
from bot.stories.query.weigh import stands, weighs

_ROW = Step(words=0, ordered=True)  # how the words of a phrase stand to each other
_ELSEWHERE = 1 / 3
_NEARLY = 1 / 2


def lack_of(leaf: Leaf, document: Document) -> Lack:
    """What a leaf that does not hold lacks."""
    if isinstance(leaf, Sum):
        return _of_sum(leaf, document)
    if isinstance(leaf, Named):
        return _of_named(leaf, document)
    if not isinstance(leaf, Phrase | Exact | Prefix | Near):
        return Lack(clause=str(leaf), reason=Reason.VALUE, found=(of_value(leaf, document),))
    if leaf.field and leaf.field not in TEXT_FIELDS:
        return Lack(clause=str(leaf), reason=Reason.VALUE, found=(_whole_field(leaf, document),))
    found = _of_near(leaf, document) if isinstance(leaf, Near) else _of_term(leaf, document)
    return max(found, key=lambda lack: (lack.nearness, bool(lack.found), -(lack.apart or 0)))


def _of_named(leaf: Named, document: Document) -> Lack:
    """Named by what belongs to it, or by a name that may mean something else."""
    loosely = of_named(Named(leaf.kind, leaf.key), document) if leaf.strict else None
    if loosely:
        return Lack(clause=str(leaf), reason=Reason.FORM, found=(loosely[0],), nearness=_NEARLY)
    ids = gazetteer().held(leaf.id, strict=leaf.strict)
    for field in TEXT_FIELDS:
        for mention in document.mentions.perhaps(ids, field):
            found = of_mention(leaf, field, mention, document)
            return Lack(clause=str(leaf), reason=Reason.UNSURE, found=(found,), nearness=_ELSEWHERE)
    return Lack(clause=str(leaf), reason=Reason.ABSENT, missing=(str(leaf),))


def _of_sum(leaf: Sum, document: Document) -> Lack:
    """What its words add up to; half of what is asked for is as good as nothing."""
    weight = weighs(leaf, document)
    nearness = 2 * weight / leaf.bar - 1
    return Lack(
        clause=str(leaf),
        reason=Reason.LIGHT,
        found=tuple(of_stands(stands(leaf, document), document)) if nearness > 0 else (),
        weighs=(weight, leaf.bar),
        nearness=max(0.0, nearness),
    )


def _whole_field(leaf: Term | Near, document: Document) -> Evidence:
    text = document.stream(leaf.field).words.text
    return Evidence(clause=str(leaf), field=leaf.field, text=text, start=0, end=len(text))


def _of_near(near: Near, document: Document) -> Iterator[Lack]:
    yield from _elsewhere(near, document)
    for field in fields_of(near.field):
        yield break_of(near, field, document)


def _of_term(term: Term, document: Document) -> Iterator[Lack]:
    yield Lack(clause=str(term), reason=Reason.ABSENT, missing=(term.bare,))
    if not isinstance(term, Prefix) and document.stems.isdisjoint(term.stems):
        return  # most terms of most queries end here
    if isinstance(term, Exact):
        yield from _in_another_form(term, document)
    yield from _elsewhere(term, document)
    row = pieces(term) if isinstance(term, Phrase) else ()
    if row:
        yield from _scattered(term, row, document)


def _in_another_form(term: Exact, document: Document) -> Iterator[Lack]:
    """The same letters in another case are nearly it, other endings half of that, other signs nothing."""
    found = of_leaf(Phrase(term.text, term.stems, term.field, quoted=True), document)
    if found:
        nearness = 0.0 if not unquoted(term.text) else _NEARLY if _same_letters(term, found) else _NEARLY / 2
        yield Lack(clause=str(term), reason=Reason.FORM, found=(found[0],), nearness=nearness)


def _same_letters(term: Exact, found: list[Evidence]) -> bool:
    return any(piece.text.casefold() == term.text.casefold() for piece in found)


def _elsewhere(leaf: Term | Near, document: Document) -> Iterator[Lack]:
    """The leaf as a whole is in the other field."""
    anywhere = unscoped_chain(leaf) if isinstance(leaf, Near) else unscoped(leaf)
    found = of_leaf(anywhere, document) if leaf.field else None
    if found:
        yield Lack(clause=str(leaf), reason=Reason.ELSEWHERE, found=(found[0],), nearness=_ELSEWHERE)


def _scattered(phrase: Term, row: tuple[Phrase, ...], document: Document) -> Iterator[Lack]:
    """The words of the phrase are there, not in a row; words farther apart than a sentence count for nothing."""
    near = Near(tuple((piece,) for piece in row), (_ROW,) * (len(row) - 1))
    for field in fields_of(phrase.field):
        lack = break_of(near, field, document)
        if lack.found:
            together = lack.apart is not None and lack.apart <= widest(_ROW)
            yield replace(lack, clause=str(phrase), nearness=_NEARLY if together else 0.0)
