"""Explain: the verdict on each clause of a query, and by which words it holds."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.stories.query.document import Document
from bot.stories.query.evidence import of_leaf
from bot.stories.query.explanation import Explanation, NodeKind
from bot.stories.query.tree import And, Exact, Leaf, Near, Node, Not, Or, Phrase, Prefix, Query, Sum, join
from bot.stories.query.values import Named

_HOLDS: Mapping[NodeKind, Callable[[Iterable[bool]], bool]] = {
    NodeKind.ALL: all,
    NodeKind.ANY: any,
    NodeKind.NOT: lambda parts: not any(parts),
}


def explain(query: Query, document: Document) -> Explanation:
    """The query's tree with the verdict on each clause; the root's is that of `evaluate`."""
    return _explain(query.root, document)


def _explain(node: Node, document: Document) -> Explanation:
    match node:
        case And():
            return whole(NodeKind.ALL, node, document, [_explain(item, document) for item in node.items])
        case Or():
            return whole(NodeKind.ANY, node, document, [_explain(item, document) for item in node.items])
        case Not():
            return whole(NodeKind.NOT, node, document, [_explain(node.item, document)])
        case Near():
            operands = [_explain(join(Or, operand), document) for operand in node.operands]
            return _leaf(NodeKind.NEAR, node, document, operands)
        case Phrase() | Exact() | Prefix() | Named() | Sum():
            return _leaf(NodeKind.TERM, node, document)
    return _leaf(NodeKind.VALUE, node, document)


def whole(kind: NodeKind, node: Node, document: Document, parts: Sequence[Explanation]) -> Explanation:
    """A clause whose verdict follows from those of its parts."""
    holds = _HOLDS[kind](part.holds for part in parts)
    shown = parts if holds and kind is not NodeKind.NOT else ()
    evidence = tuple(piece for part in shown for piece in part.evidence)
    return Explanation(node=node, kind=kind, holds=holds, document=document, evidence=evidence, parts=tuple(parts))


def _leaf(kind: NodeKind, node: Leaf, document: Document, operands: Sequence[Explanation] = ()) -> Explanation:
    found = of_leaf(node, document)
    return Explanation(
        node=node,
        kind=kind,
        holds=found is not None,
        document=document,
        evidence=tuple(found or ()),
        parts=tuple(operands),
    )
