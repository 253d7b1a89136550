"""Rows and nouns: how each noun is laid down in a row and taken up again, for any SQL engine.

Times are integer microseconds since 1970 in UTC, exact both ways; durations are whole seconds.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.model.entry import Entry
from bot.model.feed import Feed, FeedState, IdKind
from bot.model.story import Story
from bot.model.topic import Evidence, Match, Topic

Row = Mapping[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def stamp(when: datetime) -> int:
    """A time as microseconds."""
    return (when - _EPOCH) // _TICK


def maybe_stamp(when: datetime | None) -> int | None:
    """A time that may be absent."""
    return None if when is None else stamp(when)


def time(value: int) -> datetime:
    """Microseconds as a time."""
    return _EPOCH + timedelta(microseconds=value)


def maybe_time(value: int | None) -> datetime | None:
    """Microseconds that may be absent."""
    return None if value is None else time(value)


def evidence_json(evidence: tuple[Evidence, ...]) -> str:
    """Evidence as JSON text."""
    return json.dumps([asdict(piece) for piece in evidence], ensure_ascii=False)


def evidence(text: str) -> tuple[Evidence, ...]:
    """JSON text as evidence."""
    return tuple(Evidence(**piece) for piece in json.loads(text))


def feed_row(feed: Feed) -> dict[str, Any]:
    """What a poll may change of a feed."""
    return {
        "id": feed.id,
        "address": feed.address,
        "id_kind": feed.id_kind,
        "etag": feed.etag,
        "last_modified": feed.last_modified,
        "body_hash": feed.body_hash,
        "due_at": stamp(feed.due_at),
        "polled_at": maybe_stamp(feed.polled_at),
        "succeeded_at": maybe_stamp(feed.succeeded_at),
        "news_at": maybe_stamp(feed.news_at),
        "failures": feed.failures,
        "fault": feed.fault,
        "state": feed.state,
        "turned_at": maybe_stamp(feed.turned_at),
        "turned_from": feed.turned_from,
        "moved_to": feed.moved_to,
        "moved_seen": feed.moved_seen,
        "interval_seconds": int(feed.interval.total_seconds()),
        "usual_gap_seconds": None if feed.usual_gap is None else int(feed.usual_gap.total_seconds()),
    }


def feed(row: Row) -> Feed:
    """A feed with its memory."""
    return Feed(
        id=row["id"],
        source=row["source"],
        url=row["url"],
        address=row["address"],
        category=row["category"],
        language=row["language"],
        tier=row["tier"],
        fallbacks=tuple(json.loads(row["fallbacks"])),
        id_kind=IdKind(row["id_kind"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        body_hash=row["body_hash"],
        due_at=time(row["due_at"]),
        polled_at=maybe_time(row["polled_at"]),
        succeeded_at=maybe_time(row["succeeded_at"]),
        news_at=maybe_time(row["news_at"]),
        failures=row["failures"],
        fault=row["fault"],
        state=FeedState(row["state"]),
        turned_at=maybe_time(row["turned_at"]),
        turned_from=None if row["turned_from"] is None else FeedState(row["turned_from"]),
        moved_to=row["moved_to"],
        moved_seen=row["moved_seen"],
        interval=timedelta(seconds=row["interval_seconds"]),
        usual_gap=None if row["usual_gap_seconds"] is None else timedelta(seconds=row["usual_gap_seconds"]),
        added=bool(row["added"]),
        removed_at=maybe_time(row["removed_at"]),
    )


def entry_row(entry: Entry) -> dict[str, Any]:
    """A whole entry."""
    return {
        "id": entry.id,
        "feed_id": entry.feed_id,
        "source": entry.source,
        "tier": entry.tier,
        "raw_id": entry.raw_id,
        "link": entry.link,
        "title": entry.title,
        "summary": entry.summary,
        "body": entry.body,
        "author": entry.author,
        "language": entry.language,
        "published": maybe_stamp(entry.published),
        "seen_at": stamp(entry.seen_at),
        "news": int(entry.news),
        "story_id": entry.story_id,
        "seq": entry.seq,
        "doubtful": int(entry.doubtful),
    }


def entry(row: Row) -> Entry:
    """A whole entry."""
    return Entry(
        id=row["id"],
        feed_id=row["feed_id"],
        source=row["source"],
        tier=row["tier"],
        raw_id=row["raw_id"],
        link=row["link"],
        title=row["title"],
        summary=row["summary"],
        body=row["body"],
        author=row["author"],
        language=row["language"],
        published=maybe_time(row["published"]),
        seen_at=time(row["seen_at"]),
        news=bool(row["news"]),
        story_id=row["story_id"],
        seq=row["seq"],
        taken_down=row["taken_down_at"] is not None,
        doubtful=bool(row["doubtful"]),
    )


def story_row(story: Story) -> dict[str, Any]:
    """A story's head; its title, link and source are its lead's, and merging is a step of its own."""
    return {
        "id": story.id,
        "lead_id": story.lead_id,
        "first_at": stamp(story.first_at),
        "last_at": stamp(story.last_at),
        "entries": story.entries,
        "sources": story.sources,
        "seq": story.seq,
    }


def story(row: Row) -> Story:
    """A story's head, from a row joined with its lead."""
    return Story(
        id=row["id"],
        lead_id=row["lead_id"],
        title=row["title"],
        link=row["link"],
        source=row["source"],
        first_at=time(row["first_at"]),
        last_at=time(row["last_at"]),
        entries=row["entries"],
        sources=row["sources"],
        seq=row["seq"],
        merged_into=row["merged_into"],
    )


def match_row(match: Match) -> dict[str, Any]:
    """A match with its evidence."""
    return {
        "topic_id": match.topic_id,
        "topic_version": match.topic_version,
        "story_id": match.story_id,
        "entry_id": match.entry_id,
        "score": match.score,
        "evidence": evidence_json(match.evidence),
        "matched_at": stamp(match.matched_at),
        "seq": match.seq,
    }


def match(row: Row) -> Match:
    """A match with its evidence."""
    return Match(
        topic_id=row["topic_id"],
        topic_version=row["topic_version"],
        story_id=row["story_id"],
        entry_id=row["entry_id"],
        score=row["score"],
        evidence=evidence(row["evidence"]),
        matched_at=time(row["matched_at"]),
        seq=row["seq"],
    )


def topic(row: Row) -> Topic:
    """A topic at its present version."""
    return Topic(
        id=row["id"],
        workspace_id=row["workspace_id"],
        name=row["name"],
        title=row["title"],
        query=row["query"],
        version=row["version"],
        changed_at=time(row["changed_at"]),
        threshold=row["threshold"],
    )
