"""Mutes of channels, in SQLite."""

from datetime import datetime

from bot.model.mute import Mute, MuteKind
from bot.store.channel_rows import mute
from bot.store.rows import maybe_stamp, stamp
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("mutes")


class SqliteMutes:
    """Keeps the promises of `ports.store.mutes.Mutes`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, *, channel_id: int, kind: MuteKind, value: str, until: datetime | None, now: datetime) -> Mute:
        """See the port."""
        values = {
            "channel_id": channel_id,
            "kind": kind,
            "value": value,
            "until": maybe_stamp(until),
            "now": stamp(now),
        }
        known = self._connection.execute(_SQL["extend"], values).fetchone()
        return mute(known or self._connection.execute(_SQL["add"], values).fetchone())

    def of_channel(self, channel_id: int, *, now: datetime) -> list[Mute]:
        """See the port."""
        values = {"channel_id": channel_id, "now": stamp(now)}
        return [mute(row) for row in rows(self._connection, _SQL["of_channel"], values)]

    def end(self, mute_id: int, *, now: datetime) -> None:
        """See the port."""
        self._connection.execute(_SQL["end"], {"id": mute_id, "now": stamp(now)})
