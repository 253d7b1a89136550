"""The one evaluator: whether a query holds for a document, how centrally, and by which words.

Each clause answers with its evidence, or with None when it does not hold. An exclusion that holds, holds by nothing.
"""

from datetime import UTC
from itertools import islice
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
    evidence = _ask(query.root, document)
    if evidence is None:
        return None
    distinct = tuple(dict.fromkeys(evidence))
    return Verdict(matched=True, score=score(distinct), evidence=distinct)


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


def _ask(node: Node, document: Document) -> list[Evidence] | None:
    match node:
        case Phrase() | Exact() | Prefix():
            return _ask_term(node, document)
        case And():
            return _ask_all(node.items, document)
        case Or():
            return _ask_any(node.items, document)
        case Not():
            return [] if _ask(node.item, document) is None else None
        case Near():
            return _ask_near(node, document)
    return [_value_evidence(node, document)] if _value_holds(node, document) else None


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


def _ask_term(term: Term, document: Document) -> list[Evidence] | None:
    if term.field in _TEXT and not isinstance(term, Prefix) and term.stems[0] not in document.stems:
        return None  # most terms of most queries end here
    evidence: list[Evidence] = []
    for field in fields_of(term.field):
        words = document.stream(field).words
        for span in islice(find(term, document.stream(field)), SHOWN):
            evidence.append(_shown(str(term), field, words, extent(term, words, span)))
    return evidence or None


def _ask_near(near: Near, document: Document) -> list[Evidence] | None:
    """Each place of the chain, told by the terms that stand there."""
    evidence: list[Evidence] = []
    for field in fields_of(near.field):
        words = document.stream(field).words
        for chain in find_chain(near, document.stream(field))[:SHOWN]:
            clause = Near(tuple((term,) for term in chain.terms), near.steps)
            evidence.append(_shown(str(clause), field, words, (words.starts[chain.span[0]], words.ends[chain.span[1]])))
    return evidence or None


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
            return _failing(next(item for item in node.items if _ask(item, document) is None), document)
        case Not(Or() as choice):
            return _failing(Not(next(item for item in choice.items if _ask(item, document) is not None)), document)
    return node


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
