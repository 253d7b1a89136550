"""The audit, installations, shares and what was heard, in SQLite."""

import json
from collections.abc import Iterable
from datetime import datetime

from bot.errors import NotFound
from bot.model import message_codec
from bot.model.message import Message
from bot.model.person import Person
from bot.ports.store.audit import Change
from bot.store.rows import stamp, time
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("office")


class SqliteAudit:
    """Keeps the promises of `ports.store.audit.Audit`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, *, workspace_id: int, channel_id: int | None, person: Person, words: str, now: datetime) -> None:
        """See the port."""
        values = {
            "workspace_id": workspace_id,
            "channel_id": channel_id,
            "person": person.key,
            "name": person.name,
            "words": words,
            "now": stamp(now),
        }
        self._connection.execute(_SQL["note_change"], values)

    def of_workspace(
        self, workspace_id: int, *, limit: int, offset: int = 0, channel_ids: Iterable[int] | None = None
    ) -> list[Change]:
        """See the port."""
        channels = None if channel_ids is None else json.dumps(list(channel_ids))
        values = {"workspace_id": workspace_id, "limit": limit, "offset": offset, "channels": channels}
        return [
            Change(
                at=time(row["at"]),
                channel_name=row["channel_name"],
                person=row["person"],
                name=row["name"],
                words=row["words"],
            )
            for row in rows(self._connection, _SQL["changes"], values)
        ]


class SqliteInstallations:
    """Keeps the promises of `ports.store.installations.Installations`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, *, platform: str, key: str, sealed: bytes, now: datetime) -> None:
        """See the port."""
        values = {"platform": platform, "key": key, "sealed": sealed, "now": stamp(now)}
        self._connection.execute(_SQL["install"], values)

    def get(self, *, platform: str, key: str) -> bytes | None:
        """See the port."""
        found = self._connection.execute(_SQL["installation"], {"platform": platform, "key": key}).fetchone()
        return bytes(found["sealed"]) if found else None

    def keys(self, platform: str) -> list[str]:
        """See the port."""
        return [str(row["key"]) for row in rows(self._connection, _SQL["installed"], {"platform": platform})]

    def remove(self, *, platform: str, key: str) -> bool:
        """See the port."""
        return bool(self._connection.execute(_SQL["uninstall"], {"platform": platform, "key": key}).rowcount)


class SqliteShares:
    """Keeps the promises of `ports.store.shares.Shares`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *, channel_id: int, person: str, message: Message, now: datetime) -> int:
        """See the port."""
        dumped = json.dumps(message_codec.dump(message), ensure_ascii=False)
        values = {"channel_id": channel_id, "person": person, "message": dumped, "now": stamp(now)}
        return int(self._connection.execute(_SQL["share"], values).fetchone()["id"])

    def get(self, share_id: int) -> Message:
        """See the port."""
        found = self._connection.execute(_SQL["shared"], {"id": share_id}).fetchone()
        if found is None:
            raise NotFound(f"There is no shared answer {share_id}.")
        return message_codec.load(json.loads(found["message"]))


class SqliteHeard:
    """Keeps the promises of `ports.store.heard.Heard`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def first(self, key: str, *, now: datetime) -> bool:
        """See the port."""
        return bool(self._connection.execute(_SQL["hear"], {"key": key, "now": stamp(now)}).rowcount)

    def forget(self, *, before: datetime) -> int:
        """See the port."""
        return self._connection.execute(_SQL["forget_heard"], {"before": stamp(before)}).rowcount
