"""Stories, their families and their matches, in SQLite."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.model.story import Story
from bot.model.topic import Match
from bot.ports.store.stories import Gain
from bot.store.rows import match, match_row, maybe_stamp, story, story_row
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("stories")


class SqliteStories:
    """Keeps the promises of `ports.store.stories`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_id(self) -> int:
        """See the port."""
        return int(self._connection.execute(_SQL["last_id"]).fetchone()[0]) + 1

    def get(self, story_ids: Iterable[int]) -> dict[int, Story]:
        """See the port."""
        found = rows(self._connection, _SQL["get"], {"ids": json.dumps(list(story_ids))})
        return {row["id"]: story(row) for row in found}

    def root(self, story_id: int) -> int:
        """See the port."""
        row = self._connection.execute(_SQL["root"], {"id": story_id}).fetchone()
        return int(row[0]) if row else story_id

    def family(self, story_id: int) -> tuple[int, ...]:
        """See the port."""
        found = rows(self._connection, _SQL["family"], {"root": self.root(story_id)})
        return tuple(row[0] for row in found)

    def save(self, stories: Sequence[Story]) -> None:
        """See the port."""
        self._connection.executemany(_SQL["save"], [story_row(one) for one in stories])

    def merge(self, winner: int, loser: int, *, seq: int) -> None:
        """See the port."""
        values = {"winner": winner, "loser": loser, "seq": seq}
        self._connection.execute(_SQL["inherit_matches"], values)
        self._connection.execute(_SQL["merge"], values)

    def merged_after(self, seq: int) -> list[tuple[int, int]]:
        """See the port."""
        return [(row["winner"], row["loser"]) for row in rows(self._connection, _SQL["merged_after"], {"seq": seq})]

    def add_matches(self, matches: Sequence[Match]) -> list[Match]:
        """See the port."""
        return [one for one in matches if self._add_match(one)]

    def _add_match(self, match: Match) -> bool:
        values = match_row(match)
        known = self._connection.execute(_SQL["has_match"], values).fetchone() is not None
        self._connection.execute(_SQL["add_match"], values)
        return not known

    def commits(self, *, topic_id: int, version: int, story_ids: Iterable[int]) -> dict[int, int]:
        """See the port."""
        values = {"topic_id": topic_id, "version": version, "ids": json.dumps(list(story_ids))}
        return {row["story_id"]: row["seq"] for row in rows(self._connection, _SQL["commits"], values)}

    def matches_of(self, story_ids: Iterable[int]) -> list[Match]:
        """See the port."""
        found = rows(self._connection, _SQL["matches_of"], {"ids": json.dumps(list(story_ids))})
        return [match(row) for row in found]

    def matches_ever(self, story_ids: Iterable[int]) -> list[Match]:
        """See the port."""
        found = rows(self._connection, _SQL["matches_ever"], {"ids": json.dumps(list(story_ids))})
        return [match(row) for row in found]

    def gains(self, *, topic_id: int, version: int, after: int) -> list[Gain]:
        """See the port."""
        values = {"topic_id": topic_id, "version": version, "after": after}
        found = rows(self._connection, _SQL["gains"], values)
        return [Gain(**dict(row) | {"new": bool(row["new"])}) for row in found]

    def fresh(self, *, topic_id: int, version: int, after: int, upto: int, since: datetime | None) -> list[Match]:
        """See the port."""
        values = {
            "topic_id": topic_id,
            "version": version,
            "after": after,
            "upto": upto,
            "since": maybe_stamp(since),
        }
        return [match(row) for row in rows(self._connection, _SQL["fresh"], values)]

    def latest(self, *, topic_id: int, version: int, limit: int) -> list[Story]:
        """See the port."""
        values = {"topic_id": topic_id, "version": version, "limit": limit}
        return [story(row) for row in rows(self._connection, _SQL["latest"], values)]
