"""Evidence: whether one leaf of a query holds for a document, by which words, and where they stand."""

from collections.abc import Container, Iterable
from datetime import UTC
from itertools import islice
from operator import eq, ge, gt, le, lt

from bot.model.topic import Evidence
from bot.stories.entities import Mention, gazetteer
from bot.stories.query.document import Document, fields_of
from bot.stories.query.find import Chain, extent, find, find_chain
from bot.stories.query.tree import TEXT_FIELDS, Exact, Leaf, Near, Phrase, Prefix, Sum, Term
from bot.stories.query.values import Covered, Dated, Language, Named, Own, Site
from bot.stories.query.weigh import Stand, stands, weighs
from bot.stories.words import Words

SHOWN = 3  # places shown of one clause in one field
_TEXT = ("", *TEXT_FIELDS)
_SIGNS = {">=": ge, ">": gt, "=": eq, "<": lt, "<=": le}


def of_leaf(leaf: Leaf, document: Document) -> list[Evidence] | None:
    """What makes a term, a chain or a value hold; None when it does not."""
    match leaf:
        case Phrase() | Exact() | Prefix():
            return of_term(leaf, document)
        case Near():
            return of_near(leaf, document)
        case Named():
            return of_named(leaf, document)
        case Sum():
            return of_sum(leaf, document)
    return [of_value(leaf, document)] if _value_holds(leaf, document) else None


def of_term(term: Term, document: Document) -> list[Evidence] | None:
    """Where a term stands, at most three places a field; None when nowhere."""
    if term.field in _TEXT and not isinstance(term, Prefix) and term.stems[0] not in document.stems:
        return None  # most terms of most queries end here
    evidence: list[Evidence] = []
    for field in fields_of(term.field):
        stream = document.stream(field)
        if isinstance(term, Prefix) or term.stems[0] in stream.places:
            for span in islice(find(term, stream), SHOWN):
                evidence.append(_shown(str(term), field, stream.words, extent(term, stream.words, span)))
    return evidence or None


def of_near(near: Near, document: Document) -> list[Evidence] | None:
    """Each place of the chain, told by the terms that stand there."""
    if near.field in _TEXT and not _may_stand(near, document.stems):
        return None  # most chains of most queries end here
    evidence: list[Evidence] = []
    for field in fields_of(near.field):
        stream = document.stream(field)
        for chain in find_chain(near, stream)[:SHOWN] if _may_stand(near, stream.places) else ():
            evidence.append(of_chain(chain, near, field, stream.words))
    return evidence or None


def _may_stand(near: Near, stems: Container[str]) -> bool:
    """Whether among these stems is the first of some term of each operand; a prefix may be the beginning of any."""
    for operand in near.operands:
        for term in operand:
            if isinstance(term, Prefix) or term.stems[0] in stems:
                break
        else:
            return False
    return True


def of_chain(chain: Chain, near: Near, field: str, words: Words) -> Evidence:
    """The words from a chain's first to its last, told by the terms that stand there; it may be the beginning of one
    that does not go on."""
    size = len(chain.terms)
    clause = Near(tuple((term,) for term in chain.terms), near.steps[: size - 1]) if size > 1 else chain.terms[0]
    extents = [extent(term, words, span) for term, span in zip(chain.terms, chain.spans, strict=True)]
    place = min(start for start, _ in extents), max(end for _, end in extents)
    return _shown(str(clause), field, words, place)


def of_named(leaf: Named, document: Document) -> list[Evidence] | None:
    """Where an entity is named, at most three places a field; None when nowhere."""
    ids = gazetteer().held(leaf.id, strict=leaf.strict)
    evidence: list[Evidence] = []
    for field in TEXT_FIELDS:
        found = document.mentions.of(ids, field, strict=leaf.strict)
        evidence.extend(of_mention(leaf, field, one, document) for one in islice(found, SHOWN))
    return evidence or None


def of_sum(leaf: Sum, document: Document) -> list[Evidence] | None:
    """The words that speak for it, each told with what it weighs; None where all of them do not add up."""
    return of_stands(stands(leaf, document), document) if weighs(leaf, document) >= leaf.bar else None


def of_stands(found: Iterable[Stand], document: Document) -> list[Evidence]:
    """The first place of each, told by what it weighs there."""
    evidence: list[Evidence] = []
    for one in found:
        words = document.stream(one.field).words
        evidence.append(_shown(str(one.clause), one.field, words, extent(one.term, words, one.span)))
    return evidence


def of_mention(leaf: Named, field: str, mention: Mention, document: Document) -> Evidence:
    """The name as it stands in the text."""
    words = document.stream(field).words
    return _shown(str(leaf), field, words, (words.starts[mention.first], words.ends[mention.last]))


def of_value(value: Own, document: Document) -> Evidence:
    """The entry's own value, whether it is the one that was asked for or not."""
    text = _value_text(value, document)
    field = "covered" if isinstance(value, Covered) else str(value).partition(":")[0]
    return Evidence(clause=str(value), field=field, text=text, start=0, end=len(text))


def _value_holds(value: Own, document: Document) -> bool:
    match value:
        case Site():
            return document.site == value.host or document.site.endswith(f".{value.host}")
        case Language():
            tag = document.lang.lower().replace("_", "-")
            return tag == value.tag or tag.startswith(f"{value.tag}-")
        case Dated():
            return _dated(value, document)
        case Covered():
            return counted(value, document.covered)


def counted(value: Covered, sources: int) -> bool:
    """Whether so many sources are what a value asks for."""
    return bool(_SIGNS[value.sign](sources, value.count))


def _dated(value: Dated, document: Document) -> bool:
    """An entry without a date is neither before nor after."""
    if document.published is None:
        return False
    return (document.published >= value.moment) == (value.field == "after")


def _shown(clause: str, field: str, words: Words, place: tuple[int, int]) -> Evidence:
    start, end = place
    return Evidence(clause=clause, field=field, text=words.text[start:end], start=start, end=end)


def _value_text(value: Own, document: Document) -> str:
    match value:
        case Site():
            return document.site
        case Language():
            return document.lang
        case Covered():
            return str(document.covered)
        case Dated():
            return document.published.astimezone(UTC).isoformat() if document.published else ""
