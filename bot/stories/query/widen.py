"""Widening: each way to have one leaf of a query ask for a little less."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from bot.stories.entities import gazetteer
from bot.stories.query.chain import bare
from bot.stories.query.leaves import FARTHEST
from bot.stories.query.parser import LONGEST_CHAIN
from bot.stories.query.pieces import pieces, unquoted
from bot.stories.query.tree import (
    TEXT_FIELDS,
    And,
    Exact,
    Leaf,
    Near,
    Node,
    Or,
    Phrase,
    Prefix,
    Step,
    Term,
    join,
    unscoped,
    unscoped_chain,
)
from bot.stories.query.values import Covered, Language, Named

_SHORT = 60  # characters of a clause inside a sentence
_MOST_SOURCES = 999_999  # the greatest number that the parser reads
_SOME = 3  # words between the words of a phrase
_SENTENCE = 10


class Cost(IntEnum):
    """How far a step goes, the smallest first."""

    FORM = 1  # another form of a word, twice the distance, one source less
    LOOSER = 2  # four times the distance, the other order, words between those of a phrase
    PLACE = 3  # the whole text instead of one field
    ANYWHERE = 4  # any distance
    EXCLUSION = 5  # one thing less is excluded
    CONDITION = 6  # one thing less is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Widening:
    """What a clause becomes."""

    node: Node
    change: str  # one sentence
    cost: Cost


def widenings(leaf: Leaf) -> Iterable[Widening]:
    """All ways to widen a leaf by itself: whatever it matches, they match."""
    found = {wider.node: wider for wider in reversed(list(_widenings(leaf)))}  # of equal ones the first
    return reversed(found.values())


def _widenings(leaf: Leaf) -> Iterator[Widening]:
    match leaf:
        case Near():
            yield from _of_near(leaf)
        case Phrase() | Exact() | Prefix():
            yield from _of_term(leaf)
        case Covered():
            yield from _of_covered(leaf)
        case Language():
            yield from _of_language(leaf)
        case Named():
            yield from _of_named(leaf)


def short(clause: str) -> str:
    """A clause as it fits into a sentence: several words in quotation marks."""
    text = clause if len(clause) <= _SHORT else f"{clause[: _SHORT - 1].rstrip()}…"
    return f"“{text}”" if " " in text and not (text.startswith('"') and text.endswith('"')) else text


def in_whole_text(name: str, field: str) -> str:
    """The sentence for a field that is dropped."""
    return f"Look for {short(name)} in title and text, not in the {'title' if field == 'title' else 'text'} alone."


def _of_term(term: Term) -> Iterator[Widening]:
    if isinstance(term, Exact):
        yield _in_any_form(term)
    if isinstance(term, Phrase):
        yield from _of_phrase(term)
    if term.field in TEXT_FIELDS:
        yield Widening(node=unscoped(term), change=in_whole_text(term.bare, term.field), cost=Cost.PLACE)


def _in_any_form(term: Exact) -> Widening:
    change = f"Take {short(term.bare)} in any form and case."
    return Widening(node=_stemmed(term), change=change, cost=Cost.FORM)


def _stemmed(term: Exact) -> Phrase:
    return Phrase(term.text, term.stems, term.field, quoted=term.quoted or not unquoted(term.text))


def _of_phrase(phrase: Phrase) -> Iterator[Widening]:
    row = pieces(phrase)
    if not row or len(row) > LONGEST_CHAIN:
        return
    operands, name = tuple((piece,) for piece in row), short(phrase.bare)
    for step, change in (
        (Step(_SOME, ordered=True), f"Allow {_SOME} other words between the words of {name}."),
        (Step(_SENTENCE, ordered=False), f"Take the words of {name} in any order, up to {_SENTENCE} words apart."),
    ):
        yield Widening(node=Near(operands, (step,) * (len(row) - 1)), change=change, cost=Cost.LOOSER)


def _of_near(near: Near) -> Iterator[Widening]:
    for at, step in enumerate(near.steps):
        for words, cost in ((max(2 * step.words, 2), Cost.FORM), (max(4 * step.words, 4), Cost.LOOSER)):
            if step.words < min(words, FARTHEST):
                yield _farther(near, at, min(words, FARTHEST), cost)
    yield from _in_other_forms(near)
    if any(step.ordered for step in near.steps):
        steps = tuple(replace(step, ordered=False) for step in near.steps)
        change = f"Take the words of {short(str(near))} in either order."
        yield Widening(node=Near(near.operands, steps), change=change, cost=Cost.LOOSER)
    if near.field in TEXT_FIELDS:
        loose = unscoped_chain(near)
        yield Widening(node=loose, change=in_whole_text(str(loose), near.field), cost=Cost.PLACE)
    yield from _unchained(near)


def _farther(near: Near, at: int, words: int, cost: Cost) -> Widening:
    step = near.steps[at]
    steps = (*near.steps[:at], replace(step, words=words), *near.steps[at + 1 :])
    left, right = (short(bare(near.operands[i])) for i in (at, at + 1))
    change = f"Allow {words} words instead of {step.words} between {left} and {right}."
    return Widening(node=Near(near.operands, steps), change=change, cost=cost)


def _in_other_forms(near: Near) -> Iterator[Widening]:
    for at, operand in enumerate(near.operands):
        for term in operand:
            if isinstance(term, Exact):
                wider = tuple(dict.fromkeys(_stemmed(term) if one == term else one for one in operand))
                operands = (*near.operands[:at], wider, *near.operands[at + 1 :])
                yield replace(_in_any_form(term), node=Near(operands, near.steps))


def _unchained(near: Near) -> Iterator[Widening]:
    """The operands at any distance, and the chain without its first or its last one."""
    every = join(And, [join(Or, operand) for operand in near.operands])
    yield Widening(node=every, change=f"Take the words of {short(str(near))} at any distance.", cost=Cost.ANYWHERE)
    for dropped, beside, rest in (
        (near.operands[-1], near.operands[-2], _chain(near.operands[:-1], near.steps[:-1])),
        (near.operands[0], near.operands[1], _chain(near.operands[1:], near.steps[1:])),
    ):
        change = f"No longer ask for {short(bare(dropped))} near {short(bare(beside))}."
        yield Widening(node=rest, change=change, cost=Cost.CONDITION)


def _chain(operands: tuple[tuple[Term, ...], ...], steps: tuple[Step, ...]) -> Node:
    return Near(operands, steps) if steps else join(Or, operands[0])


def _of_covered(value: Covered) -> Iterator[Widening]:
    match value.sign:
        case ">=" | ">" if value.count > 1:
            wider = replace(value, count=value.count - 1)
        case "=":
            wider = replace(value, sign=">=")
        case "<" | "<=" if value.count < _MOST_SOURCES:
            wider = replace(value, count=value.count + 1)
        case _:
            return
    yield Widening(node=wider, change=f"Ask for {wider} instead of {value}.", cost=Cost.FORM)


def _of_language(value: Language) -> Iterator[Widening]:
    tag = value.tag.partition("-")[0]
    if tag != value.tag:
        wider = Language(tag)
        yield Widening(node=wider, change=f"Take {wider} instead of {value}.", cost=Cost.FORM)


def _of_named(value: Named) -> Iterator[Widening]:
    """What points at it as well as its own names; then what it belongs to, but for the groups of a list."""
    if value.strict:
        wider = replace(value, strict=False)
        yield Widening(node=wider, change=f"Take {wider} instead of {value}.", cost=Cost.FORM)
        return
    known = gazetteer().entities
    for parent in known[value.id].parents:
        if known[f"{value.kind}:{parent}"].names:
            wider = Named(value.kind, parent)
            yield Widening(node=wider, change=f"Take {wider} instead of {value}.", cost=Cost.LOOSER)
