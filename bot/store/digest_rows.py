"""A digest as rows: one for the issue, one a story, one an article, one a feed, one a held alert; and the way back."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from typing import Any

from bot.model.delivery import HeldFor
from bot.model.digest import Digest, DigestEntry, DigestStory, Extract, FeedNote, HeldAlert, Novelty
from bot.model.feed import FeedState
from bot.model.subscription import Cadence, Window
from bot.store.origin_rows import origin, origin_json
from bot.store.rows import Row, evidence, evidence_json, maybe_stamp, maybe_time, stamp, time


def digest_row(digest: Digest) -> dict[str, Any]:
    """The issue itself."""
    return {
        "subscription_id": digest.subscription_id,
        "channel_id": digest.channel_id,
        "topic_name": digest.topic_name,
        "topic_title": digest.topic_title,
        "topic_query": digest.topic_query,
        "topic_version": digest.topic_version,
        "number": digest.number,
        "cadence": digest.cadence,
        "zone": digest.zone,
        "since": stamp(digest.window.since),
        "until": stamp(digest.window.until),
        "after": digest.window.after,
        "upto": digest.window.upto,
        "created_at": stamp(digest.created_at),
        "articles_read": digest.articles_read,
        "history": json.dumps(digest.history),
        "token": digest.token,
        "next_at": maybe_stamp(digest.next_at),
        "repeats_from": maybe_stamp(digest.repeats_from),
    }


def story_row(digest_id: int, story: DigestStory) -> dict[str, Any]:
    """One story, without its articles."""
    return {
        "digest_id": digest_id,
        "position": story.position,
        "story_id": story.story_id,
        "title": story.title,
        "link": story.link,
        "source": story.source,
        "shown_at": stamp(story.when),
        "clause": _extract_json(story.clause),
        "summary": _extract_json(story.summary),
        "novelty": story.novelty,
        "gained": story.gained,
        "since_number": story.since_number,
        "seen_under": story.seen_under,
        "first_source": story.first_source,
        "first_at": stamp(story.first_at),
        "score": story.score,
        "reason": story.reason,
        "evidence": evidence_json(story.evidence),
        "origin": origin_json(story.origin),
    }


def entry_rows(digest_id: int, story: DigestStory) -> list[dict[str, Any]]:
    """A story's articles, in order."""
    return [
        {
            "digest_id": digest_id,
            "position": story.position,
            "place": place,
            "entry_id": entry.entry_id,
            "source": entry.source,
            "title": entry.title,
            "link": entry.link,
            "shown_at": stamp(entry.when),
        }
        for place, entry in enumerate(story.coverage)
    ]


def feed_rows(digest: Digest, digest_id: int) -> list[dict[str, Any]]:
    """The feeds' health."""
    return [
        {
            "digest_id": digest_id,
            "feed_id": note.feed_id,
            "source": note.source,
            "state": note.state,
            "note": note.note,
            "read": note.read,
        }
        for note in digest.feeds
    ]


def held_rows(digest: Digest, digest_id: int) -> list[dict[str, Any]]:
    """The alerts that were held and are told in it, in order."""
    return [{"digest_id": digest_id, "place": place, **asdict(alert)} for place, alert in enumerate(digest.held, 1)]


def digest(
    row: Row, stories: Iterable[Row], entries: Iterable[Row], feeds: Iterable[Row], held: Iterable[Row]
) -> Digest:
    """The issue rebuilt; entries come ordered by position."""
    coverage = {position: tuple(_entry(one) for one in group) for position, group in groupby(entries, _position)}
    return Digest(
        id=row["id"],
        subscription_id=row["subscription_id"],
        channel_id=row["channel_id"],
        topic_name=row["topic_name"],
        topic_title=row["topic_title"],
        topic_query=row["topic_query"],
        topic_version=row["topic_version"],
        number=row["number"],
        cadence=Cadence(row["cadence"]),
        zone=row["zone"],
        window=Window(since=time(row["since"]), until=time(row["until"]), after=row["after"], upto=row["upto"]),
        created_at=time(row["created_at"]),
        stories=tuple(_story(one, coverage.get(one["position"], ())) for one in stories),
        feeds=tuple(_feed(one) for one in feeds),
        articles_read=row["articles_read"],
        history=tuple(json.loads(row["history"])),
        token=row["token"],
        next_at=maybe_time(row["next_at"]),
        held=tuple(_held(one) for one in held),
        revised_at=maybe_time(row["revised_at"]),
        repeats_from=maybe_time(row["repeats_from"]),
    )


def _story(row: Row, coverage: tuple[DigestEntry, ...]) -> DigestStory:
    return DigestStory(
        story_id=row["story_id"],
        position=row["position"],
        title=row["title"],
        link=row["link"],
        source=row["source"],
        when=time(row["shown_at"]),
        clause=_extract(row["clause"]),
        summary=_extract(row["summary"]),
        novelty=Novelty(row["novelty"]),
        gained=row["gained"],
        since_number=row["since_number"],
        seen_under=row["seen_under"],
        first_source=row["first_source"],
        first_at=time(row["first_at"]),
        score=row["score"],
        reason=row["reason"],
        evidence=evidence(row["evidence"]),
        coverage=coverage,
        origin=origin(row["origin"]),
    )


def _entry(row: Row) -> DigestEntry:
    return DigestEntry(
        entry_id=row["entry_id"],
        source=row["source"],
        title=row["title"],
        link=row["link"],
        when=time(row["shown_at"]),
    )


def _feed(row: Row) -> FeedNote:
    return FeedNote(
        feed_id=row["feed_id"],
        source=row["source"],
        state=FeedState(row["state"]),
        note=row["note"],
        read=row["read"],
    )


def _held(row: Row) -> HeldAlert:
    return HeldAlert(
        story_id=row["story_id"],
        topic_title=row["topic_title"],
        title=row["title"],
        link=row["link"],
        source=row["source"],
        sources=row["sources"],
        reason=HeldFor(row["reason"]),
    )


def _position(row: Row) -> int:
    return int(row["position"])


def _extract_json(extract: Extract | None) -> str | None:
    return None if extract is None else json.dumps(asdict(extract), ensure_ascii=False)


def _extract(text: str | None) -> Extract | None:
    return None if text is None else Extract(**json.loads(text))
