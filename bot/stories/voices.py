"""Voices: how many sources tell a story, how many reports of their own that makes, and what those weigh.

Forty copies of one agency's text are one report that reached far; five newsrooms that each asked somebody are five.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from bot.model.entry import Entry
from bot.stories.kinds import Kind, kind_of
from bot.stories.titles import read_title
from bot.stories.words import read

_TIER = {1: 1.0, 2: 0.8, 3: 0.5}
_KIND = {Kind.REPORT: 1.0, Kind.RELEASE: 0.3, Kind.MARKET: 0.1}
_COPY = 0.2  # what each doubling of a report's outlets adds to it
_OLD = 0.25  # of what was told before, in a story that goes on
_ASIDE = 0.5  # of an article of the story that does not meet the topic itself
_LOUD = 0.7  # of one that asks, teases or argues
_OPENING = 16  # words of a text: those that share them are one text
_BEGUN = 400  # characters of a text in which its first words stand
_TITLE = 4  # words: a shorter title is no proof

Groups = Mapping[int, int]  # entry id: the report that it is a copy of


@dataclass(frozen=True, slots=True)
class Voices:
    """Who tells a story."""

    sources: int  # distinct
    reports: int  # of their own
    weight: float  # grows ever slower with the reports
    kind: Kind = Kind.REPORT  # the best that is among them


def voices(
    entries: Sequence[Entry],
    *,
    gained: Iterable[int] | None = None,
    on_topic: Iterable[int] | None = None,
    groups: Groups | None = None,
) -> Voices:
    """What the articles of a story weigh together; at least one. `gained` has the ids of those that are new to the
    reader, `on_topic` of those that meet the topic themselves; None stands for all of them. `groups` tells which are
    copies of one another; without it titles and first words do."""
    new = {entry.id for entry in entries} if gained is None else set(gained)
    central = {entry.id for entry in entries} if on_topic is None else set(on_topic)
    reports = _reports(entries, groups if groups is not None else copies(entries))
    kinds = [_kind_of(report) for report in reports]
    weights = [_KIND[kind] * _reach(report, new, central) for kind, report in zip(kinds, reports, strict=True)]
    return Voices(
        sources=len({entry.source for entry in entries}),
        reports=len(reports),
        weight=round(log2(1 + sum(weights)), 6),
        kind=min(kinds, key=list(Kind).index),
    )


def copies(entries: Sequence[Entry]) -> Groups:
    """Which articles print one text, by equal titles or equal first words."""
    first: dict[object, int] = {}
    into: dict[int, int] = {}
    for entry in sorted(entries, key=lambda entry: (entry.when, entry.id)):
        title, text = read(entry.title).stems, read(entry.summary[:_BEGUN]).stems[:_OPENING]
        keys = [("title", title)] * (len(title) >= _TITLE) + [("text", text)] * (len(text) == _OPENING)
        into[entry.id] = next((first[key] for key in keys if key in first), entry.id)
        for key in keys:
            first.setdefault(key, into[entry.id])
    return into


def _reports(entries: Sequence[Entry], groups: Groups) -> list[list[Entry]]:
    """The articles by report. A source that has several is one voice: its later ones join its first."""
    report_of: dict[object, int] = {}  # a group's or a source's report
    reports: list[list[Entry]] = []
    for entry in sorted(entries, key=lambda entry: (entry.when, entry.id)):
        group = ("group", groups.get(entry.id, entry.id))
        at = report_of.get(group, report_of.get(entry.source))
        if at is None:
            at = len(reports)
            reports.append([])
        reports[at].append(entry)
        report_of.setdefault(group, at)
        report_of.setdefault(entry.source, at)
    return reports


def _kind_of(report: Sequence[Entry]) -> Kind:
    """A copy of a release is one, whoever prints it."""
    kinds = {kind_of(entry) for entry in report}
    return next((kind for kind in (Kind.MARKET, Kind.RELEASE) if kind in kinds), Kind.REPORT)


def _reach(report: Sequence[Entry], new: set[int], central: set[int]) -> float:
    """What the best of a report's articles weighs, and a little more for each doubling of its outlets."""
    outlets = len({entry.source for entry in report})
    return max(_weight(entry, new, central) for entry in report) * (1 + _COPY * log2(outlets))


def _weight(entry: Entry, new: set[int], central: set[int]) -> float:
    weight = _TIER.get(entry.tier, _TIER[3])
    weight *= 1.0 if entry.id in new else _OLD
    weight *= 1.0 if entry.id in central else _ASIDE
    return weight * _LOUD if read_title(entry.title).loud else weight
