"""Extracts: the few words of a summary that say what happened beyond the title, and the span they came from.

At most 160 characters of a source's text are shown by default (a quotation's length, not an article's); a limit
of 0 shows none. A cut at a sentence's or clause's end is silent when what it drops is harmless; any other cut, and
any dropped attribution or denial, shows ….
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.digests.compose.boilerplate import is_noise, lead_in, without_tail
from bot.digests.prose import (
    ELLIPSIS,
    Range,
    clause_ends,
    content_words,
    cut_is_harmless,
    is_complete,
    sentences,
    starts_with_verb,
    trimmed,
    word_end,
    word_set,
)
from bot.model.digest import Extract
from bot.model.entry import Entry

DEFAULT_LIMIT = 160  # characters of one source's text

_READ = 2_000  # characters of a summary that are looked at
_SENTENCES = 8  # the news stands in the first ones
_CLAUSE_MIN = 40  # characters: a shorter clause tells little
_NEW_WORDS = 3  # content words that the title does not have
_GOOD_LENGTH = 14  # words: what five stories leave each other in one message
_ASKED = 12  # articles of a story whose summaries are read
_ELSEWHERE = 0.1  # what an extract loses that is not of the lead …
_LATER = 0.01  # … and for each article that stands before its own
_MARK = len(ELLIPSIS) + 1  # " …"
_LEANING = word_set(
    "it he she they this that these those we i you his her their its but however and so also still then there here",
    "yet meanwhile if instead moreover additionally such",
)
_CHATS = re.compile(r"\b(?:us|we|our|you|your|[Ww]e['’]re|[Yy]ou['’]re|I|my)\b")  # to its reader; the US is a country
_POINTS_BACK = re.compile(r"The (?:announcement|move|decision|news|comments?|remarks|incident|two|pair)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractLimits:
    """How many characters of a source's text may be shown."""

    default: int = DEFAULT_LIMIT
    by_source: Mapping[str, int] = field(default_factory=dict)  # by name, in any case and spacing

    def of(self, source: str) -> int:
        """The limit of one source."""
        if not self.by_source:
            return self.default
        return {_plain(name): limit for name, limit in self.by_source.items()}.get(_plain(source), self.default)


USUAL_LIMITS = ExtractLimits()


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracts:
    """What may be shown of a story: a clause for the parent message, within the longer span for the thread."""

    clause: Extract | None = None
    summary: Extract | None = None


@dataclass(frozen=True, slots=True)
class _Shape:
    """A span of a summary, where it was cut, and how well it tells the story (higher is better)."""

    start: int
    end: int
    front: bool = False  # words before it were cut
    back: bool = False  # words behind it were cut …
    torn: bool = False  # … in the middle of a clause
    worth: float = 0.0


def choose_extracts(entries: Sequence[Entry], title: str, limits: ExtractLimits) -> Extracts:
    """The extracts of a story told under `title`: the best that a summary says beyond it. The first of `entries` is
    the lead, whose words are preferred; of the others the first few are asked."""
    asked = entries[:_ASKED]
    shared = _shared(asked)
    best: tuple[float, Entry, _Shape] | None = None
    for place, entry in enumerate(asked):
        known = content_words(title) | content_words(entry.title)
        shape = _best_shape(entry, known, limits.of(entry.source), shared)
        worth = shape.worth - (_ELSEWHERE if place else 0.0) - _LATER * place if shape else 0.0
        if shape is not None and (best is None or worth > best[0]):
            best = (worth, entry, shape)
    return _extracts(best[1], best[2], limits.of(best[1].source)) if best else Extracts()


def _shared(entries: Sequence[Entry]) -> frozenset[str]:
    """The words that at least two sources tell the story by, in titles and summaries; none where one alone tells it."""
    texts: dict[str, frozenset[str]] = {}
    for entry in entries:
        words = content_words(entry.title) | content_words(entry.summary[:_READ])
        texts[entry.source] = texts.get(entry.source, frozenset()) | words
    counted = Counter(word for words in texts.values() for word in words)
    return frozenset(word for word, sources in counted.items() if sources > 1)


def _extracts(entry: Entry, shape: _Shape, limit: int) -> Extracts:
    """The thread may quote a torso; below a title it says less than the title alone."""
    summary = _extract(entry, _prolonged(entry.summary, shape, limit))
    if shape.torn and entry.title.strip():
        return Extracts(summary=summary)
    return Extracts(clause=_extract(entry, _shortened(entry.summary, shape)), summary=summary)


def _extract(entry: Entry, shape: _Shape) -> Extract:
    words = entry.summary[shape.start : shape.end]
    text = f"{ELLIPSIS} {words}" if shape.front else words
    text = f"{text} {ELLIPSIS}" if shape.back else text
    return Extract(entry_id=entry.id, field="summary", start=shape.start, end=shape.end, text=text)


def _best_shape(entry: Entry, known: frozenset[str], limit: int, shared: frozenset[str]) -> _Shape | None:
    """The best span of one summary; None when it says nothing new or may not be shown."""
    if limit < _CLAUSE_MIN:
        return None
    shapes = [
        _weighed(entry.summary, shape, known, shared, position)
        for position, (start, end, broken) in enumerate(_news(entry, known))
        for shape in _shapes(entry.summary, start, end, broken, limit)
    ]
    return max(shapes, key=lambda shape: (shape.worth, -shape.start), default=None)


def _news(entry: Entry, known: frozenset[str]) -> list[tuple[int, int, bool]]:
    """The first sentences that tell something beyond the title: start, end, and whether the feed broke it off."""
    text = entry.summary[:_READ]
    found = []
    for start, end in _readable(text, _after_title(text, entry.title)):
        words, broken = without_tail(text[start:end])
        if len(content_words(words) - known) >= _NEW_WORDS and not is_noise(words):
            found.append((start, start + len(words), broken or end == len(text) < len(entry.summary)))
    return found[:_SENTENCES]


def _readable(text: str, start: int) -> Iterator[Range]:
    """The sentences from `start` on, without their datelines and bylines."""
    for first, last in sentences(text):
        if last > start and (piece := trimmed(text, lead_in(text, max(first, start)), last)):
            yield piece


def _after_title(text: str, title: str) -> int:
    """Where a summary goes on after repeating its title."""
    words = title.strip().rstrip(".")
    if not words or text[: len(words)].casefold() != words.casefold():
        return 0
    return len(text) - len(text[len(words) :].lstrip(" \n.:|—–-"))


def _shapes(text: str, start: int, end: int, broken: bool, limit: int) -> Iterator[_Shape]:
    """The ways to show one sentence within `limit` characters, each with the worth of its form."""
    if end - start + _MARK * broken <= limit:
        yield _Shape(start, end, back=broken, torn=broken, worth=-0.3 if broken else 0.4)
        return
    room = limit - _MARK
    ends = [stop for stop in clause_ends(text, start, end) if _CLAUSE_MIN <= stop - start <= room]
    if ends:
        yield _Shape(start, ends[-1], back=broken or not cut_is_harmless(text[ends[-1] : end]), worth=0.3)
    elif predicate := _predicate(text, start, end, room - _MARK):
        torn = predicate[1] < end or broken
        yield _Shape(predicate[0], predicate[1], front=True, back=torn, torn=torn, worth=0.15)
    elif (stop := word_end(text, start, room)) - start >= _CLAUSE_MIN // 2:
        yield _Shape(start, stop, back=True, torn=True, worth=-0.3)


def _predicate(text: str, start: int, end: int, room: int) -> Range | None:
    """What a long sentence says of its subject, where an aside after the subject fills the room."""
    comma = text.find(", ", start, end)
    while comma >= 0:
        rest = comma + 2
        subject = text[start:comma]
        if starts_with_verb(text[rest:end]) and not is_complete(subject) and cut_is_harmless(subject):
            stop = end if end - rest <= room else word_end(text, rest, room)
            return (rest, stop) if stop - rest >= _CLAUSE_MIN else None
        comma = text.find(", ", rest, end)
    return None


def _weighed(text: str, shape: _Shape, known: frozenset[str], shared: frozenset[str], position: int) -> _Shape:
    """The shape with its worth: early, new, on the subject, able to stand alone, and told by others, too: what no other
    source has a word of is the page's own matter."""
    words = text[shape.start : shape.end]
    content = content_words(words)
    worth = shape.worth - 0.12 * position + 0.04 * min(len(content - known), 8)
    worth += 0.15 if content & known else 0.0
    worth -= 0.5 if words.endswith("?") else 0.0
    worth -= 0.25 if _leans(words) or _CHATS.search(words) else 0.0
    if shared:
        worth += 0.03 * min(len(content & shared), 8) - (0.0 if content & shared else 0.5)
    worth -= 0.01 * max(0, len(words.split()) - _GOOD_LENGTH)
    return replace(shape, worth=worth)


def _leans(words: str) -> bool:
    """Whether a sentence needs the one before it, or is a quotation without its speaker's news."""
    first = re.split(r"[\s,:’']", words, maxsplit=1)[0].casefold()
    return words[0].islower() or words[0] in '"“‘«' or first in _LEANING or _POINTS_BACK.match(words) is not None


def _prolonged(text: str, shape: _Shape, limit: int) -> _Shape:
    """The shape with the following sentences of its paragraph, as far as the limit allows."""
    if shape.back or shape.front:
        return shape
    end = shape.end
    for start, stop in sentences(text[:_READ]):
        joins = start >= end and text[end:start].strip(" ") == "" and stop - shape.start <= limit
        if joins and not is_noise(text[start:stop]) and without_tail(text[start:stop]) == (text[start:stop], False):
            end = stop
    return _Shape(shape.start, end, worth=shape.worth)


def _shortened(text: str, shape: _Shape) -> _Shape:
    """The shortest complete clause of the shape that loses nothing of weight; else the shape itself."""
    if shape.front or shape.back:
        return shape
    for stop in clause_ends(text, shape.start, shape.end):
        if stop - shape.start >= _CLAUSE_MIN and cut_is_harmless(text[stop : shape.end]):
            return _Shape(shape.start, stop, worth=shape.worth)
    return shape
