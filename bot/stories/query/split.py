"""A query as alternatives: whoever matches it meets one of them, and all else that it asks."""

from collections.abc import Collection
from dataclasses import replace

from bot.stories.query.tree import And, Node, Or, Query


def split(query: Query) -> tuple[Node, ...]:
    """The query's alternatives, each with all else that the query asks; the query itself where it offers no choice."""
    choice = _choice(query.root)
    return tuple([_with(query.root, choice, item) for item in choice.items]) if choice else (query.root,)


def narrowed(query: Query, numbers: Collection[int]) -> Query:
    """The query with only these of its alternatives, counted as `split` tells them. At least one."""
    choice = _choice(query.root)
    if choice is None or len(numbers) == len(choice.items):
        return query
    kept = tuple([choice.items[number] for number in sorted(numbers)])
    return replace(query, root=_with(query.root, choice, Or(kept) if len(kept) > 1 else kept[0]))


def _choice(root: Node) -> Or | None:
    """The choice at the top: the root, or the widest among conditions that must all hold."""
    if isinstance(root, And):
        return max(
            (item for item in root.items if isinstance(item, Or)), key=lambda item: len(item.items), default=None
        )
    return root if isinstance(root, Or) else None


def _with(root: Node, choice: Or, instead: Node) -> Node:
    """The root with another node in the place of the choice."""
    if not isinstance(root, And):
        return instead
    return And(tuple([instead if item is choice else item for item in root.items]))
