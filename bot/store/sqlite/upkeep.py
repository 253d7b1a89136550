"""What is forgotten, what a restore left in doubt, and figures for whoever watches, in SQLite."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.model.feed import Book
from bot.ports.store.ledger import Plan
from bot.ports.store.upkeep import Figures, LostAlert, Restore, Shelved
from bot.store.channel_rows import plan_row
from bot.store.rows import maybe_time, stamp, time
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("upkeep")
_LEAVING = queries("leaving")  # in the order in which they stand there


class SqliteUpkeep:
    """Keeps the promises of `ports.store.upkeep.Upkeep`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def forgettable(self, *, before: datetime, after: int, limit: int) -> list[int]:
        """See the port."""
        values = {"before": stamp(before), "after": after, "limit": limit}
        return [row["id"] for row in rows(self._connection, _SQL["forgettable"], values)]

    def still_loose(self, story_ids: Iterable[int]) -> set[int]:
        """See the port."""
        return {row["id"] for row in rows(self._connection, _SQL["still_loose"], {"ids": json.dumps(list(story_ids))})}

    def forget(self, story_ids: Sequence[int], shelved: Sequence[Shelved]) -> int:
        """See the port."""
        words = [(one.entry.id, one.title_words, one.body_words) for one in shelved]
        self._connection.executemany(_SQL["forget_words"], words)
        entries = {"ids": json.dumps([one.entry.id for one in shelved])}
        for step in ("forget_identities", "forget_aliases"):
            self._connection.execute(_SQL[step], entries)
        # The rows that point at others go before those.
        self._connection.execute(_SQL["forget_entries"], entries)
        stories = {"ids": json.dumps(list(story_ids))}
        gone = (self._connection.execute(_SQL[step], stories).rowcount for step in ("forget_merged", "forget_stories"))
        return sum(gone)

    def forget_refusals(self, *, before: datetime) -> int:
        """See the port."""
        return int(self._connection.execute(_SQL["forget_refusals"], {"before": stamp(before)}).rowcount)

    def feeds_to_fold(self, *, before: datetime, least: int) -> list[int]:
        """See the port."""
        values = {"before": stamp(before), "least": least}
        return [row["feed_id"] for row in rows(self._connection, _SQL["feeds_to_fold"], values)]

    def fold_polls(self, feed_id: int, *, before: datetime) -> int:
        """See the port."""
        values = {"feed_id": feed_id, "before": stamp(before)}
        sums = self._connection.execute(_SQL["fold_polls"], values).lastrowid
        return int(self._connection.execute(_SQL["forget_polls"], values | {"sums": sums}).rowcount)

    def workspaces_to_forget(self, *, before: datetime) -> list[int]:
        """See the port."""
        values = {"before": stamp(before)}
        return [row["id"] for row in rows(self._connection, _SQL["workspaces_to_forget"], values)]

    def forget_workspace(self, workspace_id: int) -> None:
        """See the port."""
        for step in _LEAVING.values():
            self._connection.execute(step, {"id": workspace_id})

    def last_restore(self) -> Restore | None:
        """See the port."""
        row = self._connection.execute(_SQL["last_restore"]).fetchone()
        if row is None:
            return None
        return Restore(backup_at=time(row["backup_at"]), restored_at=time(row["restored_at"]), exact=bool(row["exact"]))

    def lost_alerts(self, channel_id: int, entry_ids: Iterable[int]) -> list[LostAlert]:
        """See the port."""
        values = {"channel_id": channel_id, "ids": json.dumps(list(entry_ids))}
        return [
            LostAlert(
                entry_id=row["entry_id"],
                key=row["key"],
                sure=bool(row["sure"]),
                platform_id=row["platform_id"],
                told_at=time(row["told_at"]),
            )
            for row in rows(self._connection, _SQL["lost_alerts"], values)
        ]

    def lost_kinds(self, channel_id: int) -> set[str]:
        """See the port."""
        return {row["kind"] for row in rows(self._connection, _SQL["lost_kinds"], {"channel_id": channel_id})}

    def adopt(self, plan: Plan, lost: LostAlert) -> None:
        """See the port."""
        values = {
            **plan_row(plan),
            "platform_id": lost.platform_id,
            "lost_key": lost.key,
            "told_at": stamp(lost.told_at),
        }
        self._connection.execute(_SQL["adopt"], values)

    def figures(self) -> Figures:
        """See the port."""
        counted = dict(self._connection.execute(_SQL["figures"]).fetchone())
        return Figures(
            **counted | {"oldest": maybe_time(counted["oldest"])},
            feeds=self._by("feed_states"),
            subscriptions=self._by("cadences"),
            received=Book(**dict(self._connection.execute(_SQL["received"]).fetchone())),
        )

    def fact(self, name: str) -> str:
        """See the port."""
        row = self._connection.execute(_SQL["fact"], {"name": name}).fetchone()
        return "" if row is None else str(row["value"])

    def set_fact(self, name: str, value: str) -> None:
        """See the port."""
        self._connection.execute(_SQL["set_fact"], {"name": name, "value": value})

    def _by(self, name: str) -> dict[str, int]:
        return {str(row[0]): int(row[1]) for row in rows(self._connection, _SQL[name])}
