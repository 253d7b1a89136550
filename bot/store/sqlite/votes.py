"""Votes of channels, in SQLite."""

from collections.abc import Mapping
from datetime import datetime

from bot.model.learned import LearnedKind, Vote
from bot.store.rows import stamp, time
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("votes")
_VERDICTS = {True: 1, False: -1, None: 0}


class SqliteVotes:
    """Keeps the promises of `ports.store.votes.Votes`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def cast(self, *, channel_id: int, story_id: int, person: str, useful: bool | None, now: datetime) -> None:
        """See the port."""
        values = {
            "channel_id": channel_id,
            "story_id": story_id,
            "person": person,
            "verdict": _VERDICTS[useful],
            "now": stamp(now),
        }
        self._connection.execute(_SQL["cast"], values)

    def of_channel(self, channel_id: int) -> list[Vote]:
        """See the port."""
        found = rows(self._connection, _SQL["of_channel"], {"channel_id": channel_id})
        return [
            Vote(story_id=row["story_id"], person=row["person"], useful=row["verdict"] > 0, at=time(row["at"]))
            for row in found
        ]

    def unlearn(self, *, channel_id: int, kind: LearnedKind, value: str, now: datetime) -> bool:
        """See the port."""
        return self._changed("unlearn", channel_id, kind, value, now)

    def relearn(self, *, channel_id: int, kind: LearnedKind, value: str, now: datetime) -> bool:
        """See the port."""
        return self._changed("relearn", channel_id, kind, value, now)

    def unlearned(self, channel_id: int) -> Mapping[LearnedKind, frozenset[str]]:
        """See the port."""
        found = list(rows(self._connection, _SQL["unlearned"], {"channel_id": channel_id}))
        return {kind: frozenset(row["value"] for row in found if row["kind"] == kind) for kind in LearnedKind}

    def _changed(self, name: str, channel_id: int, kind: LearnedKind, value: str, now: datetime) -> bool:
        values = {"channel_id": channel_id, "kind": kind, "value": value, "now": stamp(now)}
        return bool(self._connection.execute(_SQL[name], values).rowcount)
