"""Revise: an entry said anew, by its own feed or by a better source that carries the same article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.feeds.tracking import untracked
from bot.flow.arrival import Arrival, document_of, filed
from bot.flow.desk import Desk, report_of
from bot.flow.doubt import is_first_read
from bot.model.entry import Entry
from bot.model.feed import Feed
from bot.ports.store import Session
from bot.stories.head import head_of
from bot.stories.query import Document


@dataclass(frozen=True, slots=True)
class Revision:
    """An arrival that says an entry anew."""

    feed: Feed
    arrival: Arrival
    entry_id: int


def better_told(session: Session, duplicates: Sequence[Revision]) -> list[Revision]:
    """Those duplicates whose feed is of a better tier than the entry's: an aggregator's line gives way to it."""
    entries = session.entries.get({duplicate.entry_id for duplicate in duplicates})
    return [
        duplicate
        for duplicate in duplicates
        if duplicate.entry_id in entries and gives_way(entries[duplicate.entry_id], duplicate.feed)
    ]


def gives_way(entry: Entry, feed: Feed) -> bool:
    """Whether another feed's telling takes an entry's place: a better tier's does, unless it was taken down."""
    return feed.tier < entry.tier and not entry.taken_down


def revise(
    session: Session, desk: Desk, revisions: Sequence[Revision], *, seq: int, restored_at: datetime | None = None
) -> list[tuple[Entry, Document]]:
    """Write what the arrivals say; dates, story and commit stay. Returns the entries as they are now."""
    old = session.entries.get({revision.entry_id for revision in revisions})
    revised = [_revise(session, desk, revision, old[revision.entry_id], restored_at) for revision in revisions]
    _head_anew(session, {entry.story_id for entry, _ in revised}, seq)
    return revised


def _revise(
    session: Session, desk: Desk, revision: Revision, old: Entry, restored_at: datetime | None
) -> tuple[Entry, Document]:
    arrival, feed, before = revision.arrival, revision.feed, document_of(old)
    entry = replace(
        old,
        feed_id=feed.id,
        source=feed.source,
        tier=feed.tier,
        raw_id=arrival.item.raw_id,
        title=arrival.item.title,
        summary=arrival.item.summary,
        body="" if arrival.item.body == arrival.item.summary else arrival.item.body,
        author=arrival.item.author,
        link=untracked(arrival.item.link) or old.link,
        language=arrival.item.language or feed.language,
        doubtful=old.doubtful or is_first_read(feed, restored_at),
    )
    session.entries.revise(
        filed(arrival, entry),
        old_title_words=" ".join(before.title.stems),
        old_body_words=" ".join(before.body.stems),
    )
    desk.stories.add(report_of(entry, arrival.document.title, arrival.summary), entry.story_id)
    return entry, arrival.document


def _head_anew(session: Session, story_ids: Iterable[int], seq: int) -> None:
    """A story's lead depends on its entries' titles and tiers."""
    stories = session.entries.of_stories(story_ids)
    session.stories.save([head_of(story_id, entries, seq=seq) for story_id, entries in stories.items() if entries])
