"""Excerpt: a few words around what a search met; where no text has them, where they were met."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.digests.compose import ExtractLimits
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


def excerpt(lead: Entry, hits: Sequence[Hit], limits: ExtractLimits) -> tuple[Span, ...]:
    """What to show of a story below its lead's title, within the limits: the lead's own words first, and another's with
    their source."""
    ordered = sorted(hits, key=lambda hit: hit.entry.id != lead.id)
    if told := next((hit for hit in ordered if hit.places("body") and limits.of(hit.entry.source)), None):
        words = _around(told.entry, told.places("body"), limits)
        return words if told.entry.id == lead.id else (text(f"{told.entry.source}: "), *words)
    titled = next((hit for hit in ordered if hit.places("title")), None)
    if titled and titled.entry.id != lead.id:
        return text(f"{titled.entry.source}: “"), *around(titled.entry.title, titled.places("title")), text("”")
    start = _around(lead, (), limits)
    return start if titled else (*_met(lead, ordered[0]), *start)


def _around(entry: Entry, places: Sequence[Place], limits: ExtractLimits) -> tuple[Span, ...]:
    """Words of an entry's text, as many as its source lets be shown."""
    most = min(_LONGEST, limits.of(entry.source))
    return around(body_text(entry.summary, entry.body), places, most) if most else ()


def around(whole: str, places: Sequence[Place], most: int = _LONGEST) -> tuple[Span, ...]:
    """The words around the first place, those that matched strong; the beginning where there is none."""
    first = places[0][0] - min(_BEFORE, most // 3) if places else 0
    start, end = _at_words(whole, max(0, min(first, len(whole) - most)), most)
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


def _at_words(whole: str, start: int, most: int) -> tuple[int, int]:
    """The span from there without the broken words at its ends."""
    end = start + most
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
