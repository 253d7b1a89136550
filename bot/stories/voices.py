"""Voices: how many sources tell a story, in how many different texts, and what those weigh.

Forty copies of one agency's text are one text that reached far; five newsrooms that each asked somebody wrote five.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from bot.model.entry import Entry
from bot.stories.kinds import Kind, kind_of
from bot.stories.titles import read_title

_TIER = {1: 1.0, 2: 0.8, 3: 0.5}
_KIND = {Kind.REPORT: 1.0, Kind.RELEASE: 0.3, Kind.MARKET: 0.1}
_COPY = 0.2  # what each doubling of a text's sources adds to it
_OLD = 0.25  # of what was told before, in a story that goes on, and of new copies of it
_ASIDE = 0.5  # of an article of the story that does not meet the topic itself
_LEAST = 0.25  # what all these may add where nothing else is there
_LOUD = 0.7  # of one that asks, teases or argues

Texts = Mapping[int, int]  # by entry id: the first entry of its text


@dataclass(frozen=True, slots=True)
class Voices:
    """Who tells a story."""

    sources: int  # distinct
    texts: int  # different ones
    weight: float  # grows ever slower with the texts
    kind: Kind = Kind.REPORT  # the best that is among them


def voices(
    entries: Sequence[Entry],
    *,
    texts: Texts,
    gained: Iterable[int] | None = None,
    on_topic: Iterable[int] | None = None,
) -> Voices:
    """What the articles of a story weigh together; at least one. `texts` tells which of them are one text (see
    `Origin.texts`), `gained` has the ids of those that are new to the reader, `on_topic` of those that meet the topic
    themselves; None stands for all of them."""
    new = fresh(entries, texts=texts, gained=gained)
    central = {entry.id for entry in entries} if on_topic is None else set(on_topic)
    told = _by_text(entries, texts)
    kinds = [_kind_of(text) for text in told]
    weights = [_KIND[kind] * _reach(text, new, central) for kind, text in zip(kinds, told, strict=True)]
    full = [
        not new.isdisjoint(ids) and not central.isdisjoint(ids) for ids in ({one.id for one in text} for text in told)
    ]
    return Voices(
        sources=len({entry.source for entry in entries}),
        texts=len(told),
        weight=round(log2(1 + _together(weights, full)), 6),
        kind=min(kinds, key=list(Kind).index),
    )


def fresh(entries: Sequence[Entry], *, texts: Texts, gained: Iterable[int] | None = None) -> set[int]:
    """The ids of what is new to the reader: of the articles that came, those that are no copy of what was told."""
    came = {entry.id for entry in entries} if gained is None else set(gained)
    before = {texts.get(entry.id, entry.id) for entry in entries if entry.id not in came}
    return {entry.id for entry in entries if entry.id in came and texts.get(entry.id, entry.id) not in before}


def _together(weights: Sequence[float], full: Sequence[bool]) -> float:
    """The texts that are new and on the topic, and the others as far as they weigh no more than those: a story that has
    gone on for weeks, or that mentions the topic once, is not carried by what else it has."""
    main = sum(weight for weight, counts in zip(weights, full, strict=True) if counts)
    rest = sum(weight for weight, counts in zip(weights, full, strict=True) if not counts)
    return main + min(rest, max(main, _LEAST))


def _by_text(entries: Sequence[Entry], texts: Texts) -> list[list[Entry]]:
    """The articles by text. A source that has several is one voice: its later ones join its first."""
    place_of: dict[int | str, int] = {}  # by a text's first entry and by source
    told: list[list[Entry]] = []
    for entry in sorted(entries, key=lambda entry: (entry.when, entry.id)):
        text = texts.get(entry.id, entry.id)
        at = place_of.get(text, place_of.get(entry.source))
        if at is None:
            at = len(told)
            told.append([])
        told[at].append(entry)
        place_of.setdefault(text, at)
        place_of.setdefault(entry.source, at)
    return told


def _kind_of(text: Sequence[Entry]) -> Kind:
    """A copy of a release is one, whoever prints it."""
    kinds = {kind_of(entry) for entry in text}
    return next((kind for kind in (Kind.MARKET, Kind.RELEASE) if kind in kinds), Kind.REPORT)


def _reach(text: Sequence[Entry], new: set[int], central: set[int]) -> float:
    """What the best of a text's articles weighs, and a little more for each doubling of its sources."""
    sources = len({entry.source for entry in text})
    return max(_weight(entry, new, central) for entry in text) * (1 + _COPY * log2(sources))


def _weight(entry: Entry, new: set[int], central: set[int]) -> float:
    weight = _TIER.get(entry.tier, _TIER[3])
    weight *= 1.0 if entry.id in new else _OLD
    weight *= 1.0 if entry.id in central else _ASIDE
    return weight * _LOUD if read_title(entry.title).loud else weight
