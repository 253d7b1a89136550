"""Arrivals: what one document brought, read into words before any transaction begins. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.feeds.canonical import canonical
from bot.feeds.tracking import untracked
from bot.model.entry import Entry, ParsedEntry, Rejection
from bot.model.feed import Feed
from bot.ports.store.entries import Filed
from bot.stories import identity
from bot.stories.identity import Known, Received, keys_of, received_in_words
from bot.stories.query import Document
from bot.stories.query.document import read_document
from bot.stories.words import Words, read

OPEN_WINDOW = timedelta(days=7)  # what was published this long before a feed was first, or last, read is still news


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One item of a document, ready to be placed."""

    item: ParsedEntry
    received: Received  # what identity looks at
    document: Document  # what queries and the index look at
    summary: Words  # what clustering looks at, beside the document's title


def read_arrivals(feed: Feed, items: Sequence[ParsedEntry]) -> tuple[Arrival, ...]:
    """The items of one document as arrivals, in the document's order."""
    return tuple([_arrival(feed, item) for item in items])


def is_news(feed: Feed, item: ParsedEntry, now: datetime) -> bool:
    """Whether an item that is new to us is news, too: published no earlier than the window that was open when the
    feed was last read. What is older slid into the feed's own window, or was there before we came."""
    if item.published is None:
        return feed.news_at is not None  # undated: a feed's first items prove nothing, later ones have just appeared
    read = min(feed.succeeded_at or now, now)  # a clock that once ran ahead must not make everything old
    return item.published >= read - OPEN_WINDOW


def is_past_keeping(item: ParsedEntry, kept_since: datetime | None) -> bool:
    """Whether an item that is new to us is older than what is kept. The undated are not."""
    return kept_since is not None and item.published is not None and item.published < kept_since


def past_keeping(item: ParsedEntry) -> Rejection:
    """What the books say of such an item."""
    return Rejection(reason="past-keeping", link=item.link, title=item.title)


def entry_of(
    feed: Feed,
    item: ParsedEntry,
    *,
    entry_id: int,
    story_id: int,
    seq: int,
    now: datetime,
    news: bool,
    doubtful: bool = False,
) -> Entry:
    """The entry that an item becomes."""
    return Entry(
        id=entry_id,
        feed_id=feed.id,
        source=feed.source,
        tier=feed.tier,
        raw_id=item.raw_id,
        link=untracked(item.link),
        title=item.title,
        summary=item.summary,
        body="" if item.body == item.summary else item.body,
        author=item.author,
        language=item.language or feed.language,
        published=item.published,
        seen_at=now,
        news=news,
        story_id=story_id,
        seq=seq,
        doubtful=doubtful,
    )


def known_of(entry: Entry) -> Known:
    """An entry on file as identity sees it."""
    return Known(
        entry_id=entry.id,
        settled=entry.taken_down,
        item=identity.received(
            feed_id=entry.feed_id,
            guid=entry.raw_id,
            link=canonical(entry.link),
            title=entry.title,
            summary=entry.summary,
            published=entry.published,
        ),
    )


def filed(arrival: Arrival, entry: Entry) -> Filed:
    """An entry on its way into the archive, with its keys and words."""
    return Filed(
        entry=entry,
        keys=keys_of(arrival.received),
        title_words=" ".join(arrival.document.title.stems),
        body_words=" ".join(arrival.document.body.stems),
    )


def document_of(entry: Entry, *, covered: int = 1) -> Document:
    """An entry on file as queries see it."""
    return read_document(
        title=entry.title,
        summary=entry.summary,
        body=entry.body,
        source=entry.source,
        link=entry.link,
        author=entry.author,
        language=entry.language,
        published=entry.published,
        covered=covered,
    )


def summary_of(document: Document, summary: str) -> Words:
    """The words of a document's summary, which most often are all of its body and need not be read again."""
    return document.body if document.body.text == summary else read(summary)


def _arrival(feed: Feed, item: ParsedEntry) -> Arrival:
    document = _document(feed, item)
    summary = summary_of(document, item.summary)
    received = received_in_words(
        feed_id=feed.id,
        guid=item.raw_id,
        link=canonical(item.link),
        title=document.title,
        summary=summary,
        published=item.published,
    )
    return Arrival(item=item, received=received, document=document, summary=summary)


def _document(feed: Feed, item: ParsedEntry) -> Document:
    return read_document(
        title=item.title,
        summary=item.summary,
        body=item.body,
        source=feed.source,
        link=item.link,
        author=item.author,
        language=item.language or feed.language,
        published=item.published,
    )
