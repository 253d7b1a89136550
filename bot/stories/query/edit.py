"""Edits: a query with one of its clauses replaced, and which edits change the verdict on a document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from bot.stories.query.document import Document
from bot.stories.query.evidence import of_leaf
from bot.stories.query.tree import And, Node, Not, Or, Query, negate

Place = tuple[int, ...]  # which part of which part …, from the root; () is the root


@dataclass(frozen=True, slots=True)
class Edit:
    """A clause's place and what stands there instead."""

    place: Place
    node: Node


class Edited(Protocol):
    """Anything that has come of a query by one edit."""

    @property
    def edit(self) -> Edit | None:
        """None where nothing would be left to ask for."""


Variant = TypeVar("Variant", bound=Edited)


def edited(query: Query, edit: Edit) -> Query:
    """The query after an edit."""
    return replace(query, root=_edited(query.root, edit.place, edit.node), loose=())


def differing(query: Query, variants: Iterable[Variant], document: Document) -> tuple[Variant, ...]:
    """The variants of the query whose verdict on the document is another than the query's own: of relaxations those
    that bring it, of parts those that alone bring it or alone keep it out. Hundreds cost little more than one."""
    asked = _Asked(document)
    pivots = dict(asked.pivots(query.root))
    kept = tuple(variants)  # all alive at once, for verdicts are known by the identity of their clause
    return tuple(one for one in kept if one.edit is not None and asked.turned(one.edit, pivots))


def without(node: And | Or, at: int) -> Node:
    """The clause but for one of its items."""
    return _listed(type(node), node.items[:at] + node.items[at + 1 :])


def parts_of(node: Node) -> tuple[Node, ...]:
    """What a clause is made of, by the numbers that a place has; a leaf has no parts."""
    match node:
        case And() | Or():
            return node.items
        case Not():
            return (node.item,)
    return ()


def _edited(node: Node, place: Place, new: Node) -> Node:
    match node:
        case _ if not place:
            return new
        case And():
            return _with(And, node.items, place, new)
        case Or():
            return _with(Or, node.items, place, new)
        case Not():
            return negate(_edited(node.item, place[1:], new))
    raise AssertionError(f"{node} has no parts to edit")


def _with(kind: type[And | Or], items: tuple[Node, ...], place: Place, new: Node) -> Node:
    """As `join` would have it: what stood there is one flat node of distinct items, so only what is new is compared."""
    at = place[0]
    changed = _edited(items[at], place[1:], new)
    flat = changed.items if isinstance(changed, kind) else (changed,)
    before = items[:at]
    fresh = [item for item in flat if item not in before]
    return _listed(kind, (*before, *fresh, *(item for item in items[at + 1 :] if item not in fresh)))


def _listed(kind: type[And | Or], items: tuple[Node, ...]) -> Node:
    return kind(items) if len(items) > 1 else items[0]


class _Asked:
    """The verdicts of one document on the clauses of a query and its variants, each found once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, bool] = {}

    def holds(self, node: Node) -> bool:
        """Whether a clause holds. The clause must outlive the asking."""
        verdict = self._known.get(id(node))
        if verdict is None:
            verdict = self._known[id(node)] = self._ask(node)
        return verdict

    def _ask(self, node: Node) -> bool:
        match node:
            case And():
                return all(map(self.holds, node.items))
            case Or():
                return any(map(self.holds, node.items))
            case Not():
                return not self.holds(node.item)
        return of_leaf(node, self._document) is not None

    def pivots(self, node: Node, place: Place = ()) -> Iterator[tuple[Place, Node]]:
        """The clauses any of which, turned alone, turns this one."""
        yield place, node
        match node:
            case And() | Or():
                for i in self._turning(node):
                    yield from self.pivots(node.items[i], (*place, i))
            case Not():
                yield from self.pivots(node.item, (*place, 0))

    def _turning(self, node: And | Or) -> list[int]:
        """All items where one that turns is enough; else the only item in the way, if there is just one."""
        easily = self.holds(node) is isinstance(node, And)
        against = [i for i, item in enumerate(node.items) if easily or self.holds(item) is isinstance(node, Or)]
        return against if easily or len(against) == 1 else []

    def turned(self, edit: Edit, pivots: dict[Place, Node]) -> bool:
        """Whether an edit turns the whole."""
        before = pivots.get(edit.place)
        return before is not None and self.holds(edit.node) is not self.holds(before)
