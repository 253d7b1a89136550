"""Replay: what a query would have found over the archive, story by story, as live polling would have told it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.flow.growth import Asked, Finding, findings
from bot.model.entry import Entry
from bot.model.story import Story
from bot.ports.store import Session
from bot.stories.query import Query, Verdict, narrow_any, to_fts5

WINDOW = timedelta(days=90)  # what people are shown
SCANNED = 5_000  # candidates, the newest ones
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One story that the query would have told, once."""

    story: Story  # as it stands now, with all that was merged into it
    entry: Entry  # the one that matched first
    verdict: Verdict
    at: datetime  # that entry's date; or the date of the one that brought the sources that were asked for
    entries: tuple[Entry, ...]  # all that matched, in the order in which they did


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What a query would have found from `since` until now."""

    stories: tuple[Replayed, ...]  # newest first
    since: datetime  # later than what was asked for where more articles than are read may match
    until: datetime
    whole_since: datetime | None  # the archive has little from before; None: it is empty
    cut: bool  # `since` was moved

    @property
    def weeks(self) -> tuple[tuple[date, int], ...]:
        """The Monday of each ISO week (UTC) and its stories, oldest first, weeks without any included."""
        last = max([self.until, *(one.at for one in self.stories)])
        counts = dict.fromkeys(_mondays(self.since, last), 0)
        for one in self.stories:
            counts[_monday(one.at)] += 1
        return tuple(counts.items())

    @property
    def story_ids(self) -> frozenset[int]:
        """The stories by their ids."""
        return frozenset(one.story.id for one in self.stories)

    def beside(self, other: "Replay") -> tuple[Replayed, ...]:
        """The stories that are here and not in another replay of the same span."""
        known = other.story_ids
        return tuple(one for one in self.stories if one.story.id not in known)


def replay(session: Session, query: Query, *, since: datetime, now: datetime) -> Replay:
    """What a query would have found since then. Texts, sources and stories are those of today's archive."""
    return replays(session, {0: query}, since=since, now=now)[0]


def replays(session: Session, queries: Mapping[int, Query], *, since: datetime, now: datetime) -> dict[int, Replay]:
    """The replays of several queries over the same candidates, by the queries' keys."""
    candidates = session.entries.search(words=admitted(queries.values()), limit=SCANNED, since=since)
    cut = len(candidates) >= SCANNED
    if cut:
        since = max(since, candidates[-1].when)
    grouped = _by_story(findings(session, Asked(queries), candidates))
    stories = session.stories.get({story_id for _, story_id in grouped})
    whole_since = session.entries.whole_since()
    told: dict[int, list[Replayed]] = {key: [] for key in queries}
    for (key, story_id), found in grouped.items():
        if found[0].at >= since:
            told[key].append(_replayed(stories[story_id], found))
    return {
        key: Replay(stories=_newest_first(found), since=since, until=now, whole_since=whole_since, cut=cut)
        for key, found in told.items()
    }


def admitted(queries: Iterable[Query]) -> str | None:
    """The engine's expression that admits all that any of these queries may match; None where it cannot be said."""
    narrowing = narrow_any(queries)
    return to_fts5(narrowing) if narrowing else None


def _by_story(found: Iterable[Finding]) -> dict[tuple[int, int], list[Finding]]:
    """The matches of each query and story, the first one first."""
    grouped: dict[tuple[int, int], list[Finding]] = {}
    for finding in found:
        grouped.setdefault((finding.query, finding.entry.story_id), []).append(finding)
    return grouped


def _replayed(story: Story, found: Sequence[Finding]) -> Replayed:
    first, entries = found[0], {one.entry.id: one.entry for one in found}
    return Replayed(story=story, entry=first.entry, verdict=first.verdict, at=first.at, entries=tuple(entries.values()))


def _newest_first(found: Iterable[Replayed]) -> tuple[Replayed, ...]:
    return tuple(sorted(found, key=lambda one: (one.at, one.story.id), reverse=True))


def _monday(when: datetime) -> date:
    day = when.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def _mondays(since: datetime, until: datetime) -> list[date]:
    first = _monday(since)
    return [first + WEEK * i for i in range((_monday(until) - first).days // 7 + 1)]
