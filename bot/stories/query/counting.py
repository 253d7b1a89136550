"""What a query is like as a whole: whether it counts sources, and whether it asks for anything."""

from bot.stories.query.tree import And, Node, Not, Or, Query
from bot.stories.query.values import Covered


def counts_sources(query: Query) -> bool:
    """Whether `covered` stands anywhere in the query: only then may a story match later than the entry that carries its
    words."""
    return _counts(query.root)


def requires(node: Node) -> bool:
    """Whether a document must hold something to match; a clause that only excludes asks for nothing."""
    match node:
        case And():
            return any(requires(item) for item in node.items)
        case Or():
            return all(requires(item) for item in node.items)
        case Not():
            return not requires(node.item)
    return True


def _counts(node: Node) -> bool:
    match node:
        case Covered():
            return True
        case Not():
            return _counts(node.item)
        case And() | Or():
            return any(map(_counts, node.items))
    return False
