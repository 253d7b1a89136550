"""Frozen digests, in SQLite."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.errors import NotFound
from bot.model.digest import Digest
from bot.model.subscription import Cadence
from bot.ports.store.digests import Issue, Telling
from bot.store import digest_rows
from bot.store.rows import Row, stamp, time
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("digests")


class SqliteDigests:
    """Keeps the promises of `ports.store.digests`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_number(self, subscription_id: int) -> int:
        """See the port."""
        values = {"subscription_id": subscription_id}
        return int(self._connection.execute(_SQL["next_number"], values).fetchone()[0])

    def freeze(self, digest: Digest) -> Digest:
        """See the port."""
        digest_id = self._connection.execute(_SQL["add"], digest_rows.digest_row(digest)).lastrowid
        assert digest_id is not None  # an INSERT always has one
        for story in digest.stories:
            self._connection.execute(_SQL["add_story"], digest_rows.story_row(digest_id, story))
            self._connection.executemany(_SQL["add_entry"], digest_rows.entry_rows(digest_id, story))
        self._connection.executemany(_SQL["add_feed"], digest_rows.feed_rows(digest, digest_id))
        self._connection.executemany(_SQL["add_held"], digest_rows.held_rows(digest, digest_id))
        return replace(digest, id=digest_id)

    def get(self, digest_id: int) -> Digest:
        """See the port."""
        digest = self._first("get", {"id": digest_id})
        if digest is None:
            raise NotFound(f"There is no digest {digest_id}.", "`status` names each subscription's last issue.")
        return digest

    def by_token(self, token: str) -> Digest | None:
        """See the port."""
        return self._first("by_token", {"token": token})

    def latest(self, subscription_id: int) -> Digest | None:
        """See the port."""
        return self._first("latest", {"subscription_id": subscription_id})

    def counts(self, subscription_id: int, *, cadence: Cadence, last: int) -> tuple[int, ...]:
        """See the port."""
        values = {"subscription_id": subscription_id, "cadence": cadence, "last": last}
        return tuple(row["number"] for row in reversed(rows(self._connection, _SQL["counts"], values)))

    def tellings(self, channel_id: int, story_ids: Iterable[int]) -> list[Telling]:
        """See the port."""
        values = {"channel_id": channel_id, "story_ids": json.dumps(list(story_ids))}
        return [Telling(**dict(row)) for row in rows(self._connection, _SQL["tellings"], values)]

    def issues(self, channel_id: int, *, since: datetime) -> list[Issue]:
        """See the port."""
        found = rows(self._connection, _SQL["issues"], {"channel_id": channel_id, "since": stamp(since)})
        return [Issue(**dict(row) | {"created_at": time(row["created_at"])}) for row in found]

    def told_since(self, channel_id: int, story_ids: Iterable[int], *, since: datetime) -> list[int]:
        """See the port."""
        values = {"channel_id": channel_id, "story_ids": json.dumps(list(story_ids)), "since": stamp(since)}
        return [row["id"] for row in rows(self._connection, _SQL["told_since"], values)]

    def _first(self, name: str, values: dict[str, int | str]) -> Digest | None:
        row: Row | None = self._connection.execute(_SQL[name], values).fetchone()
        if row is None:
            return None
        key = {"id": row["id"]}
        parts = (rows(self._connection, _SQL[part], key) for part in ("stories", "entries", "feeds", "held"))
        return digest_rows.digest(row, *parts)
