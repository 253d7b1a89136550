"""Match: which topics the stories are about that just gained an entry, and what an edited topic finds again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.flow.arrival import OPEN_WINDOW, document_of
from bot.flow.desk import Desk
from bot.model.entry import Entry
from bot.model.topic import Match, Topic
from bot.ports.store import Session
from bot.stories.query import Document, Verdict, evaluate, parse


def match_entries(
    session: Session, desk: Desk, told: Sequence[tuple[Entry, Document]], *, seq: int, now: datetime
) -> list[Match]:
    """Match entries, each under its present story, and keep what is new; returns every match they made."""
    stories = session.stories.get({entry.story_id for entry, _ in told})
    found: list[Match] = []
    for entry, document in told:
        seen = replace(document, covered=stories[entry.story_id].sources)
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


def rematch(session: Session, topic: Topic, *, now: datetime) -> int:
    """Match a new or edited topic against the open window; alerts nobody. Returns how many stories it found."""
    seq, query = session.next_sequence(), parse(topic.query)
    entries = list(session.entries.since(now - OPEN_WINDOW))
    stories = session.stories.get({entry.story_id for entry in entries})
    found: list[Match] = []
    for entry in entries:
        verdict = evaluate(query, document_of(entry, covered=stories[entry.story_id].sources))
        if verdict.matched:
            found.append(_match(topic, entry, verdict, seq=seq, now=now))
    return len(session.stories.add_matches(found))


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
