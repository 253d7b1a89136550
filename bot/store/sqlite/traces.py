"""Traces of articles that did not become entries of their own, in SQLite."""

from collections.abc import Sequence
from datetime import datetime

from bot.ports.store.traces import Alias, Refusal
from bot.store.rows import Row, maybe_time, stamp, time
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("traces")


class SqliteTraces:
    """Keeps the promises of `ports.store.traces`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note_aliases(self, aliases: Sequence[Alias]) -> None:
        """See the port."""
        self._connection.executemany(_SQL["note_alias"], [_alias_row(alias) for alias in aliases])

    def aliases_of(self, link: str) -> list[Alias]:
        """See the port."""
        return [_alias(row) for row in rows(self._connection, _SQL["aliases_of"], {"link": link})]

    def feeds_of_site(self, site: str) -> list[int]:
        """See the port."""
        values = {"from": f"https://{site}/", "to": f"https://{site}0"}  # "0" comes right after "/"
        return [row["feed_id"] for row in rows(self._connection, _SQL["feeds_of_site"], values)]

    def first_polled(self, feed_id: int) -> datetime | None:
        """See the port."""
        return maybe_time(self._connection.execute(_SQL["first_polled"], {"feed_id": feed_id}).fetchone()[0])

    def note_refusals(self, refusals: Sequence[Refusal]) -> None:
        """See the port."""
        self._connection.executemany(_SQL["note_refusal"], [_refusal_row(refusal) for refusal in refusals])

    def refusals_of(self, link: str) -> list[Refusal]:
        """See the port."""
        return [_refusal(row) for row in rows(self._connection, _SQL["refusals_of"], {"link": link})]


def _alias_row(alias: Alias) -> dict[str, int | str]:
    return {
        "link": alias.link,
        "entry_id": alias.entry_id,
        "feed_id": alias.feed_id,
        "seen_at": stamp(alias.seen_at),
    }


def _alias(row: Row) -> Alias:
    return Alias(link=row["link"], entry_id=row["entry_id"], feed_id=row["feed_id"], seen_at=time(row["seen_at"]))


def _refusal_row(refusal: Refusal) -> dict[str, int | str]:
    return {
        "link": refusal.link,
        "feed_id": refusal.feed_id,
        "title": refusal.title,
        "reason": refusal.reason,
        "seen_at": stamp(refusal.seen_at),
    }


def _refusal(row: Row) -> Refusal:
    return Refusal(
        link=row["link"],
        feed_id=row["feed_id"],
        title=row["title"],
        reason=row["reason"],
        seen_at=time(row["seen_at"]),
    )
