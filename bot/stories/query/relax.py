"""Relaxations: every query that is one small step wider than this one, the smallest step first."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from bot.stories.query.counting import requires
from bot.stories.query.edit import Edit, Place, edited, parts_of, without
from bot.stories.query.parser import DEEPEST, LIMIT
from bot.stories.query.tree import (
    TEXT_FIELDS,
    And,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Query,
    Sum,
    join,
    negate,
    shared_field,
    terms,
    unscoped,
)
from bot.stories.query.widen import Cost, in_whole_text, short, widenings

MOST = 400  # relaxations of one query; the largest topics that come with Presswatch have more
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
    length, is_flat = len(str(query)), _depth(query.root) + _DEEPER <= DEEPEST
    readable = (one for one in found if _is_short(one, length) and (is_flat or _depth(one.query.root) <= DEEPEST))
    return tuple(islice(readable, MOST))


def _asks(one: Relaxation) -> bool:
    """Whether a step leaves something to ask for."""
    return one.cost is not Cost.CONDITION or requires(one.query.root)


def _is_short(one: Relaxation, length: int) -> bool:
    """Whether the parser takes a text so long; it is written only where that is in doubt. `length` is the query's."""
    return length + _growth(one) <= LIMIT or len(str(one.query)) <= LIMIT


def _growth(one: Relaxation) -> int:
    """The most characters that a step may add: the new clause, brackets around all that it stands in, and the field
    that those beside it share no longer."""
    place, above = one.edit.place, one.of.root
    for at in place[:-1]:
        above = parts_of(above)[at]
    named = len(shared_field(parts_of(above)))
    return len(str(one.edit.node)) + 2 * (len(place) + 1) + (named + 1) * len(parts_of(above)) * bool(named)


def _depth(node: Node) -> int:
    """The most brackets and negations inside each other that the text may need."""
    match node:
        case And() | Or():
            return 1 + max(map(_depth, node.items))
        case Not():
            return 1 + _depth(node.item)
        case Near() | Sum():
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


def _widened(query: Query, leaf: Leaf, place: Place) -> Iterator[Relaxation]:
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
        edit = Edit(place, without(node, i))
        if isinstance(item, Not):
            yield _exclusion(query, edit, item)
        else:
            change = f"No longer ask for {short(str(item))}."
            yield Relaxation(of=query, edit=edit, clause=str(item), instead="", change=change, cost=Cost.CONDITION)


def _exclusions(query: Query, excluded: Or, place: Place) -> Iterator[Relaxation]:
    """Each of several things excluded let in."""
    for i, item in enumerate(excluded.items):
        rest = negate(without(excluded, i))
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
