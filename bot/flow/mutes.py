"""Muted: what a channel does not want to hear of, and what is left of a story without it.

Mutes are asked when an issue is made, and when an alert is planned and goes out; never when articles are matched, for
matches are of the topic. What a mute kept quiet stays quiet when it ends; an article that comes later is news again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Self

from bot.digests.write.dates import day, hour, moment
from bot.flow.arrival import document_of
from bot.model.entry import Entry
from bot.model.mute import Mute, MuteKind
from bot.model.story import Story
from bot.model.topic import Match
from bot.ports.store import Session
from bot.stories.head import head_of
from bot.stories.query import Document, Query, Verdict, evaluate, parse
from bot.stories.query.counting import counts_sources
from bot.stories.words import folded

_SHOWN = 80  # characters of a term


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A story as one channel sees it. Where nothing of it is muted, all is as it was."""

    story: Story  # the head that `entries` make: lead, title, link, sources, dates are theirs
    entries: tuple[Entry, ...]  # those that count here, in the order they came; all of them where none would be left
    match: Match | None  # the match, by the best of `entries`
    hidden_by: Mute | None = None  # None: the story is shown
    reason: str = ""  # fit to show: "muted: source Lantern Post until Sat 31 Jan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted:
    """The mutes of one channel that are in force at one moment, ready to be asked of any story. Pure but for `of`."""

    now: datetime
    zone: str = "UTC"  # of the dates in reasons
    stories: Mapping[int, Mute] = field(default_factory=dict)  # every id of each muted story's family
    sources: Mapping[str, Mute] = field(default_factory=dict)  # by folded name
    terms: tuple[tuple[Mute, Query], ...] = ()

    @classmethod
    def of(cls, session: Session, channel_id: int, *, now: datetime, zone: str = "") -> Self:
        """What is muted in a channel now; dates in reasons are of this zone, else of the channel's own, else of UTC."""
        wall = zone or session.channels.rules(channel_id).zone or "UTC"
        return cls.by(session, session.mutes.of_channel(channel_id, now=now), now=now, zone=wall)

    @classmethod
    def by(cls, session: Session, mutes: Iterable[Mute], *, now: datetime, zone: str = "UTC") -> Self:
        """What these mutes hide. Each term is parsed here, once."""
        told = tuple(mutes)
        return cls(
            now=now,
            zone=zone,
            stories={
                member: mute
                for mute in told
                if mute.kind is MuteKind.STORY
                for member in session.stories.family(int(mute.value))
            },
            sources={folded(mute.value): mute for mute in told if mute.kind is MuteKind.SOURCE},
            terms=tuple((mute, parse(mute.value)) for mute in told if mute.kind is MuteKind.TERM),
        )

    def __bool__(self) -> bool:
        """Whether anything is muted at all."""
        return bool(self.stories or self.sources or self.terms)

    def counted(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """The entries that count here: those of sources that are not muted, in their order."""
        return tuple(entry for entry in entries if folded(entry.source) not in self.sources)

    def view(
        self, story: Story, entries: Sequence[Entry], *, query: Query | None = None, match: Match | None = None
    ) -> View:
        """The story as this channel sees it, hidden or shown.

        `entries` are all of the story's, at least one. With the topic's `query`, the story is hidden unless an entry
        that counts here meets it; a `match` by such an entry needs no second look. Without a query only the story
        itself, its sources and the terms are looked at.
        """
        if story.id in self.stories:
            return self._hidden(story, entries, match, self.stories[story.id])
        counted = self.counted(entries)
        if not counted:
            return self._hidden(story, entries, match, self._source_of(entries, match))
        head = self._head(story, entries, counted)
        if len(counted) < len(entries) and query is not None and not _still_holds(query, match, counted):
            best = _best(query, head, counted)
            if best is None:
                return self._hidden(story, entries, match, self._source_of(entries, match))
            match = match and replace(match, entry_id=best[1].id, score=best[0].score, evidence=best[0].evidence)
        if term := self._term_of(head, counted):
            return self._hidden(head, counted, match, term)
        return View(story=head, entries=counted, match=match)

    def reason(
        self, story: Story, entries: Sequence[Entry], *, query: Query | None = None, match: Match | None = None
    ) -> str:
        """Why the story is hidden here, "" where it is shown."""
        return self.view(story, entries, query=query, match=match).reason

    def spoken(self, mute: Mute) -> str:
        """A mute in words: "source Lantern Post until Sat 31 Jan"; the beginning of a long query will do."""
        name = named(mute)
        short = name if len(name) <= _SHOWN else f"{name[:_SHOWN].rstrip()}…"
        return f"{short}{until(mute.until, zone=self.zone, now=self.now)}"

    def _hidden(self, story: Story, entries: Sequence[Entry], match: Match | None, mute: Mute) -> View:
        return View(
            story=story, entries=tuple(entries), match=match, hidden_by=mute, reason=f"muted: {self.spoken(mute)}"
        )

    def _head(self, story: Story, entries: Sequence[Entry], counted: Sequence[Entry]) -> Story:
        if len(counted) == len(entries):
            return story
        return replace(head_of(story.id, counted, seq=story.seq), merged_into=story.merged_into)

    def _source_of(self, entries: Sequence[Entry], match: Match | None) -> Mute:
        """The mute that took the matching entry away, else the first of those that took any."""
        gone = [entry for entry in entries if folded(entry.source) in self.sources]
        matching = match.entry_id if match else 0
        return self.sources[folded(min(gone, key=lambda entry: entry.id != matching).source)]

    def _term_of(self, head: Story, counted: Sequence[Entry]) -> Mute | None:
        """The first term that the lead, as it is shown here, meets."""
        if not self.terms:
            return None
        lead = next(entry for entry in counted if entry.id == head.lead_id)
        document = _document(lead, head.sources)
        return next((mute for mute, query in self.terms if evaluate(query, document).matched), None)


def named(mute: Mute) -> str:
    """What is muted, in words: "story 12", "source Lantern Post", "term gait"."""
    return f"{mute.kind} {mute.value}"


def until(when: datetime | None, *, zone: str, now: datetime) -> str:
    """An end in words, with a space before it: " until Sat 31 Jan", the hour unless it is midnight; "" for none."""
    if when is None:
        return ""
    if hour(when, zone) == "00:00":
        return f" until {day(when, zone=zone, near=now)}"
    return f" until {moment(when, zone=zone, near=now)}"


@lru_cache(maxsize=64)
def _document(entry: Entry, covered: int) -> Document:
    """An entry's words, read once for all mutes that ask about its story in turn."""
    return document_of(entry, covered=covered)


def _still_holds(query: Query, match: Match | None, counted: Sequence[Entry]) -> bool:
    """Whether a match stands as it is: made by an entry that counts here, of a topic that does not count sources."""
    return match is not None and not counts_sources(query) and any(entry.id == match.entry_id for entry in counted)


def _best(query: Query, head: Story, counted: Sequence[Entry]) -> tuple[Verdict, Entry] | None:
    """The entry that meets a query best, with the verdict on it."""
    asked = [(evaluate(query, _document(entry, head.sources)), entry) for entry in counted]
    met = [(verdict, entry) for verdict, entry in asked if verdict.matched]
    return max(met, key=lambda pair: (pair[0].score, -pair[1].id), default=None)
