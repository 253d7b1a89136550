"""Parts: each alternative, condition and exclusion of a query, with the query as it would be without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice

from bot.stories.query.counting import requires
from bot.stories.query.edit import Edit, Place, edited, without
from bot.stories.query.tree import And, Near, Node, Not, Or, Query, negate

MOST = 1_000  # parts of one query


class Role(StrEnum):
    """What a part does in its query."""

    ALTERNATIVE = "alternative"  # brings stories: all that match the query and not `without`
    CONDITION = "condition"  # keeps stories out: all that match `without` and not the query
    EXCLUSION = "exclusion"  # likewise


@dataclass(frozen=True, kw_only=True)
class Part:
    """A clause that could be left out."""

    of: Query  # the whole
    edit: Edit | None  # None where at most exclusions would be left
    clause: str  # as its author would write it; exclusions with their minus
    role: Role
    within: str  # the clause whose part it is

    @cached_property
    def without(self) -> Query | None:
        """The query without it; None where at most exclusions would be left."""
        return None if self.edit is None else edited(self.of, self.edit)


def parts(query: Query, *, levels: int = MOST) -> tuple[Part, ...]:
    """All parts so many levels deep, the outer ones before the inner ones; at most 1,000. A single word has none.
    `differing` tells which of them decide about a document: the alternative that alone brings it, or the condition or
    exclusion that alone keeps it out."""
    return tuple(islice(_parts(query, levels), MOST))


def _parts(query: Query, levels: int) -> Iterator[Part]:
    """Level by level."""
    if isinstance(query.root, Not):
        yield Part(of=query, edit=None, clause=str(query), role=Role.EXCLUSION, within=str(query))
    level: list[tuple[Place, Node]] = [((), query.root)]
    while level and levels:
        levels -= 1
        for place, node in level:
            yield from _parts_of(query, node, place)
        level = [deeper for place, node in level for deeper in _inside(node, place)]


def _inside(node: Node, place: Place) -> Iterator[tuple[Place, Node]]:
    """Parts that have parts of their own. What an exclusion is made of decides nothing by itself."""
    if isinstance(node, And | Or):
        for i, item in enumerate(node.items):
            yield (*place, i), item


def _parts_of(query: Query, node: Node, place: Place) -> Iterator[Part]:
    within = str(node)
    for item, role, rest in _removals(node):
        edit = Edit(place, rest)
        left = edit if requires(edited(query, edit).root) else None
        yield Part(of=query, edit=left, clause=str(item), role=role, within=within)


def _removals(node: Node) -> Iterator[tuple[Node, Role, Node]]:
    """Each part of one clause, and the clause without it."""
    match node:
        case And():
            for i, item in enumerate(node.items):
                role = Role.EXCLUSION if isinstance(item, Not) else Role.CONDITION
                yield item, role, without(node, i)
        case Or():
            for i, item in enumerate(node.items):
                yield item, Role.ALTERNATIVE, without(node, i)
        case Not(Or() as excluded):
            for i, item in enumerate(excluded.items):
                yield negate(item), Role.EXCLUSION, negate(without(excluded, i))
        case Near():
            yield from _choices(node)


def _choices(near: Near) -> Iterator[tuple[Node, Role, Node]]:
    """Each of the words that an operand may be."""
    for at, operand in enumerate(near.operands):
        for term in operand if len(operand) > 1 else ():
            kept = tuple(one for one in operand if one != term)
            rest = Near((*near.operands[:at], kept, *near.operands[at + 1 :]), near.steps)
            yield term, Role.ALTERNATIVE, rest
