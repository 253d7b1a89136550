"""Fates: what placing would make of a document's items, found out by reading alone.

Each item is judged by the code that places it: `stories.identity.assign` on what is on file, and the index of topics.
Which story a new article would join is not foretold: that depends on what other feeds bring before it is placed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.feeds.addresses import host_of
from bot.feeds.naming import USUAL_TIER
from bot.flow.arrival import Arrival, is_news, is_past_keeping, read_arrivals
from bot.flow.desk import read_queries
from bot.flow.known import account, on_file
from bot.flow.revise import gives_way
from bot.model.entry import Entry, ParsedEntry, ParsedFeed
from bot.model.feed import Book, Feed, IdKind
from bot.model.topic import Topic
from bot.ports.store import Session
from bot.stories.identity import Duplicate, Fate, New, Same, assign, choose_kind
from bot.stories.match import TopicIndex

ASKED = 500  # items of a document whose topics are asked: of 10,000 it took 20 s
_NO_DATE = datetime.min.replace(tzinfo=UTC)
_NOBODY = 0  # the id of a feed that we do not have: none is ever given


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """One item, and what becomes of it."""

    item: ParsedEntry
    fate: Fate
    past: bool  # if new: older than what is kept, so it is rejected
    news: bool  # if new: whether it is news, or archive
    entry: Entry | None  # the one on file that it is, or that it repeats
    takes_over: bool  # a duplicate of a better tier: the entry on file becomes this feed's
    topics: tuple[Topic, ...]  # those that its own words meet, by name
    asked: bool  # False: nothing was asked of its topics, for it is not among the newest

    @property
    def placed(self) -> bool:
        """Whether its words are read: it is new, or says an entry anew. Nothing else is matched."""
        new = isinstance(self.fate, New) and not self.past
        return new or self.takes_over or (isinstance(self.fate, Same) and self.fate.changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foresight:
    """What a poll would make of one document. `book` counts its entries; what the parser rejected has no fate."""

    entries: tuple[Foretold, ...]  # in the document's order
    book: Book
    kind: IdKind  # what tells the feed's entries apart from now on


def foretell(
    session: Session,
    feed: Feed,
    items: Sequence[ParsedEntry],
    topics: Sequence[Topic],
    *,
    now: datetime,
    keep: timedelta | None = None,
) -> Foresight:
    """What a poll of this feed would make of these items now, if it brought them alone. Topics are asked of the
    newest items only. Articles are kept for so long as `keep` says, or for ever."""
    arrivals = read_arrivals(feed, items)
    received = [arrival.received for arrival in arrivals]
    kind = choose_kind(received, feed.id_kind)
    fates = assign(received, on_file(session, arrivals), kind)
    entries = session.entries.get({found for fate in fates if (found := _entry_id(fate)) is not None})
    index = TopicIndex(read_queries(topics))
    asked = _newest(items)
    told = tuple(
        Foretold(
            item=arrival.item,
            fate=fate,
            past=(past := isinstance(fate, New) and is_past_keeping(arrival.item, now - keep if keep else None)),
            news=is_news(feed, arrival.item, now),
            entry=(entry := entries.get(_entry_id(fate) or 0)),
            takes_over=isinstance(fate, Duplicate) and entry is not None and gives_way(entry, feed),
            topics=_met(index, arrival, topics) if place in asked and not past else (),
            asked=place in asked,
        )
        for place, (arrival, fate) in enumerate(zip(arrivals, fates, strict=True))
    )
    refused = sum(one.past for one in told)
    return Foresight(entries=told, book=account(fates, refused=refused), kind=kind)


def feed_to_be(url: str, parsed: ParsedFeed, *, tier: int = USUAL_TIER, now: datetime) -> Feed:
    """A feed that we do not have, as it would be on its first poll."""
    return Feed(
        id=_NOBODY,
        source=parsed.title or host_of(url),
        url=url,
        address=url,
        category="",
        language=parsed.language,
        tier=tier,
        due_at=now,
    )


def _newest(items: Sequence[ParsedEntry]) -> set[int]:
    """The places of the newest items, the undated behind all others."""
    by_date = sorted(range(len(items)), key=lambda place: items[place].published or _NO_DATE, reverse=True)
    return set(by_date[:ASKED])


def _entry_id(fate: Fate) -> int | None:
    return None if isinstance(fate, New) else fate.entry_id


def _met(index: TopicIndex[int], arrival: Arrival, topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """The topics that an article by itself is about, in the order given."""
    met = {topic_id for topic_id, _ in index.matches(arrival.document)}
    return tuple(topic for topic in topics if topic.id in met)
