"""The one evaluator: whether a query holds for a document, how centrally, and by which words.

First the truth, clause by clause, stopping as early as it can; only a match is asked for its evidence.
"""

from collections.abc import Iterator
from datetime import UTC
from operator import eq, ge, gt, le, lt

from bot.model.topic import Evidence
from bot.stories.query.document import Document, Verdict, fields_of
from bot.stories.query.find import extent, find, find_chain
from bot.stories.query.tree import (
    TEXT_FIELDS,
    And,
    Covered,
    Dated,
    Exact,
    Language,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Site,
    Term,
    Value,
)
from bot.stories.words import Words

SHOWN = 3  # places shown of one clause in one field
_TEXT = ("", *TEXT_FIELDS)
_SIGNS = {">=": ge, ">": gt, "=": eq, "<": lt, "<=": le}


def evaluate(query: Query, document: Document) -> Verdict:
    """Whether the query holds. A match carries evidence for each positive clause that holds, in the query's order;
    any other verdict names the clause that failed."""
    return verdict_of_match(query, document) or Verdict(matched=False, failing=_failing(query.root, document))


def verdict_of_match(query: Query, document: Document) -> Verdict | None:
    """The verdict if the query holds. For those who ask many queries, and not why the others failed."""
    if not _holds(query.root, document):
        return None
    evidence = tuple(dict.fromkeys(_evidence(query.root, document)))
    return Verdict(matched=True, score=score(evidence), evidence=evidence)


def score(evidence: tuple[Evidence, ...]) -> float:
    """How central the words are, 0 to 1: six tenths for the best place (the title counts 1, the body's first word
    0.7, falling towards 0.3), four tenths for the number of distinct clauses (one counts 1/2, two 3/4, three 7/8)."""
    place = max((_place(item) for item in evidence), default=0.0)
    clauses = len({item.clause for item in evidence})
    return round(0.6 * place + 0.4 * (1 - 0.5**clauses), 4)


def _place(item: Evidence) -> float:
    if item.field == "title":
        return 1.0
    if item.field != "body":
        return 0.0
    return 0.3 + 0.4 * 200 / (200 + item.start)  # half way down after 200 characters, about the first sentence


def _holds(node: Node, document: Document) -> bool:
    match node:
        case Phrase() | Exact() | Prefix():
            return _occurs(node, document)
        case And():
            return all(_holds(item, document) for item in node.items)
        case Or():
            return any(_holds(item, document) for item in node.items)
        case Not():
            return not _holds(node.item, document)
        case Near():
            return any(find_chain(node, document.stream(field)) for field in fields_of(node.field))
    return _value_holds(node, document)


def _occurs(term: Term, document: Document) -> bool:
    """The term stands in one of its fields."""
    if _is_absent(term, document):
        return False
    if isinstance(term, Phrase) and len(term.stems) == 1 and not term.field:
        return True
    return any(find(term, document.stream(field)) for field in fields_of(term.field))


def _is_absent(term: Term, document: Document) -> bool:
    """A cheap sign that the term is nowhere; most terms of most queries are not."""
    return term.field in _TEXT and not isinstance(term, Prefix) and term.stems[0] not in document.stems


def _value_holds(value: Value, document: Document) -> bool:
    match value:
        case Site():
            return document.site == value.host or document.site.endswith(f".{value.host}")
        case Language():
            tag = document.lang.lower().replace("_", "-")
            return tag == value.tag or tag.startswith(f"{value.tag}-")
        case Dated():
            return _dated(value, document)
        case Covered():
            return bool(_SIGNS[value.sign](document.covered, value.count))


def _dated(value: Dated, document: Document) -> bool:
    """An entry without a date is neither before nor after."""
    if document.published is None:
        return False
    return (document.published >= value.moment) == (value.field == "after")


def _failing(node: Node, document: Document) -> Node:
    """The smallest clause that decides alone, of a node that does not hold."""
    match node:
        case And():
            return _failing(next(item for item in node.items if not _holds(item, document)), document)
        case Not(Or() as choice):
            return _failing(Not(next(item for item in choice.items if _holds(item, document))), document)
    return node


def _evidence(node: Node, document: Document) -> Iterator[Evidence]:
    """Evidence for the positive clauses that hold."""
    match node:
        case And() | Or():
            for item in node.items:
                if not isinstance(item, And | Or | Value) or _holds(item, document):
                    yield from _evidence(item, document)
        case Phrase() | Exact() | Prefix():
            yield from _term_evidence(node, document)
        case Near():
            yield from _near_evidence(node, document)
        case Site() | Language() | Dated() | Covered():
            yield _value_evidence(node, document)


def _term_evidence(term: Term, document: Document) -> Iterator[Evidence]:
    if _is_absent(term, document):
        return
    for field in fields_of(term.field):
        words = document.stream(field).words
        for span in find(term, document.stream(field))[:SHOWN]:
            yield _shown(str(term), field, words, extent(term, words, span))


def _near_evidence(near: Near, document: Document) -> Iterator[Evidence]:
    """Each place of the chain, told by the terms that stand there."""
    for field in fields_of(near.field):
        words = document.stream(field).words
        for chain in find_chain(near, document.stream(field))[:SHOWN]:
            clause = Near(tuple((term,) for term in chain.terms), near.steps)
            yield _shown(str(clause), field, words, (words.starts[chain.span[0]], words.ends[chain.span[1]]))


def _shown(clause: str, field: str, words: Words, place: tuple[int, int]) -> Evidence:
    start, end = place
    return Evidence(clause=clause, field=field, text=words.text[start:end], start=start, end=end)


def _value_evidence(value: Value, document: Document) -> Evidence:
    text = _value_text(value, document)
    field = "covered" if isinstance(value, Covered) else str(value).partition(":")[0]
    return Evidence(clause=str(value), field=field, text=text, start=0, end=len(text))


def _value_text(value: Value, document: Document) -> str:
    match value:
        case Site():
            return document.site
        case Language():
            return document.lang
        case Covered():
            return str(document.covered)
        case Dated():
            return document.published.astimezone(UTC).isoformat() if document.published else ""
