"""Where a term or a chain of terms stands in a stream of words."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.stories.query.document import Stream
from bot.stories.query.tree import Exact, Near, Phrase, Prefix, Step, Term
from bot.stories.words import Words, read

Span = tuple[int, int]  # first and last word, inclusive


@dataclass(frozen=True, slots=True)
class Chain:
    """One way a chain of near operands holds: the terms that stand there, and where each does."""

    terms: tuple[Term, ...]
    spans: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return min(first for first, _ in self.spans), max(last for _, last in self.spans)

    def with_next(self, span: Span, term: Term) -> "Chain":
        """The chain one operand longer."""
        return Chain((*self.terms, term), (*self.spans, span))


def find(term: Term, stream: Stream) -> Iterator[Span]:
    """The places of a term, ascending, found as they are asked for."""
    match term:
        case Phrase():
            return _rows(term.stems, stream)
        case Exact():
            return (span for span in _rows(term.stems, stream) if _exactly(term.text, stream.words, span))
        case Prefix():
            return ((i, i) for i in stream.beginning(term.letters))


def find_chain(near: Near, stream: Stream) -> list[Chain]:
    """All places where the last operand is reached through those before it, ascending."""
    reached = begin(near.operands[0], stream)
    for step, operand in zip(near.steps, near.operands[1:], strict=True):
        if not reached:
            return []
        reached = reach(reached, step, spans_of(operand, stream))
    return sorted(reached.values(), key=lambda chain: chain.span)


def begin(operand: tuple[Term, ...], stream: Stream) -> dict[Span, Chain]:
    """The chains of one operand alone, by the place of it."""
    return {span: Chain((term,), (span,)) for span, term in spans_of(operand, stream).items()}


def spans_of(operand: tuple[Term, ...], stream: Stream) -> dict[Span, Term]:
    """Where any of these terms stands, and which; the first named wins."""
    return {span: term for term in reversed(operand) for span in find(term, stream)}


def reach(reached: dict[Span, Chain], step: Step, spans: dict[Span, Term]) -> dict[Span, Chain]:
    """The spans near enough to one that is reached: to the nearest before it, else to the nearest after it."""
    by_start = sorted(reached)
    by_end = sorted(reached, key=lambda span: span[1])
    starts = [first for first, _ in by_start]
    ends = [last for _, last in by_end]
    found: dict[Span, Chain] = {}
    for span, term in spans.items():
        before = bisect_left(ends, span[0]) - 1
        after = bisect_left(starts, span[1] + 1)
        if before >= 0 and span[0] - ends[before] - 1 <= step.words:
            found[span] = reached[by_end[before]].with_next(span, term)
        elif not step.ordered and after < len(starts) and starts[after] - span[1] - 1 <= step.words:
            found[span] = reached[by_start[after]].with_next(span, term)
    return found


def extent(term: Term, words: Words, span: Span) -> tuple[int, int]:
    """Where the text of a term's place begins and ends; an exact term brings its punctuation, no possessive."""
    match = _exactly(term.text, words, span) if isinstance(term, Exact) else None
    return match.span() if match else (words.starts[span[0]], words.ends[span[1]])


def _rows(stems: tuple[str, ...], stream: Stream) -> Iterator[Span]:
    """Where these stems stand in a row."""
    starts = stream.places.get(stems[0], ())
    there, size = stream.words.stems, len(stems)
    if size == 1:
        return ((i, i) for i in starts)
    return ((i, i + size - 1) for i in starts if there[i : i + size] == stems)


def _exactly(text: str, words: Words, span: Span) -> re.Match[str] | None:
    """The text as it stands at this span letter by letter; a possessive `'s` may follow."""
    pattern, offset = _pattern(text)
    start, end = words.starts[span[0]] - offset, words.ends[span[1]]
    match = pattern.match(words.text, start) if start >= 0 else None
    if match is None or words.text[match.end() : end] not in ("", "'s", "’s"):
        return None
    return match


@lru_cache(maxsize=10_000)
def _pattern(text: str) -> tuple[re.Pattern[str], int]:
    """The text with any white space for its own, and how far its first word stands in."""
    pattern = r"\s+".join(re.escape(part) for part in text.split())
    return re.compile(pattern), read(text).starts[0]
