"""Workspaces, channels and their subscriptions, in SQLite."""

from datetime import datetime
from typing import Any

from bot.errors import NotFound
from bot.model.channel import Channel, OwnRules, Workspace
from bot.model.subscription import Schedule, Subscription
from bot.store.channel_rows import channel, subscription, workspace
from bot.store.rows import maybe_stamp, stamp
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_CHANNELS = queries("channels")
_SUBSCRIPTIONS = queries("subscriptions")


class SqliteChannels:
    """Keeps the promises of `ports.store.channels.Channels`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ensure_workspace(self, *, platform: str, key: str, name: str) -> Workspace:
        """See the port."""
        values = {"platform": platform, "key": key, "name": name}
        return workspace(self._connection.execute(_CHANNELS["ensure_workspace"], values).fetchone())

    def ensure(self, *, workspace: Workspace, key: str, name: str) -> Channel:
        """See the port."""
        values = {"workspace_id": workspace.id, "key": key, "name": name}
        return self.get(self._connection.execute(_CHANNELS["ensure"], values).fetchone()[0])

    def get(self, channel_id: int) -> Channel:
        """See the port."""
        row = self._connection.execute(_CHANNELS["get"], {"id": channel_id}).fetchone()
        if row is None:
            raise NotFound(f"There is no channel {channel_id}.", "Subscribe from the channel to make it known.")
        return channel(row)

    def of_workspace(self, workspace_id: int) -> list[Channel]:
        """See the port."""
        return [
            channel(row) for row in rows(self._connection, _CHANNELS["of_workspace"], {"workspace_id": workspace_id})
        ]

    def workspace(self, *, platform: str, key: str) -> Workspace | None:
        """See the port."""
        row = self._connection.execute(_CHANNELS["workspace"], {"platform": platform, "key": key}).fetchone()
        return workspace(row) if row else None

    def workspaces(self) -> list[Workspace]:
        """See the port."""
        return [workspace(row) for row in rows(self._connection, _CHANNELS["workspaces"], {})]

    def of_key(self, workspace_id: int, key: str) -> Channel | None:
        """See the port."""
        row = self._connection.execute(_CHANNELS["of_key"], {"workspace_id": workspace_id, "key": key}).fetchone()
        return channel(row) if row else None

    def set_creator(self, channel_id: int, creator: str) -> None:
        """See the port."""
        self._connection.execute(_CHANNELS["set_creator"], {"id": channel_id, "creator": creator})

    def set_private(self, channel_id: int, is_private: bool) -> None:
        """See the port."""
        self._connection.execute(_CHANNELS["set_private"], {"id": channel_id, "private": int(is_private)})

    def set_way(self, channel_id: int, *, service_url: str, team: str, kind: str = "") -> None:
        """See the port."""
        values = {"id": channel_id, "service_url": service_url, "team": team, "kind": kind}
        self._connection.execute(_CHANNELS["set_way"], values)

    def of_team(self, workspace_id: int, team: str) -> list[Channel]:
        """See the port."""
        values = {"workspace_id": workspace_id, "team": team}
        return [channel(row) for row in rows(self._connection, _CHANNELS["of_team"], values)]

    def park(self, channel_id: int, reason: str) -> None:
        """See the port."""
        self._connection.execute(_CHANNELS["park"], {"id": channel_id, "reason": reason})

    def park_workspace(self, workspace_id: int, reason: str) -> None:
        """See the port."""
        self._connection.execute(_CHANNELS["park_workspace"], {"id": workspace_id, "reason": reason})

    def remove_workspace(self, workspace_id: int, *, at: datetime | None) -> None:
        """See the port."""
        self._connection.execute(_CHANNELS["remove_workspace"], {"id": workspace_id, "at": maybe_stamp(at)})

    def rekey(self, channel_id: int, key: str) -> None:
        """See the port."""
        self._connection.execute(_CHANNELS["rekey"], {"id": channel_id, "key": key})

    def rename(self, channel_id: int, name: str) -> None:
        """See the port."""
        self._connection.execute(_CHANNELS["rename"], {"id": channel_id, "name": name})

    def rules(self, channel_id: int) -> OwnRules:
        """See the port."""
        row = self._connection.execute(_CHANNELS["rules"], {"id": channel_id}).fetchone()
        quiet = None if row["quiet_from"] is None else (row["quiet_from"], row["quiet_to"])
        return OwnRules(ceiling=row["ceiling"], quiet=quiet, zone=row["zone"])

    def set_rules(self, channel_id: int, rules: OwnRules) -> None:
        """See the port."""
        quiet_from, quiet_to = rules.quiet or (None, None)
        values = {"ceiling": rules.ceiling, "quiet_from": quiet_from, "quiet_to": quiet_to, "zone": rules.zone}
        self._connection.execute(_CHANNELS["set_rules"], values | {"id": channel_id})


class SqliteSubscriptions:
    """Keeps the promises of `ports.store.channels.Subscriptions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(
        self,
        *,
        channel_id: int,
        topic_id: int,
        schedule: Schedule,
        due_at: datetime | None,
        now: datetime,
        made_by: str = "",
    ) -> Subscription:
        """See the port."""
        values = {
            "channel_id": channel_id,
            "topic_id": topic_id,
            "cadence": schedule.cadence,
            "hour": schedule.hour,
            "weekday": schedule.weekday,
            "zone": schedule.zone,
            "due_at": maybe_stamp(due_at),
            "now": stamp(now),
            "made_by": made_by,
        }
        return subscription(self._connection.execute(_SUBSCRIPTIONS["put"], values).fetchone())

    def get(self, subscription_id: int) -> Subscription:
        """See the port."""
        found = self._read("get", {"id": subscription_id})
        if not found:
            raise NotFound(f"There is no subscription {subscription_id}.", "`status` lists this channel's.")
        return found[0]

    def find(self, *, channel_id: int, topic_id: int) -> Subscription | None:
        """See the port."""
        found = self._read("find", {"channel_id": channel_id, "topic_id": topic_id})
        return found[0] if found else None

    def of_channel(self, channel_id: int) -> list[Subscription]:
        """See the port."""
        return self._read("of_channel", {"channel_id": channel_id})

    def of_topic(self, topic_id: int) -> list[Subscription]:
        """See the port."""
        return self._read("of_topic", {"topic_id": topic_id})

    def move(self, *, workspace_id: int, from_topic: int, to_topic: int, now: datetime) -> None:
        """See the port."""
        values = {"workspace_id": workspace_id, "from_topic": from_topic, "to_topic": to_topic, "now": stamp(now)}
        for step in ("take_over", "move", "end_rest"):
            self._connection.execute(_SUBSCRIPTIONS[step], values)

    def of_topic_at_once(self, topic_id: int) -> list[Subscription]:
        """See the port."""
        return self._read("of_topic_at_once", {"topic_id": topic_id})

    def due(self, now: datetime, *, too_far: datetime) -> list[Subscription]:
        """See the port."""
        return self._read("due", {"now": stamp(now), "too_far": stamp(too_far)})

    def told(self, subscription_id: int, *, mark: int, until: datetime, due_at: datetime | None) -> None:
        """See the port."""
        values = {"id": subscription_id, "mark": mark, "told_until": stamp(until), "due_at": maybe_stamp(due_at)}
        self._connection.execute(_SUBSCRIPTIONS["told"], values)

    def pause(self, subscription_id: int, *, until: datetime | None, now: datetime) -> Subscription:
        """See the port."""
        values = {"id": subscription_id, "until": maybe_stamp(until), "now": stamp(now)}
        return subscription(self._connection.execute(_SUBSCRIPTIONS["pause"], values).fetchone())

    def resume(self, subscription_id: int) -> Subscription:
        """See the port."""
        return subscription(self._connection.execute(_SUBSCRIPTIONS["resume"], {"id": subscription_id}).fetchone())

    def end(self, subscription_id: int, *, now: datetime) -> None:
        """See the port."""
        self._connection.execute(_SUBSCRIPTIONS["end"], {"id": subscription_id, "now": stamp(now)})

    def _read(self, name: str, values: dict[str, Any]) -> list[Subscription]:
        return [subscription(row) for row in rows(self._connection, _SUBSCRIPTIONS[name], values)]
