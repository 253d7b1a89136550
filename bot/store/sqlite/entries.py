"""Entries, their identities and the full-text index, in SQLite."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bot.model.entry import Entry
from bot.ports.store.entries import Filed, Move
from bot.store.rows import entry, entry_row, maybe_stamp, maybe_time, stamp
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("entries")


class SqliteEntries:
    """Keeps the promises of `ports.store.entries`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, keys: Iterable[tuple[str, str]]) -> list[tuple[str, str, Entry]]:
        """See the port."""
        wanted = json.dumps(list(keys))
        found = rows(self._connection, _SQL["known"], {"keys": wanted})
        return [(row["known_kind"], row["known_key"], entry(row)) for row in found]

    def next_id(self) -> int:
        """See the port."""
        return int(self._connection.execute(_SQL["last_id"]).fetchone()[0]) + 1

    def add(self, filed: Sequence[Filed]) -> None:
        """See the port."""
        self._connection.executemany(_SQL["add"], [entry_row(one.entry) for one in filed])
        self._identify(filed)
        words = [(one.entry.id, one.title_words, one.body_words) for one in filed]
        self._connection.executemany(_SQL["add_words"], words)

    def revise(self, filed: Filed, *, old_title_words: str, old_body_words: str) -> None:
        """See the port."""
        self._connection.execute(_SQL["remove_words"], (filed.entry.id, old_title_words, old_body_words))
        self._connection.execute(_SQL["add_words"], (filed.entry.id, filed.title_words, filed.body_words))
        self._connection.execute(_SQL["revise"], entry_row(filed.entry))
        self._identify([filed])

    def get(self, entry_ids: Iterable[int]) -> dict[int, Entry]:
        """See the port."""
        found = rows(self._connection, _SQL["get"], {"ids": json.dumps(list(entry_ids))})
        return {row["id"]: entry(row) for row in found}

    def of_stories(self, story_ids: Iterable[int]) -> dict[int, list[Entry]]:
        """See the port."""
        told: dict[int, list[Entry]] = {story_id: [] for story_id in story_ids}
        for row in rows(self._connection, _SQL["of_stories"], {"ids": json.dumps(list(told))}):
            told[row["story_id"]].append(entry(row))
        return told

    def move(self, from_story: int, to_story: int) -> None:
        """See the port."""
        self._connection.execute(_SQL["note_move"], {"from": from_story})
        self._connection.execute(_SQL["move"], {"from": from_story, "to": to_story})

    def moves(self, story_ids: Iterable[int]) -> list[Move]:
        """See the port."""
        found = rows(self._connection, _SQL["moves"], {"ids": json.dumps(list(story_ids))})
        return [Move(row["entry_id"], row["story_id"], row["seq"]) for row in found]

    def since(self, when: datetime) -> Iterator[Entry]:
        """See the port."""
        return (entry(row) for row in self._connection.execute(_SQL["since"], {"since": stamp(when)}))

    def after(self, seq: int) -> Iterator[Entry]:
        """See the port."""
        return (entry(row) for row in self._connection.execute(_SQL["after"], {"seq": seq}))

    def search(self, *, words: str | None, limit: int | None, since: datetime | None = None) -> list[Entry]:
        """See the port."""
        values = {"limit": -1 if limit is None else limit, "since": maybe_stamp(since)}
        if words is None:
            return [entry(row) for row in rows(self._connection, _SQL["newest"], values)]
        return [entry(row) for row in rows(self._connection, _SQL["search"], values | {"words": words})]

    def commit_before(self, when: datetime) -> int:
        """See the port."""
        row = self._connection.execute(_SQL["commit_before"], {"when": stamp(when)}).fetchone()
        return 0 if row is None else int(row[0])

    def whole_since(self) -> datetime | None:
        """See the port."""
        return maybe_time(self._connection.execute(_SQL["whole_since"]).fetchone()[0])

    def total(self) -> int:
        """See the port."""
        return int(self._connection.execute(_SQL["total"]).fetchone()[0])

    def read_between(self, after: int, upto: int, *, since: datetime | None) -> dict[int, int]:
        """See the port."""
        values = {"after": after, "upto": upto, "since": maybe_stamp(since)}
        return {row["feed_id"]: row["number"] for row in rows(self._connection, _SQL["read_between"], values)}

    def _identify(self, filed: Sequence[Filed]) -> None:
        keys = [(kind, key, one.entry.id) for one in filed for kind, key in one.keys]
        self._connection.executemany(_SQL["add_identity"], keys)
