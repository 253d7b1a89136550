"""Beside: words that a team lets count or keeps out beside a query that somebody else has written."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from bot.stories.query.parser import parse
from bot.stories.query.tree import And, Node, Not, Or, Query, join


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Clauses that stand beside a query: one of `counted` is enough for it, too, and none of `excluded` may hold."""

    counted: tuple[Node, ...] = ()
    excluded: tuple[Node, ...] = ()


NOTHING = Beside()


def clauses(words: str) -> tuple[Node, ...]:
    """What a team lists: the alternatives of its words; none of no words. Raises QueryError."""
    return _items(Or, parse(words).root) if words.strip() else ()


def as_words(found: Iterable[Node]) -> str:
    """The clauses as `clauses` reads them; "" for none."""
    kept = tuple(found)
    return str(join(Or, kept)) if kept else ""


def with_beside(query: Query, beside: Beside) -> Query:
    """The query with these clauses beside it. An exclusion keeps out whatever lets a story in."""
    choices, exclusions = _apart(query)
    more = [Not(one) for one in beside.excluded]
    return _whole(query, (*choices, *beside.counted), (*exclusions, *more))


def beside_of(query: Query, base: Query) -> Beside | None:
    """What this query has beside another one; None where they differ in more than that."""
    choices, exclusions = _apart(query)
    first, last = _apart(base)
    if choices[: len(first)] != first or exclusions[: len(last)] != last:
        return None
    return Beside(counted=choices[len(first) :], excluded=_bare(exclusions[len(last) :]))


def top_of(query: Query) -> Beside:
    """All alternatives and exclusions at the query's top."""
    choices, exclusions = _apart(query)
    return Beside(counted=choices, excluded=_bare(exclusions))


def cleared(query: Query, found: Collection[Node], base: Query | None = None) -> Query:
    """The query without these clauses among its alternatives and exclusions, but for those of the one that
    it stands on. It goes on asking for something: its only alternatives stay."""
    own = top_of(base) if base else Beside()
    choices, exclusions = _apart(query)
    kept = tuple(one for one in choices if one not in found or one in own.counted)
    return _whole(
        query, kept or choices, tuple(one for one in exclusions if one.item not in found or one.item in own.excluded)
    )


def _apart(query: Query) -> tuple[tuple[Node, ...], tuple[Not, ...]]:
    """The query's alternatives, and what none of them may have: a row each."""
    items = _items(And, query.root)
    exclusions = tuple(each for item in items if isinstance(item, Not) for each in _exclusions(item))
    conditions = [item for item in items if not isinstance(item, Not)]
    return _items(Or, join(And, conditions)) if conditions else (), exclusions


def _exclusions(item: Not) -> tuple[Not, ...]:
    """`-(a OR b)` is `-a -b`."""
    return tuple(map(Not, _items(Or, item.item)))


def _whole(query: Query, choices: tuple[Node, ...], exclusions: tuple[Not, ...]) -> Query:
    kept = [join(Or, choices)] if choices else []
    excluded = [Not(join(Or, _bare(exclusions)))] if exclusions else []
    return replace(query, root=join(And, [*kept, *excluded]), loose=())


def _bare(exclusions: Iterable[Not]) -> tuple[Node, ...]:
    return tuple(one.item for one in exclusions)


def _items(kind: type[And] | type[Or], node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, kind) else (node,)
