"""Match: which topics the stories are about that just gained an entry, and what an edited topic finds again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.flow.arrival import OPEN_WINDOW, document_of
from bot.flow.desk import Desk
from bot.flow.growth import Asked, Finding, findings
from bot.model.entry import Entry
from bot.model.topic import Match, Topic
from bot.ports.store import Session
from bot.stories.query import Document, Query, Verdict, narrow, query_of, to_fts5


def match_entries(
    session: Session, desk: Desk, told: Sequence[tuple[Entry, Document]], *, seq: int, now: datetime
) -> list[Match]:
    """Match entries, each under its present story, and keep what is new; returns every match they made."""
    stories = session.stories.get({entry.story_id for entry, _ in told})
    found: list[Match] = []
    for entry, document in told:
        covered = stories[entry.story_id].sources
        seen = document if document.covered == covered else replace(document, covered=covered)
        for topic_id, verdict in desk.topics.matches(seen):
            found.append(_match(desk.known_topics[topic_id], entry, verdict, seq=seq, now=now))
    found.extend(_match_grown(session, desk, told, seq=seq, now=now))
    session.stories.add_matches(found)
    return found


def _match_grown(
    session: Session, desk: Desk, told: Sequence[tuple[Entry, Document]], *, seq: int, now: datetime
) -> Iterable[Match]:
    """What a story's earlier entries meet now that it is told by more sources: only topics that count sources ask."""
    if not len(desk.counting):
        return
    grown = {entry.story_id for entry, _ in told}
    fresh = {entry.id for entry, _ in told}
    for entries in session.entries.of_stories(grown).values():
        covered = len({entry.source for entry in entries})
        for entry in entries:
            if entry.id not in fresh:
                for topic_id, verdict in desk.counting.matches(document_of(entry, covered=covered)):
                    yield _match(desk.known_topics[topic_id], entry, verdict, seq=seq, now=now)


def rematch(session: Session, topic: Topic, *, now: datetime, instead_of: Topic | None = None) -> int:
    """Match a new or edited topic against the open window; alerts nobody. Returns how many stories it found.

    A story that matched before, by the topic's last version or by the topic that this one stands `instead_of`, keeps
    the commit in which it came to match: a change of words makes no news of it.
    """
    seq, opened = session.next_sequence(), now - OPEN_WINDOW
    found = [one for one in _found_since(session, query_of(topic), opened) if one.entry.when >= opened]
    known = session.stories.commits(
        topic_id=instead_of.id if instead_of else topic.id,
        version=instead_of.version if instead_of else topic.version - 1,
        story_ids={one.entry.story_id for one in found},
    )
    matches = [_match(topic, one.entry, one.verdict, seq=known.get(one.entry.story_id, seq), now=now) for one in found]
    return len(session.stories.add_matches(matches))


def _found_since(session: Session, query: Query, since: datetime) -> Iterator[Finding]:
    """What live polling would have matched, among the entries that the engine admits."""
    narrowing = narrow(query)
    words = to_fts5(narrowing) if narrowing else None
    return findings(session, Asked({0: query}), session.entries.search(words=words, limit=None, since=since))


def _match(topic: Topic, entry: Entry, verdict: Verdict, *, seq: int, now: datetime) -> Match:
    return Match(
        topic_id=topic.id,
        topic_version=topic.version,
        story_id=entry.story_id,
        entry_id=entry.id,
        score=verdict.score,
        evidence=verdict.evidence,
        matched_at=now,
        seq=seq,
    )
