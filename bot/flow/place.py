"""Place: in one transaction, decide what each arrival is (new, known, changed), which story it tells, which topics
that story is about, and which alerts follow. The deciding is done by pure rooms; this module reads and writes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.flow.alert import plan_alerts
from bot.flow.arrival import Arrival, document_of, entry_of, filed, is_news, known_of
from bot.flow.desk import Desk, report_of
from bot.flow.match import match_entries
from bot.model.entry import Entry
from bot.model.feed import Book, Feed, IdKind
from bot.ports.store import Session
from bot.stories.head import head_of
from bot.stories.identity import Fate, Key, Known, New, Same, assign, choose_kind, keys_of
from bot.stories.query import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What became of one document's arrivals. `book` counts them; what the parser rejected never arrived."""

    book: Book
    id_kind: IdKind
    alerts: int = 0


@dataclass(slots=True, kw_only=True)
class Page:
    """One transaction's work: the stories it touches, held in memory until all of them are written."""

    seq: int
    now: datetime
    next_entry: int
    next_story: int
    members: dict[int, list[Entry]] = field(default_factory=dict)  # of the touched stories
    merges: list[tuple[int, int]] = field(default_factory=list)  # winner, loser
    new: list[tuple[Arrival, Entry]] = field(default_factory=list)


def place(session: Session, desk: Desk, feed: Feed, arrivals: Sequence[Arrival], *, now: datetime) -> Placed:
    """Place one document's arrivals; everything they lead to is in this session's transaction."""
    kind = choose_kind([arrival.received for arrival in arrivals], feed.id_kind)
    fates = assign([arrival.received for arrival in arrivals], _on_file(session, arrivals), kind)
    fresh = [arrival for arrival, fate in zip(arrivals, fates, strict=True) if isinstance(fate, New)]
    changed = [
        (arrival, fate.entry_id)
        for arrival, fate in zip(arrivals, fates, strict=True)
        if isinstance(fate, Same) and fate.changed
    ]
    alerts = _write(session, desk, feed, fresh, changed, now) if fresh or changed else 0
    return Placed(book=_book(fates), id_kind=kind, alerts=alerts)


def _on_file(session: Session, arrivals: Sequence[Arrival]) -> dict[Key, list[Known]]:
    """Every entry on file that shares a key with an arrival."""
    wanted = {key for arrival in arrivals for key in keys_of(arrival.received)}
    found: dict[Key, list[Known]] = {}
    for kind, key, entry in session.entries.known(sorted(wanted)):
        found.setdefault((kind, key), []).append(known_of(entry))
    return found


def _book(fates: Sequence[Fate]) -> Book:
    new = sum(isinstance(fate, New) for fate in fates)
    updated = sum(isinstance(fate, Same) and fate.changed for fate in fates)
    return Book(received=len(fates), new=new, updated=updated, duplicate=len(fates) - new - updated)


def _write(
    session: Session,
    desk: Desk,
    feed: Feed,
    fresh: Sequence[Arrival],
    changed: Sequence[tuple[Arrival, int]],
    now: datetime,
) -> int:
    """File the new, revise the changed, match both; returns how many alerts were planned."""
    desk.catch_up(session, now)
    page = Page(
        seq=session.next_sequence(),
        now=now,
        next_entry=session.entries.next_id(),
        next_story=session.stories.next_id(),
    )
    for arrival in sorted(fresh, key=_when_published):
        _tell(session, desk, page, feed, arrival)
    _file(session, page)
    revised = [_revise(session, arrival, entry_id) for arrival, entry_id in changed]
    desk.seq = page.seq
    told = [(_root(page, entry), arrival.document) for arrival, entry in page.new] + revised
    matches = match_entries(session, desk, told, seq=page.seq, now=now)
    return plan_alerts(session, matches, now=now) if feed.succeeded_at is not None else 0


def _tell(session: Session, desk: Desk, page: Page, feed: Feed, arrival: Arrival) -> None:
    """Decide which story an arrival tells, and note what that changes."""
    news = is_news(feed, arrival.item, page.now)
    entry = entry_of(feed, arrival.item, entry_id=page.next_entry, story_id=0, seq=page.seq, now=page.now, news=news)
    page.next_entry += 1
    report = report_of(entry)
    placement = desk.stories.decide(report)
    story_id = placement.story_id
    if story_id is None:
        story_id, page.next_story = page.next_story, page.next_story + 1
    desk.stories.add(report, story_id)
    entry = replace(entry, story_id=story_id)
    _members(session, page, story_id).append(entry)
    page.new.append((arrival, entry))
    for winner, loser in placement.merges:
        _merge(session, desk, page, winner, loser)


def _members(session: Session, page: Page, story_id: int) -> list[Entry]:
    """A story's entries, read once and then kept up by this page."""
    if story_id not in page.members:
        page.members[story_id] = session.entries.of_stories([story_id])[story_id]
    return page.members[story_id]


def _merge(session: Session, desk: Desk, page: Page, winner: int, loser: int) -> None:
    members = _members(session, page, winner)
    members.extend(replace(entry, story_id=winner) for entry in _members(session, page, loser))
    page.merges.append((winner, loser))
    desk.stories.merge(winner, loser)


def _file(session: Session, page: Page) -> None:
    """Write stories, entries and merges. A merged story keeps its own head as it was when it was merged."""
    heads = [head_of(story_id, members, seq=page.seq) for story_id, members in page.members.items()]
    session.stories.save(heads)
    session.entries.add([filed(arrival, entry) for arrival, entry in page.new])
    for winner, loser in page.merges:
        session.entries.move(loser, winner)
        session.stories.merge(winner, loser, seq=page.seq)


def _root(page: Page, entry: Entry) -> Entry:
    """The entry under the story that holds it at the end of this page."""
    story_id = entry.story_id
    for winner, loser in page.merges:
        if story_id == loser:
            story_id = winner
    return replace(entry, story_id=story_id)


def _revise(session: Session, arrival: Arrival, entry_id: int) -> tuple[Entry, Document]:
    """Write an entry's new words; its dates, story and commit stay."""
    old = session.entries.get([entry_id])[entry_id]
    item, before = arrival.item, document_of(old)
    entry = replace(
        old, title=item.title, summary=item.summary, body=item.body, author=item.author, link=item.link or old.link
    )
    session.entries.revise(
        filed(arrival, entry),
        old_title_words=" ".join(before.title.stems),
        old_body_words=" ".join(before.body.stems),
    )
    return entry, arrival.document


def _when_published(arrival: Arrival) -> tuple[bool, datetime | None]:
    """Oldest first, so that a story is told in its own order; the undated last."""
    return (arrival.item.published is None, arrival.item.published)
