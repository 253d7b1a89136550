"""Poll: visit the feeds that are due, parse what changed, place what is new, and keep the books."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice

from bot.errors import ParseRejected, PresswatchError, StoreBusy, StoreGone
from bot.feeds.canonical import canonical
from bot.feeds.polling import Pace, after, needs_parsing
from bot.flow.arrival import Arrival, read_arrivals
from bot.flow.border import guarded
from bot.flow.desk import Desk
from bot.flow.place import FeedDocument, Placed, place
from bot.flow.visit import believed, job_of
from bot.model.entry import ParsedFeed, Rejection
from bot.model.feed import Book, Feed, Fetched, Visit
from bot.ports.fetch import Fetcher
from bot.ports.parser import ParseJob, Parser
from bot.ports.store import Session, Store
from bot.ports.store.traces import Refusal

log = logging.getLogger(__name__)
CLAIMED = 200  # feeds leased at a time: as many as are visited well within a lease
Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]  # visits done, of how many
WAVE = 250  # entries written in one transaction: some 50 to 100 ms of the write lock
LONGEST_WAVE = timedelta(seconds=2)  # after this the next visit to end has the wave written, though it is not full
TRACED = 200  # rejected items of one document that `why` can find by their addresses
_OUR_FAULT = "our-fault"


@dataclass(slots=True)
class PollReport:
    """What one round of visits came to."""

    visited: int = 0
    unchanged: int = 0
    faults: Counter[str] = field(default_factory=Counter)  # by kind or reason
    book: Book = field(default_factory=Book)

    def add(self, fetched: Fetched, outcome: ParsedFeed | ParseRejected | None, book: Book) -> None:
        """Count one visit."""
        self.visited += 1
        self.book += book
        if fetched.fault is not None:
            self.faults[fetched.fault.kind.value] += 1
        elif isinstance(outcome, ParseRejected):
            self.faults[outcome.reason] += 1
        elif outcome is None:
            self.unchanged += 1

    def take(self, other: "PollReport") -> None:
        """Count what another report counted."""
        self.visited += other.visited
        self.unchanged += other.unchanged
        self.faults += other.faults
        self.book += other.book

    def sentence(self) -> str:
        """The round in one line, with its account."""
        if not self.visited:
            return "No feed was due."
        kinds = ", ".join(f"{kind} {number}" for kind, number in self.faults.most_common())
        book, feeds = self.book, "1 feed" if self.visited == 1 else f"{self.visited} feeds"
        return (
            f"Polled {feeds}: {self.unchanged} unchanged, {self.faults.total()} failing"
            f"{f' ({kinds})' if kinds else ''}; {book.received} received = {book.new} new + {book.updated} updated"
            f" + {book.duplicate} duplicate + {book.rejected} rejected."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """What polling reaches out to."""

    store: Store
    fetcher: Fetcher
    parser: Parser
    desk: Desk


def poll(
    rooms: Rooms,
    *,
    clock: Clock,
    lease: timedelta,
    pace: Pace,
    keep: timedelta | None = None,
    stop: Callable[[], bool],
    progress: Progress,
) -> PollReport:
    """Visit every feed that is due, each once. Stops between two documents; what was not placed stays due.

    Articles are kept for so long as `keep` says, or for ever: older ones that are new to us are rejected.
    """
    report, begun = PollReport(), clock()
    try:
        while not stop():
            with rooms.store.writing() as session:
                # What falls due meanwhile is the next call's: so this one ends, whatever the number of feeds.
                feeds = session.feeds.claim_due(now=begun, until=clock() + lease, limit=CLAIMED)
            if not feeds:
                break
            _Round(rooms, feeds, report, clock, pace, keep).run(stop, progress)
    finally:
        if report.visited:
            rooms.desk.tidy(clock())
            log.log(logging.WARNING if report.faults else logging.INFO, "%s", report.sentence())
    return report


@dataclass(frozen=True, slots=True)
class _Visited:
    """One visit's end: what was fetched, what parsing made of it, and its items read into words."""

    feed: Feed
    fetched: Fetched
    outcome: ParsedFeed | ParseRejected | None
    arrivals: tuple[Arrival, ...] = ()


class _Round:
    """One claim of feeds: visited side by side, parsed as documents come, written in waves."""

    def __init__(
        self,
        rooms: Rooms,
        feeds: list[Feed],
        report: PollReport,
        clock: Clock,
        pace: Pace,
        keep: timedelta | None,
    ) -> None:
        self._rooms = rooms
        self._feeds = {feed.id: feed for feed in feeds}
        self._fetched: dict[int, Fetched] = {}  # waiting for their parse
        self._report = report
        self._clock = clock
        self._pace = pace
        self._keep = keep
        self._before = report.visited
        self._wave: list[_Visited] = []
        self._wave_begun: datetime | None = None

    def run(self, stop: Callable[[], bool], progress: Progress) -> None:
        """All visits of this round, or as many as there is time for."""
        total = self._before + len(self._feeds)
        try:
            for feed_id, outcome in self._rooms.parser.parse_many(self._documents(stop)):
                self._end(self._fetched.pop(feed_id), outcome)
                progress(self._report.visited, total)
                if stop():
                    break
        except PresswatchError:
            if not stop():  # else the fetcher or the sandbox was closed to end this
                raise
        self._flush()
        progress(self._report.visited, total)

    def _documents(self, stop: Callable[[], bool]) -> Iterator[tuple[int, ParseJob]]:
        """The documents that were not read before; visits that brought none end on the way."""
        visits = [
            Visit(feed_id=feed.id, url=feed.address, etag=feed.etag, last_modified=feed.last_modified)
            for feed in self._feeds.values()
        ]
        for fetched in self._rooms.fetcher.fetch(visits):
            if stop():
                return
            if needs_parsing(self._feeds[fetched.feed_id], fetched):
                self._fetched[fetched.feed_id] = fetched
                yield fetched.feed_id, job_of(fetched)
            else:
                self._end(fetched, None)

    def _end(self, fetched: Fetched, outcome: ParsedFeed | ParseRejected | None) -> None:
        """Take a visit's end into the wave, and write the wave when it is full or has waited enough."""
        outcome = None if outcome is None else believed(outcome)
        feed = self._feeds[fetched.feed_id]
        read: list[tuple[Arrival, ...]] = []
        if isinstance(outcome, ParsedFeed):
            items = outcome.entries
            fault = guarded(feed.source, lambda: read.append(read_arrivals(feed, items)))
            outcome = ParseRejected(_OUR_FAULT, fault) if fault else outcome
        self._wave.append(_Visited(feed, fetched, outcome, read[0] if read else ()))
        self._wave_begun = self._wave_begun or self._clock()
        waited = self._clock() - self._wave_begun
        if sum(len(visit.arrivals) for visit in self._wave) >= WAVE or waited >= LONGEST_WAVE:
            self._flush()

    def _flush(self) -> None:
        """Write the wave in one transaction. If that fails, each visit alone, so that one feed's fault is its own."""
        wave, self._wave, self._wave_begun = self._wave, [], None
        if not wave:
            return
        if len(wave) > 1 and not self._try("a wave", wave):
            return
        for visit in wave:
            if fault := self._try(visit.feed.source, [visit]):
                failed = replace(visit, outcome=ParseRejected(_OUR_FAULT, fault), arrivals=())
                self._try(visit.feed.source, [failed])

    def _try(self, name: str, wave: Sequence[_Visited]) -> str:
        """Write; "" when it went well, else the fault. After one, memory may hold what the store does not.

        A store that is held by another is nobody's fault: StoreBusy ends the round, and the feeds stay due.
        """
        try:
            fault = guarded(name, lambda: self._write(wave), passing=(StoreBusy, StoreGone))
        except (StoreBusy, StoreGone):
            self._rooms.desk.distrust()
            raise
        if fault:
            self._rooms.desk.distrust()
        return fault

    def _write(self, wave: Sequence[_Visited]) -> None:
        now, report = self._clock(), PollReport()
        with self._rooms.store.writing() as session:
            documents = [FeedDocument(visit.feed, visit.arrivals) for visit in wave]
            kept_since = now - self._keep if self._keep else None
            placed = place(session, self._rooms.desk, documents, now=now, kept_since=kept_since)
            for visit, one in zip(wave, placed, strict=True):
                report.add(visit.fetched, visit.outcome, _keep_book(session, visit, one, now))
                changed = after(visit.feed, visit.fetched, visit.outcome, new=one.book.new, now=now, pace=self._pace)
                session.feeds.save(replace(changed, id_kind=one.id_kind))
        self._report.take(report)


def _keep_book(session: Session, visit: _Visited, placed: Placed, now: datetime) -> Book:
    """Record a document's account; a visit that brought none has none."""
    if not isinstance(visit.outcome, ParsedFeed):
        return Book()
    rejections = (*visit.outcome.rejections, *placed.refused)
    book = replace(placed.book, received=visit.outcome.received, rejected=len(rejections))
    reasons = Counter(rejection.reason for rejection in rejections)
    session.feeds.record(visit.feed.id, at=now, book=book, reasons=reasons)
    session.traces.note_refusals(_refusals(visit.feed, rejections, now))
    return book


def _refusals(feed: Feed, rejections: Sequence[Rejection], now: datetime) -> list[Refusal]:
    """The rejected items by which a person may ask for them. All are counted, wherever this ends."""
    addressed = islice((rejection for rejection in rejections if rejection.link), TRACED)
    return [
        Refusal(link=canonical(one.link), feed_id=feed.id, title=one.title, reason=one.reason, seen_at=now)
        for one in addressed
    ]
