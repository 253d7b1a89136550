"""Weigh: what the words of a sum add up to in one document, and where they stand."""

from dataclasses import dataclass, replace

from bot.stories.query.document import Document, Stream
from bot.stories.query.find import Span, find
from bot.stories.query.tree import Exact, Phrase, Sum, Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Words of a sum that stand in a document and speak for it."""

    term: Phrase | Exact
    field: str  # title or body
    span: Span  # the first place there
    clause: Sum  # it alone


def weighs(asked: Sum, document: Document) -> int:
    """What the words that stand there add up to."""
    titled = _found(asked, document.stream("title"))
    told = _found(asked, document.stream("body")) - titled
    return sum(asked.weights[n].title for n in titled) + sum(asked.weights[n].text for n in told)


def stands(asked: Sum, document: Document) -> tuple[Stand, ...]:
    """What speaks for it here, each weight once and by the title where it stands there, in the sum's order."""
    found: list[Stand] = []
    for weight in asked.weights:
        for field, own in (("title", weight.title), ("body", weight.text)):
            first = _first(weight, document.stream(field))
            if first is not None:
                term, span = first
                if own > 0:
                    alone = Sum(own, (replace(weight, words=(term,)),))
                    found.append(Stand(term=term, field=field, span=span, clause=alone))
                break
    return tuple(found)


def _found(asked: Sum, stream: Stream) -> set[int]:
    """The numbers of the weights of which a word stands in this field."""
    found: set[int] = set()
    stems = stream.places.keys()
    for stem in asked.single.keys() & stems:
        found.update(asked.single[stem])
    for stem in asked.longer.keys() & stems:
        for number, term in asked.longer[stem]:
            if term.stems[-1] in stems and number not in found and _stands(term, stream):
                found.add(number)
    return found


def _first(weight: Weight, stream: Stream) -> tuple[Phrase | Exact, Span] | None:
    """The first of the words that stands in this field, and where."""
    return next(((term, span) for term in weight.words for span in find(term, stream)), None)


def _stands(term: Phrase | Exact, stream: Stream) -> bool:
    return next(find(term, stream), None) is not None
