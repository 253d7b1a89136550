"""Extracts that were taken down, in SQLite."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.model.delivery import Delivery
from bot.model.digest import Digest
from bot.model.topic import Match
from bot.store import digest_rows
from bot.store.channel_rows import delivery
from bot.store.rows import match, match_row, maybe_time, stamp
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("takedowns")


class SqliteTakedowns:
    """Keeps the promises of `ports.store.takedowns`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, entry_ids: Iterable[int], *, links: Iterable[str], channel_id: int, now: datetime) -> None:
        """See the port."""
        ids, addresses = list(entry_ids), list(links)
        self._connection.executemany(
            _SQL["record"],
            [
                {"link": link, "entry_id": entry_id, "channel_id": channel_id, "now": stamp(now)}
                for entry_id in ids
                for link in addresses
            ],
        )
        self._connection.execute(_SQL["mark"], {"ids": json.dumps(ids), "now": stamp(now)})
        self._connection.execute(_SQL["compact_words"])

    def inherit(self, links: Mapping[int, str]) -> None:
        """See the port."""
        values = [{"entry_id": entry_id, "link": link} for entry_id, link in links.items()]
        self._connection.executemany(_SQL["inherit"], values)
        self._connection.executemany(_SQL["mark_inherited"], values)

    def taken(self, links: Iterable[str]) -> frozenset[str]:
        """See the port."""
        found = rows(self._connection, _SQL["taken"], {"links": json.dumps(list(links))})
        return frozenset(row["link"] for row in found)

    def when(self, entry_ids: Iterable[int]) -> datetime | None:
        """See the port."""
        return maybe_time(self._connection.execute(_SQL["when"], _ids(entry_ids)).fetchone()[0])

    def aliases(self, entry_ids: Iterable[int]) -> list[str]:
        """See the port."""
        return [row["link"] for row in rows(self._connection, _SQL["aliases"], _ids(entry_ids))]

    def matches(self, entry_ids: Iterable[int]) -> list[Match]:
        """See the port."""
        return [match(row) for row in rows(self._connection, _SQL["matches"], _ids(entry_ids))]

    def reword(self, matches: Iterable[Match]) -> None:
        """See the port."""
        self._connection.executemany(_SQL["reword"], [match_row(one) for one in matches])

    def issues(self, entry_ids: Iterable[int]) -> list[int]:
        """See the port."""
        return [row["digest_id"] for row in rows(self._connection, _SQL["issues"], _ids(entry_ids))]

    def revise(self, digest: Digest, *, now: datetime) -> None:
        """See the port."""
        stories = [digest_rows.story_row(digest.id, story) for story in digest.stories]
        self._connection.executemany(_SQL["revise_story"], stories)
        self._connection.execute(_SQL["revise_digest"], {"id": digest.id, "now": stamp(now)})

    def posted(self, digest_ids: Iterable[int]) -> list[Delivery]:
        """See the port."""
        return [delivery(row) for row in rows(self._connection, _SQL["posted"], _ids(digest_ids))]


def _ids(ids: Iterable[int]) -> dict[str, str]:
    return {"ids": json.dumps(list(ids))}
