"""Topics and their versions, in SQLite."""

import json
from collections.abc import Sequence
from datetime import datetime

from bot.errors import NotFound
from bot.model.topic import Topic, TopicSpec
from bot.store.rows import stamp, topic
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("topics")


class SqliteTopics:
    """Keeps the promises of `ports.store.topics`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sync(self, specs: Sequence[TopicSpec], *, now: datetime) -> list[Topic]:
        """See the port."""
        changed = [topic for spec in specs if (topic := self._sync(spec, now)) is not None]
        names = json.dumps([spec.name for spec in specs])
        self._connection.execute(_SQL["retire"], {"names": names, "now": stamp(now)})
        return changed

    def _sync(self, spec: TopicSpec, now: datetime) -> Topic | None:
        said = {"title": spec.title, "query": spec.query, "threshold": spec.threshold}
        values = said | {"name": spec.name, "now": stamp(now)}
        known = self._connection.execute(_SQL["installed"], values).fetchone()
        if known is None:
            return topic(self._connection.execute(_SQL["add"], values).fetchone())
        if known["retired_at"] is None and all(known[column] == value for column, value in said.items()):
            return None
        after = topic(self._connection.execute(_SQL["change"], values | {"id": known["id"]}).fetchone())
        return after if after.version != known["version"] else None

    def save(
        self, *, workspace_id: int, name: str, title: str, query: str, now: datetime, threshold: float = 0.0
    ) -> Topic:
        """See the port."""
        said = {"name": name, "title": title, "query": query, "threshold": threshold}
        values = said | {"workspace_id": workspace_id, "now": stamp(now)}
        return topic(self._connection.execute(_SQL["save"], values).fetchone())

    def retire(self, topic_id: int, *, now: datetime) -> None:
        """See the port."""
        self._connection.execute(_SQL["retire_one"], {"id": topic_id, "now": stamp(now)})

    def all(self) -> list[Topic]:
        """See the port."""
        return [topic(row) for row in rows(self._connection, _SQL["all"])]

    def offered(self, workspace_id: int) -> list[Topic]:
        """See the port."""
        return [topic(row) for row in rows(self._connection, _SQL["offered"], {"workspace_id": workspace_id})]

    def get(self, topic_id: int) -> Topic:
        """See the port."""
        row = self._connection.execute(_SQL["get"], {"id": topic_id}).fetchone()
        if row is None:
            raise NotFound(f"There is no topic {topic_id}.", "`topics` lists them.")
        return topic(row)

    def stamp(self) -> tuple[int, ...]:
        """See the port."""
        return tuple(self._connection.execute(_SQL["stamp"]).fetchone())
