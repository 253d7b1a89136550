"""The ledger, in SQLite."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.model.delivery import Delivery, DeliveryState
from bot.ports.store.ledger import Plan
from bot.store.rows import delivery, maybe_stamp, maybe_time, stamp
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("ledger")


class SqliteLedger:
    """Keeps the promises of `ports.store.ledger`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def plan(self, plans: Sequence[Plan], *, now: datetime) -> int:
        """See the port."""
        return sum(self._connection.execute(_SQL["plan"], _plan_row(plan, now)).rowcount for plan in plans)

    def claim(self, *, now: datetime, lease_until: datetime) -> Delivery | None:
        """See the port."""
        return self._one("claim", {"now": stamp(now), "lease_until": stamp(lease_until)})

    def claim_unclear(self, *, now: datetime, lease_until: datetime) -> Delivery | None:
        """See the port."""
        return self._one("claim_unclear", {"now": stamp(now), "lease_until": stamp(lease_until)})

    def settle(
        self,
        claimed: Delivery,
        *,
        state: DeliveryState,
        now: datetime,
        platform_id: str = "",
        reason: str = "",
        not_before: datetime | None = None,
    ) -> bool:
        """See the port."""
        values = {
            "id": claimed.id,
            "lease_until": maybe_stamp(claimed.lease_until),
            "state": state,
            "platform_id": platform_id,
            "reason": reason,
            "now": stamp(now),
            "not_before": maybe_stamp(not_before),
        }
        return self._connection.execute(_SQL["settle"], values).rowcount == 1

    def abandon_replies(self, parent: Delivery, *, now: datetime, reason: str) -> int:
        """See the port."""
        values = _message_of(parent) | {"now": stamp(now), "reason": reason}
        return self._connection.execute(_SQL["abandon_replies"], values).rowcount

    def parent_of(self, delivery: Delivery) -> Delivery | None:
        """See the port."""
        return self._one("parent_of", _message_of(delivery))

    def alerts_of(self, channel_id: int, story_ids: Iterable[int]) -> list[Delivery]:
        """See the port."""
        values = {"channel_id": channel_id, "story_ids": json.dumps(list(story_ids))}
        return [delivery(row) for row in rows(self._connection, _SQL["alerts_of"], values)]

    def counts(self) -> dict[DeliveryState, int]:
        """See the port."""
        return {DeliveryState(row["state"]): row["number"] for row in rows(self._connection, _SQL["counts"])}

    def next_at(self) -> datetime | None:
        """See the port."""
        return maybe_time(self._connection.execute(_SQL["next_at"]).fetchone()[0])

    def _one(self, name: str, values: dict[str, Any]) -> Delivery | None:
        row = self._connection.execute(_SQL[name], values).fetchone()
        return None if row is None else delivery(row)


def _plan_row(plan: Plan, now: datetime) -> dict[str, Any]:
    return {
        "key": plan.key,
        "kind": plan.kind,
        "channel_id": plan.channel_id,
        "subject_id": plan.subject_id,
        "topic_id": plan.topic_id,
        "part": plan.part,
        "not_before": stamp(plan.not_before),
        "now": stamp(now),
    }


def _message_of(delivery: Delivery) -> dict[str, Any]:
    return {"kind": delivery.kind, "subject_id": delivery.subject_id, "channel_id": delivery.channel_id}
