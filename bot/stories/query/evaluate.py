"""The one evaluator: whether a query holds for a document, how centrally, and by which words.

Each clause answers with its evidence, or with None when it does not hold. An exclusion that holds, holds by nothing.
"""

from bot.model.topic import Evidence
from bot.stories.query.document import Document, Verdict
from bot.stories.query.evidence import of_leaf, of_term
from bot.stories.query.tree import And, Exact, Node, Not, Or, Phrase, Prefix, Query


def evaluate(query: Query, document: Document) -> Verdict:
    """Whether the query holds. A match carries evidence for each positive clause that holds, in the query's order.

    Where the query holds and the score stays below its threshold, that is no match; score and evidence tell how near.
    """
    return _judged(query, document) or Verdict(matched=False)


def verdict_of_match(query: Query, document: Document) -> Verdict | None:
    """The verdict if the query holds; None otherwise. For those who ask many queries."""
    verdict = _judged(query, document)
    return verdict if verdict and verdict.matched else None


def _judged(query: Query, document: Document) -> Verdict | None:
    """The verdict where the words are there, be it a match or not; None where they are not."""
    evidence = _ask(query.root, document)
    if evidence is None:
        return None
    distinct = tuple(dict.fromkeys(evidence) if len(evidence) > 1 else evidence)
    reached = score(distinct)
    return Verdict(matched=reached >= query.threshold, score=reached, evidence=distinct)


def score(evidence: tuple[Evidence, ...]) -> float:
    """How central the words are, 0 to 1: six tenths for the best place (the title counts 1, the body's first word
    0.7, falling towards 0.3), four tenths for the number of distinct clauses (one counts 1/2, two 3/4, three 7/8)."""
    place = max(map(_place, evidence), default=0.0)
    clauses = len({item.clause for item in evidence})
    return round(0.6 * place + 0.4 * (1 - 0.5**clauses), 4)


def _place(item: Evidence) -> float:
    if item.field == "title":
        return 1.0
    if item.field != "body":
        return 0.0
    return 0.3 + 0.4 * 200 / (200 + item.start)  # half way down after 200 characters, about the first sentence


def _ask(node: Node, document: Document) -> list[Evidence] | None:
    match node:
        case Phrase() | Exact() | Prefix():
            return of_term(node, document)
        case And():
            return _ask_all(node.items, document)
        case Or():
            return _ask_any(node.items, document)
        case Not():
            return [] if _ask(node.item, document) is None else None
    return of_leaf(node, document)


def _ask_all(items: tuple[Node, ...], document: Document) -> list[Evidence] | None:
    evidence: list[Evidence] = []
    for item in items:
        found = _ask(item, document)
        if found is None:
            return None
        evidence += found
    return evidence


def _ask_any(items: tuple[Node, ...], document: Document) -> list[Evidence] | None:
    """All alternatives are asked, for each that holds is evidence."""
    found = [one for item in items if (one := _ask(item, document)) is not None]
    return [piece for one in found for piece in one] if found else None
