"""Feeds, their polls and their books, in SQLite."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.errors import NotFound
from bot.model.feed import Book, Feed, FeedSpec
from bot.store.rows import feed, feed_row, maybe_time, stamp
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("feeds")
_LONGEST_WAIT = timedelta(days=9)  # nothing of ours waits for longer than a week, and its jitter


class SqliteFeeds:
    """Keeps the promises of `ports.store.feeds`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sync(self, specs: Sequence[FeedSpec], *, now: datetime, interval: timedelta) -> None:
        """See the port."""
        for spec in specs:
            self._connection.execute(_SQL["upsert"], _spec_row(spec, now, interval))
        urls = json.dumps([spec.url for spec in specs])
        self._connection.execute(_SQL["retire"], {"now": stamp(now), "urls": urls})
        self._connection.execute(_SQL["disown"], {"urls": urls})

    def add(self, spec: FeedSpec, *, now: datetime, interval: timedelta) -> Feed:
        """See the port."""
        return feed(self._connection.execute(_SQL["add"], _spec_row(spec, now, interval)).fetchone())

    def remove(self, feed_id: int, *, now: datetime) -> None:
        """See the port."""
        self._connection.execute(_SQL["remove"], {"id": feed_id, "now": stamp(now)})

    def all(self) -> list[Feed]:
        """See the port."""
        return [feed(row) for row in rows(self._connection, _SQL["all"])]

    def dropped(self) -> list[Feed]:
        """See the port."""
        return [feed(row) for row in rows(self._connection, _SQL["dropped"])]

    def get(self, feed_id: int) -> Feed:
        """See the port."""
        row = self._connection.execute(_SQL["get"], {"id": feed_id}).fetchone()
        if row is None:
            raise NotFound(f"There is no feed {feed_id}.", "`feeds health` lists them.")
        return feed(row)

    def claim_due(self, *, now: datetime, until: datetime, limit: int) -> list[Feed]:
        """See the port."""
        values = {"now": stamp(now), "until": stamp(until), "too_far": stamp(now + _LONGEST_WAIT), "limit": limit}
        claimed = [feed(row) for row in rows(self._connection, _SQL["claim_due"], values)]
        return sorted(claimed, key=lambda one: (one.due_at, one.id))

    def save(self, feed: Feed) -> None:
        """See the port."""
        self._connection.execute(_SQL["save"], feed_row(feed))

    def record(self, feed_id: int, *, at: datetime, book: Book, reasons: Mapping[str, int]) -> None:
        """See the port."""
        self._connection.execute(
            _SQL["record"],
            {
                "feed_id": feed_id,
                "polled_at": stamp(at),
                "received": book.received,
                "new": book.new,
                "updated": book.updated,
                "duplicate": book.duplicate,
                "rejected": book.rejected,
                "reasons": json.dumps(dict(reasons), sort_keys=True),
            },
        )

    def books(self) -> dict[int, Book]:
        """See the port."""
        return {
            row["feed_id"]: Book(
                received=row["received"],
                new=row["new"],
                updated=row["updated"],
                duplicate=row["duplicate"],
                rejected=row["rejected"],
            )
            for row in rows(self._connection, _SQL["books"])
        }

    def longest_due(self) -> datetime | None:
        """See the port."""
        return maybe_time(self._connection.execute(_SQL["longest_due"]).fetchone()[0])

    def last_polled(self) -> datetime | None:
        """See the port."""
        return maybe_time(self._connection.execute(_SQL["last_polled"]).fetchone()[0])


def _spec_row(spec: FeedSpec, now: datetime, interval: timedelta) -> dict[str, Any]:
    """A feed as it is named, due now."""
    return {
        "source": spec.source,
        "url": spec.url,
        "category": spec.category,
        "language": spec.language,
        "tier": spec.tier,
        "fallbacks": json.dumps(spec.fallbacks),
        "due_at": stamp(now),
        "interval_seconds": int(interval.total_seconds()),
    }
