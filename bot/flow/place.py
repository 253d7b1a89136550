"""Place: in one transaction, decide what each arrival is (new, known, changed), which story it tells, which topics
that story is about, and which alerts follow. The deciding is done by pure rooms; this module reads and writes.

Documents that came together are placed together and their entries told in the order of their dates, so that stories
depend as little as possible on which feed answered first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from bot.flow.alert import plan_alerts
from bot.flow.arrival import Arrival, entry_of, filed, is_news, is_past_keeping, past_keeping
from bot.flow.desk import Desk, report_of
from bot.flow.doubt import is_doubtful
from bot.flow.edit import gained_a_source, plan_alert_edits
from bot.flow.known import account, on_file
from bot.flow.match import match_entries
from bot.flow.revise import Revision, better_told, revise
from bot.flow.withhold import withhold
from bot.model.entry import Entry, Rejection
from bot.model.feed import Book, Feed, IdKind
from bot.ports.store import Session
from bot.ports.store.traces import Alias
from bot.stories.head import head_of
from bot.stories.identity import Duplicate, Fate, Key, Known, New, Same, assign, choose_kind, keys_of


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """One feed's document: what it brought."""

    feed: Feed
    arrivals: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What became of one document. `book` counts its arrivals; what the parser rejected never arrived."""

    book: Book
    id_kind: IdKind
    refused: tuple[Rejection, ...] = ()  # new, and older than what is kept


@dataclass(frozen=True, slots=True)
class _Fresh:
    """An arrival that is an entry of its own, under the id it will have."""

    feed: Feed
    arrival: Arrival
    entry_id: int


@dataclass(slots=True, kw_only=True)
class _Page:
    """One transaction's work: what is new, and the stories it touches, in memory until all of them are written."""

    now: datetime
    next_entry: int
    taken: frozenset[str]  # those of the arrivals' addresses that were taken down
    kept_since: datetime | None  # what is new and older is not kept
    restored_at: datetime | None  # the last restore's time
    seq: int = 0
    next_story: int = 0
    fresh: list[_Fresh] = field(default_factory=list)
    changed: list[Revision] = field(default_factory=list)
    duplicates: list[Revision] = field(default_factory=list)  # of entries on file
    known: dict[Key, list[Known]] = field(default_factory=dict)  # the new ones, for the documents that follow
    aliases: list[Alias] = field(default_factory=list)
    gained: dict[int, list[Entry]] = field(default_factory=dict)  # the new ones, by the story that each told at first
    members: dict[int, list[Entry]] = field(default_factory=dict)  # of the touched stories, when all are told
    merges: list[tuple[int, int]] = field(default_factory=list)  # winner, loser
    told: list[tuple[Arrival, Entry]] = field(default_factory=list)


def place(
    session: Session,
    desk: Desk,
    documents: Sequence[FeedDocument],
    *,
    now: datetime,
    kept_since: datetime | None = None,
) -> list[Placed]:
    """Place documents; everything they lead to is in this session's transaction. One `Placed` a document, in order.

    An article that several of them carry is the entry of the best tier; the others carry a duplicate. What is new and
    was published before `kept_since` is refused: what was forgotten must not come back with each document.
    """
    links = {arrival.received.link for document in documents for arrival in document.arrivals}
    restore = session.upkeep.last_restore()
    page = _Page(
        now=now,
        next_entry=session.entries.next_id(),
        taken=session.takedowns.taken(links),
        kept_since=kept_since,
        restored_at=restore.restored_at if restore else None,
    )
    best_first = sorted(documents, key=lambda document: (document.feed.tier, document.feed.id))
    placed = {document.feed.id: _sort_out(session, page, document) for document in best_first}
    page.changed += better_told(session, page.duplicates)
    if page.fresh or page.changed:
        _write(session, desk, page)
    session.traces.note_aliases(page.aliases)
    return [placed[document.feed.id] for document in documents]


def _sort_out(session: Session, page: _Page, document: FeedDocument) -> Placed:
    """What each arrival of a document is, and an id for those that are new."""
    document = replace(document, arrivals=withhold(document.feed, document.arrivals, page.taken))
    received = [arrival.received for arrival in document.arrivals]
    kind = choose_kind(received, document.feed.id_kind)
    known = _on_file(session, page, document.arrivals)
    fates = assign(received, known, kind)
    page.aliases += _aliases(document, fates, known, page.now)
    refused: list[Rejection] = []
    for arrival, fate in zip(document.arrivals, fates, strict=True):
        if isinstance(fate, New) and is_past_keeping(arrival.item, page.kept_since):
            refused.append(past_keeping(arrival.item))
        elif isinstance(fate, New):
            _note_new(page, document.feed, arrival)
        elif isinstance(fate, Same) and fate.changed:
            page.changed.append(Revision(document.feed, arrival, fate.entry_id))
        elif isinstance(fate, Duplicate) and fate.entry_id is not None:
            page.duplicates.append(Revision(document.feed, arrival, fate.entry_id))
    return Placed(book=account(fates, refused=len(refused)), id_kind=kind, refused=tuple(refused))


def _on_file(session: Session, page: _Page, arrivals: Sequence[Arrival]) -> dict[Key, list[Known]]:
    """Every entry that shares a key with an arrival: on file, or new on this page."""
    wanted = {key for arrival in arrivals for key in keys_of(arrival.received)}
    found = {key: list(page.known[key]) for key in wanted if key in page.known}
    for key, known in on_file(session, arrivals).items():
        found.setdefault(key, []).extend(known)
    return found


def _aliases(
    document: FeedDocument, fates: Sequence[Fate], known: Mapping[Key, Sequence[Known]], now: datetime
) -> Iterable[Alias]:
    """The addresses under which known entries came again that are not their own."""
    own = {one.entry_id: one.item.link for group in known.values() for one in group}
    for arrival, fate in zip(document.arrivals, fates, strict=True):
        link = arrival.received.link
        if link and not isinstance(fate, New) and fate.entry_id is not None and link != own[fate.entry_id]:
            yield Alias(link=link, entry_id=fate.entry_id, feed_id=document.feed.id, seen_at=now)


def _note_new(page: _Page, feed: Feed, arrival: Arrival) -> None:
    page.fresh.append(_Fresh(feed, arrival, page.next_entry))
    for key in keys_of(arrival.received):
        page.known.setdefault(key, []).append(Known(entry_id=page.next_entry, item=arrival.received))
    page.next_entry += 1


def _write(session: Session, desk: Desk, page: _Page) -> None:
    """Tell and file the new, revise the changed, match both, plan alerts and edits of those whose stories grew."""
    desk.catch_up(session, page.now)
    page.seq, page.next_story = session.next_sequence(), session.stories.next_id()
    known = range(page.next_story)
    for fresh in sorted(page.fresh, key=_when_told):
        _tell(desk, page, fresh)
    _gather(session, page, known)
    _file(session, page)
    revised = revise(session, desk, page.changed, seq=page.seq, restored_at=page.restored_at)
    desk.seq = page.seq
    told = [(_rooted(page, entry), arrival.document) for arrival, entry in page.told]
    matches = match_entries(session, desk, told + revised, seq=page.seq, now=page.now)
    silent = {fresh.entry_id for fresh in page.fresh if fresh.feed.news_at is None}  # a first poll alerts nobody
    plan_alerts(session, [match for match in matches if match.entry_id not in silent], now=page.now)
    grown = gained_a_source((entry for entry, _ in told), page.members, page.merges)
    plan_alert_edits(session, grown, now=page.now)


def _tell(desk: Desk, page: _Page, fresh: _Fresh) -> None:
    """Decide which story an arrival tells, and note what that changes."""
    entry = entry_of(
        fresh.feed,
        fresh.arrival.item,
        entry_id=fresh.entry_id,
        story_id=0,
        seq=page.seq,
        now=page.now,
        news=is_news(fresh.feed, fresh.arrival.item, page.now),
        doubtful=is_doubtful(fresh.feed, fresh.arrival.item.published, page.restored_at),
    )
    report = report_of(entry, fresh.arrival.document.title, fresh.arrival.summary)
    placement = desk.stories.decide(report)
    for winner, loser in placement.merges:
        page.merges.append((winner, loser))
        desk.stories.merge(winner, loser)
    story_id = placement.story_id
    if story_id is None:
        story_id, page.next_story = page.next_story, page.next_story + 1
    desk.stories.add(report, story_id)
    entry = replace(entry, story_id=story_id, taken_down=fresh.arrival.received.link in page.taken)
    page.gained.setdefault(story_id, []).append(entry)
    page.told.append((fresh.arrival, entry))


def _gather(session: Session, page: _Page, known: range) -> None:
    """All entries of the touched stories, read at once: those on file are among the `known` ids. A merged story gains
    nothing after its merge, so that the merges can be made good here, in their order."""
    touched = {*page.gained, *chain.from_iterable(page.merges)}
    on_file = session.entries.of_stories(story_id for story_id in touched if story_id in known)
    page.members = {one: [*on_file.get(one, ()), *page.gained.get(one, ())] for one in touched}
    for winner, loser in page.merges:
        page.members[winner] += [replace(entry, story_id=winner) for entry in page.members[loser]]


def _file(session: Session, page: _Page) -> None:
    """Write stories, entries and merges. A merged story keeps its own head as it was when it was merged."""
    session.stories.save([head_of(story_id, members, seq=page.seq) for story_id, members in page.members.items()])
    session.entries.add([filed(arrival, entry) for arrival, entry in page.told])
    session.takedowns.inherit({entry.id: arrival.received.link for arrival, entry in page.told if entry.taken_down})
    for winner, loser in page.merges:
        session.entries.move(loser, winner)
        session.stories.merge(winner, loser, seq=page.seq)


def _rooted(page: _Page, entry: Entry) -> Entry:
    """The entry under the story that holds it at the end of this page."""
    story_id = entry.story_id
    for winner, loser in page.merges:
        if story_id == loser:
            story_id = winner
    return entry if story_id == entry.story_id else replace(entry, story_id=story_id)


def _when_told(fresh: _Fresh) -> tuple[bool, datetime | None, int]:
    """By date, so that a story is told in its own order; the undated last."""
    published = fresh.arrival.item.published
    return (published is None, published, fresh.entry_id)
