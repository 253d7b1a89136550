"""Poll: visit the feeds that are due, parse what changed, place what is new, and keep the books."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.errors import ParseRejected
from bot.feeds.parse import balanced
from bot.feeds.polling import Pace, after, needs_parsing
from bot.flow.arrival import read_arrivals
from bot.flow.border import guarded
from bot.flow.desk import Desk
from bot.flow.place import place
from bot.model.entry import ParsedFeed
from bot.model.feed import Book, Feed, Fetched, Visit
from bot.ports.fetch import Fetcher
from bot.ports.parser import ParseJob, Parser
from bot.ports.store import Session, Store

log = logging.getLogger(__name__)
CLAIMED = 200  # feeds leased at a time: as many as are visited well within a lease
Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]  # visits done, of how many
_UNBALANCED = "unbalanced"
_OUR_FAULT = "our-fault"


@dataclass(slots=True)
class PollReport:
    """What one round of visits came to."""

    visited: int = 0
    unchanged: int = 0
    faults: Counter[str] = field(default_factory=Counter)  # by kind or reason
    book: Book = field(default_factory=Book)
    alerts: int = 0

    def sentence(self) -> str:
        """The round in one line, with its account."""
        if not self.visited:
            return "No feed was due."
        kinds = ", ".join(f"{kind} {number}" for kind, number in self.faults.most_common())
        book = self.book
        return (
            f"Polled {self.visited} feeds: {self.unchanged} unchanged, {self.faults.total()} failing"
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
    rooms: Rooms, *, clock: Clock, lease: timedelta, pace: Pace, stop: Callable[[], bool], progress: Progress
) -> PollReport:
    """Visit every feed that is due, each once. Stops between two documents; what was not placed stays due."""
    report = PollReport()
    while not stop():
        with rooms.store.writing() as session:
            now = clock()
            feeds = session.feeds.claim_due(now=now, until=now + lease, limit=CLAIMED)
        if not feeds:
            break
        _Round(rooms, feeds, report, clock, pace).run(stop, progress)
    if report.visited:
        rooms.desk.tidy(clock())
        log.log(logging.WARNING if report.faults else logging.INFO, "%s", report.sentence())
    return report


class _Round:
    """One claim of feeds: visited side by side, parsed as documents come, placed one after the other."""

    def __init__(self, rooms: Rooms, feeds: list[Feed], report: PollReport, clock: Clock, pace: Pace) -> None:
        self._rooms = rooms
        self._feeds = {feed.id: feed for feed in feeds}
        self._fetched: dict[int, Fetched] = {}  # waiting for their parse
        self._report = report
        self._clock = clock
        self._pace = pace
        self._before = report.visited

    def run(self, stop: Callable[[], bool], progress: Progress) -> None:
        """All visits of this round, or as many as there is time for."""
        total = self._before + len(self._feeds)
        for feed_id, outcome in self._rooms.parser.parse_many(self._documents(stop)):
            self._settle(self._fetched.pop(feed_id), outcome)
            progress(self._report.visited, total)
            if stop():
                return

    def _documents(self, stop: Callable[[], bool]) -> Iterator[tuple[int, ParseJob]]:
        """The documents that were not read before; visits that brought none are settled on the way."""
        visits = [
            Visit(feed_id=feed.id, url=feed.address, etag=feed.etag, last_modified=feed.last_modified)
            for feed in self._feeds.values()
        ]
        for fetched in self._rooms.fetcher.fetch(visits):
            if stop():
                return
            if needs_parsing(self._feeds[fetched.feed_id], fetched):
                self._fetched[fetched.feed_id] = fetched
                yield fetched.feed_id, _job(fetched)
            else:
                self._settle(fetched, None)

    def _settle(self, fetched: Fetched, outcome: ParsedFeed | ParseRejected | None) -> None:
        """One visit's end, in one transaction. A fault of ours is this feed's alone; it leaves memory in doubt."""
        if isinstance(outcome, ParsedFeed) and not balanced(outcome):
            outcome = _unbalanced(outcome)
        feed = self._feeds[fetched.feed_id]
        fault = guarded(feed.source, lambda: self._write(feed, fetched, outcome))
        if fault:
            self._rooms.desk.distrust()
            outcome = ParseRejected(_OUR_FAULT, fault)
            guarded(feed.source, lambda: self._write(feed, fetched, outcome))
        self._report.visited += 1
        self._count(fetched, outcome)

    def _write(self, feed: Feed, fetched: Fetched, outcome: ParsedFeed | ParseRejected | None) -> None:
        now = self._clock()
        arrivals = read_arrivals(feed, outcome.entries) if isinstance(outcome, ParsedFeed) else ()
        with self._rooms.store.writing() as session:
            new, id_kind = 0, feed.id_kind
            if isinstance(outcome, ParsedFeed):
                placed = place(session, self._rooms.desk, feed, arrivals, now=now)
                new, id_kind = placed.book.new, placed.id_kind
                self._keep_book(session, feed, outcome, placed.book, now)
                self._report.alerts += placed.alerts
            changed = after(feed, fetched, outcome, new=new, now=now, pace=self._pace)
            session.feeds.save(replace(changed, id_kind=id_kind))

    def _keep_book(self, session: Session, feed: Feed, parsed: ParsedFeed, placed: Book, now: datetime) -> None:
        rejected = len(parsed.rejections)
        book = replace(placed, received=parsed.received, rejected=rejected)
        reasons = Counter(rejection.reason for rejection in parsed.rejections)
        session.feeds.record(feed.id, at=now, book=book, reasons=reasons)
        self._report.book += book

    def _count(self, fetched: Fetched, outcome: ParsedFeed | ParseRejected | None) -> None:
        if fetched.fault is not None:
            self._report.faults[fetched.fault.kind.value] += 1
        elif isinstance(outcome, ParseRejected):
            self._report.faults[outcome.reason] += 1
        elif outcome is None:
            self._report.unchanged += 1


def _job(fetched: Fetched) -> ParseJob:
    return ParseJob(
        body=fetched.body,
        base_url=fetched.final_url,
        content_type=fetched.content_type,
        content_location=fetched.content_location,
        now=fetched.fetched_at,
    )


def _unbalanced(parsed: ParsedFeed) -> ParseRejected:
    """A parser that lost a row is not believed in the others either: nothing is placed, and the feed says why."""
    kept = len(parsed.entries) + len(parsed.rejections)
    return ParseRejected(
        _UNBALANCED, f"The books do not balance: {parsed.received} items received, {kept} accounted for."
    )
