"""Excerpt: a few words around what a search met; where no text has them, where they were met."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.flow.answer.phrases import strong, text
from bot.model.entry import Entry
from bot.model.message import Span
from bot.stories.query import Verdict, body_text

_LONGEST = 150  # characters of a source's text
_BEFORE = 50  # of them before the first word that matched
_VALUES = ("source", "site", "author")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that the query is true of."""

    entry: Entry
    verdict: Verdict

    def places(self, field: str) -> list[Place]:
        """Where words of a field matched, in their order."""
        return sorted((piece.start, piece.end) for piece in self.verdict.evidence if piece.field == field)


def excerpt(lead: Entry, hits: Sequence[Hit]) -> tuple[Span, ...]:
    """What to show of a story below its lead's title: the lead's own words first, and another's with their source."""
    ordered = sorted(hits, key=lambda hit: hit.entry.id != lead.id)
    if told := next((hit for hit in ordered if hit.places("body")), None):
        words = around(body_text(told.entry.summary, told.entry.body), told.places("body"))
        return words if told.entry.id == lead.id else (text(f"{told.entry.source}: "), *words)
    titled = next((hit for hit in ordered if hit.places("title")), None)
    if titled and titled.entry.id != lead.id:
        return text(f"{titled.entry.source}: “"), *around(titled.entry.title, titled.places("title")), text("”")
    start = around(body_text(lead.summary, lead.body), ())
    return start if titled else (*_met(lead, ordered[0]), *start)


def around(whole: str, places: Sequence[Place]) -> tuple[Span, ...]:
    """The words around the first place, those that matched strong; the beginning where there is none."""
    first = places[0][0] - _BEFORE if places else 0
    start, end = _at_words(whole, max(0, min(first, len(whole) - _LONGEST)))
    spans: list[Span] = [text("… ")] if start else []
    at = start
    for left, right in places:
        if left >= at and right <= end:
            spans += [text(whole[at:left]), strong(whole[left:right])]
            at = right
    spans.append(text(whole[at:end]))
    if end < len(whole):
        spans.append(text(" …"))
    return tuple(spans) if whole else ()


def _at_words(whole: str, start: int) -> tuple[int, int]:
    """The span from there without the broken words at its ends."""
    end = start + _LONGEST
    if start:
        start = whole.find(" ", start) + 1
    if end >= len(whole):
        return start, len(whole)
    space = whole.rfind(" ", start, end)
    return start, space if space > start else end


def _met(lead: Entry, hit: Hit) -> tuple[Span, ...]:
    """Where it was met that neither a title nor a text shows: an author, or a source other than the lead's."""
    met = {piece.field: piece.text for piece in hit.verdict.evidence if piece.field in _VALUES}
    if "author" in met:
        return (text("By "), strong(met["author"]), text(". "))
    return (text("Told by "), strong(hit.entry.source), text(", too. ")) if met and hit.entry.id != lead.id else ()
