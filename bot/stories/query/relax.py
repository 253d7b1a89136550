"""Relaxations: every query that is one small step wider than this one, the smallest step first."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.stories.query.counting import requires
from bot.stories.query.edit import Edit, Place, edited, without
from bot.stories.query.parser import DEEPEST, LIMIT
from bot.stories.query.tree import (
    TEXT_FIELDS,
    And,
    Near,
    Node,
    Not,
    Or,
    Query,
    Term,
    Value,
    join,
    negate,
    shared_field,
    terms,
    unscoped,
)
from bot.stories.query.widen import Cost, in_whole_text, short, widenings

MOST = 400  # relaxations of one query; the largest topic that comes with Presswatch has some 340
_GROWTH = 10  # characters that a step may add for each word, at most
_DEEPER = 2  # brackets that it may add around a word: a phrase becomes a chain


@dataclass(frozen=True, kw_only=True)
class Relaxation:
    """A query one step wider: it matches all that the first one matches."""

    of: Query  # the first one
    edit: Edit
    clause: str  # what is changed, as its author would write it
    instead: str  # what stands there now; "" where it was dropped
    change: str  # the same in one short sentence
    cost: Cost

    @cached_property
    def query(self) -> Query:
        """The wider query; its `str` parses back to it."""
        return edited(self.of, self.edit)


def relaxations(query: Query) -> tuple[Relaxation, ...]:
    """The queries one step wider, by cost; at most 400. `differing` tells which of them bring a document."""
    found = sorted(filter(_asks, _steps(query, query.root, ())), key=lambda one: one.cost)
    if _near_limits(query):
        found = [one for one in found if _readable(one.query)]
    return tuple(found[:MOST])


def _asks(one: Relaxation) -> bool:
    """Whether a step leaves something to ask for."""
    return one.cost is not Cost.CONDITION or requires(one.query.root)


def _near_limits(query: Query) -> bool:
    """Whether a step may lead beyond what the parser takes."""
    longest = len(str(query)) + _GROWTH * sum(1 for _ in terms(query.root))
    return longest > LIMIT or _depth(query.root) + _DEEPER > DEEPEST


def _readable(query: Query) -> bool:
    """Whether the parser takes the query's text: not too long, not too deep."""
    return len(str(query)) <= LIMIT and _depth(query.root) <= DEEPEST


def _depth(node: Node) -> int:
    """The most brackets and negations inside each other that the text may need."""
    match node:
        case And() | Or():
            return 1 + max(map(_depth, node.items))
        case Not():
            return 1 + _depth(node.item)
        case Near():
            return 2
    return 0


def _steps(query: Query, node: Node, place: Place) -> Iterator[Relaxation]:
    """All steps of a clause and its parts. Of an exclusion only parts are left out: what it asks for less, it keeps
    out more."""
    match node:
        case And():
            yield from _conditions(query, node, place)
            yield from _inside(query, node.items, place)
        case Or() if shared_field(node.items) in TEXT_FIELDS:
            yield from _scope(query, node, place)
            inner = _inside(query, node.items, place)
            yield from (one for one in inner if one.cost is not Cost.PLACE)  # the field goes from all or none
        case Or():
            yield from _inside(query, node.items, place)
        case Not(Or() as excluded):
            yield from _exclusions(query, excluded, place)
        case Not():
            return
        case _:
            yield from _widened(query, node, place)


def _inside(query: Query, items: tuple[Node, ...], place: Place) -> Iterator[Relaxation]:
    for i, item in enumerate(items):
        yield from _steps(query, item, (*place, i))


def _widened(query: Query, leaf: Term | Near | Value, place: Place) -> Iterator[Relaxation]:
    for wider in widenings(leaf):
        yield Relaxation(
            of=query,
            edit=Edit(place, wider.node),
            clause=str(leaf),
            instead=str(wider.node),
            change=wider.change,
            cost=wider.cost,
        )


def _conditions(query: Query, node: And, place: Place) -> Iterator[Relaxation]:
    """Each of the conditions left out."""
    for i, item in enumerate(node.items):
        edit = Edit(place, join(And, without(node.items, i)))
        if isinstance(item, Not):
            yield _exclusion(query, edit, item)
        else:
            change = f"No longer ask for {short(str(item))}."
            yield Relaxation(of=query, edit=edit, clause=str(item), instead="", change=change, cost=Cost.CONDITION)


def _exclusions(query: Query, excluded: Or, place: Place) -> Iterator[Relaxation]:
    """Each of several things excluded let in."""
    for i, item in enumerate(excluded.items):
        rest = negate(join(Or, without(excluded.items, i)))
        yield _exclusion(query, Edit(place, rest), Not(item))


def _exclusion(query: Query, edit: Edit, dropped: Not) -> Relaxation:
    change = f"No longer exclude {short(str(dropped.item))}."
    return Relaxation(of=query, edit=edit, clause=str(dropped), instead="", change=change, cost=Cost.EXCLUSION)


def _scope(query: Query, choice: Or, place: Place) -> Iterator[Relaxation]:
    """The field dropped from alternatives that share it."""
    wider = join(Or, map(unscoped, terms(choice)))
    yield Relaxation(
        of=query,
        edit=Edit(place, wider),
        clause=str(choice),
        instead=str(wider),
        change=in_whole_text(str(wider), shared_field(choice.items)),
        cost=Cost.PLACE,
    )
