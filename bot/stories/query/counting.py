"""Whether a query counts sources: only then may a story match later than the entry that carries its words."""

from bot.stories.query.tree import And, Covered, Node, Not, Or, Query


def counts_sources(query: Query) -> bool:
    """Whether `covered` stands anywhere in the query."""
    return _counts(query.root)


def _counts(node: Node) -> bool:
    match node:
        case Covered():
            return True
        case Not():
            return _counts(node.item)
        case And() | Or():
            return any(map(_counts, node.items))
    return False
