"""The ledger, in SQLite."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.errors import NotFound
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState
from bot.ports.store.ledger import Interruptions, Plan
from bot.store.channel_rows import delivery, plan_row
from bot.store.rows import maybe_stamp, maybe_time, stamp
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, rows

_SQL = queries("ledger")


class SqliteLedger:
    """Keeps the promises of `ports.store.ledger`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def plan(self, plans: Sequence[Plan], *, now: datetime) -> int:
        """See the port."""
        return sum(
            self._connection.execute(_SQL["plan"], plan_row(plan) | {"now": stamp(now)}).rowcount for plan in plans
        )

    def get(self, delivery_id: int) -> Delivery:
        """See the port."""
        found = self._one("get", {"id": delivery_id})
        if found is None:
            raise NotFound(f"There is no delivery {delivery_id}.", "`ledger` lists this channel's.")
        return found

    def claim(self, *, now: datetime, lease_until: datetime, platforms: Iterable[str] | None = None) -> Delivery | None:
        """See the port."""
        values = {"now": stamp(now), "lease_until": stamp(lease_until), "platforms": _names(platforms)}
        claimed = self._one("claim", values)
        if claimed is not None:
            self.free(claimed.channel_id, at=lease_until)
        return claimed

    def claim_unclear(
        self, *, now: datetime, lease_until: datetime, platforms: Iterable[str] | None = None
    ) -> Delivery | None:
        """See the port."""
        values = {"now": stamp(now), "lease_until": stamp(lease_until), "platforms": _names(platforms)}
        return self._one("claim_unclear", values)

    def settle(
        self,
        claimed: Delivery,
        *,
        state: DeliveryState,
        now: datetime,
        platform_id: str = "",
        reason: str = "",
        not_before: datetime | None = None,
        plain: bool = False,
        strike: bool = False,
        waits: bool = False,
        again: bool = False,
        free_at: datetime | None = None,
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
            "plain": int(plain),
            "strike": int(strike),
            "waits": int(waits),
            "again": int(again),
        }
        ours = self._connection.execute(_SQL["settle"], values).rowcount == 1
        if ours and claimed.state is DeliveryState.CLAIMED:
            home = {"channel_id": claimed.channel_id, "at": stamp(free_at or now)}
            self._connection.execute(_SQL["free_again"], values | home)
        return ours

    def free(self, channel_id: int, *, at: datetime) -> None:
        """See the port."""
        self._connection.execute(_SQL["free"], {"channel_id": channel_id, "at": stamp(at)})

    def free_back(self, channel_id: int, *, now: datetime, tried_after: timedelta, breath: timedelta) -> None:
        """See the port."""
        values = {"now": stamp(now), "tried_after": _micros(tried_after), "breath": _micros(breath)}
        self._connection.execute(_SQL["free_back"], values | {"channel_id": channel_id})

    def free_parked(self, *, now: datetime, tried_after: timedelta, breath: timedelta) -> None:
        """See the port."""
        values = {"now": stamp(now), "tried_after": _micros(tried_after), "breath": _micros(breath)}
        self._connection.execute(_SQL["free_parked"], values)

    def bring_back(self, *, now: datetime, too_far: datetime, rested: datetime) -> int:
        """See the port."""
        values = {"now": stamp(now), "too_far": stamp(too_far), "rested": stamp(rested)}
        self._connection.execute(_SQL["bring_back_channels"], values)
        return self._connection.execute(_SQL["bring_back"], values).rowcount

    def park(self, channel_id: int, *, reason: str) -> int:
        """See the port."""
        return self._connection.execute(_SQL["park"], {"channel_id": channel_id, "reason": reason}).rowcount

    def unpark(self, channel_id: int, *, now: datetime) -> None:
        """See the port."""
        self._connection.execute(_SQL["unpark"], {"channel_id": channel_id, "now": stamp(now)})

    def hasten(self, planned: Delivery, *, now: datetime) -> None:
        """See the port."""
        self._connection.execute(_SQL["hasten"], {"id": planned.id, "now": stamp(now)})

    def abandon_replies(self, parent: Delivery, *, now: datetime, reason: str) -> int:
        """See the port."""
        values = _message_of(parent) | {"now": stamp(now), "reason": reason}
        return self._connection.execute(_SQL["abandon_replies"], values).rowcount

    def parent_of(self, delivery: Delivery) -> Delivery | None:
        """See the port."""
        return self._one("parent_of", _message_of(delivery))

    def alerts_of(self, channel_id: int, story_ids: Iterable[int]) -> list[Delivery]:
        """See the port."""
        return self._all("alerts_of", {"channel_id": channel_id, "story_ids": _ids(story_ids)})

    def alerts_shown(self, story_ids: Iterable[int]) -> list[Delivery]:
        """See the port."""
        return self._all("alerts_shown", {"story_ids": _ids(story_ids)})

    def of_subject(self, kind: DeliveryKind, subject_ids: Iterable[int], channel_id: int) -> list[Delivery]:
        """See the port."""
        return self._all("of_subject", {"kind": kind, "channel_id": channel_id, "subject_ids": _ids(subject_ids)})

    def of_channel(
        self, channel_id: int, *, state: DeliveryState | None = None, limit: int, offset: int = 0
    ) -> list[Delivery]:
        """See the port."""
        values = {"channel_id": channel_id, "state": state, "limit": limit, "offset": offset}
        return self._all("of_channel", values)

    def channel_counts(self, channel_id: int) -> dict[DeliveryState, int]:
        """See the port."""
        found = rows(self._connection, _SQL["channel_counts"], {"channel_id": channel_id})
        return {DeliveryState(row["state"]): row["number"] for row in found}

    def interruptions(
        self, channel_id: int, *, day_began: datetime, lately: datetime, before: int | None = None
    ) -> Interruptions:
        """See the port."""
        values = {
            "channel_id": channel_id,
            "day_began": stamp(day_began),
            "lately": stamp(lately),
            "before": before,
        }
        return Interruptions(**dict(self._connection.execute(_SQL["interruptions"], values).fetchone()))

    def alerts_since(self, channel_id: int, *, since: datetime) -> list[Delivery]:
        """See the port."""
        found = rows(self._connection, _SQL["alerts_since"], {"channel_id": channel_id, "since": stamp(since)})
        return [delivery(row) for row in found]

    def held(self, channel_id: int) -> list[Delivery]:
        """See the port."""
        return self._all("held", {"channel_id": channel_id})

    def holding(self) -> list[int]:
        """See the port."""
        return [row["channel_id"] for row in rows(self._connection, _SQL["holding"])]

    def release(self, held: Delivery, *, now: datetime, reason: str) -> bool:
        """See the port."""
        values = {"id": held.id, "now": stamp(now), "reason": reason}
        return self._connection.execute(_SQL["release"], values).rowcount == 1

    def fold(self, held: Iterable[Delivery], *, told_in: str) -> int:
        """See the port."""
        values = {"ids": _ids(one.id for one in held), "told_in": told_in}
        return self._connection.execute(_SQL["fold"], values).rowcount

    def unfold(self, lost: Delivery, *, now: datetime, reason: str, from_part: int = 0) -> int:
        """See the port."""
        values = _message_of(lost) | {"now": stamp(now), "reason": reason, "from_part": from_part}
        return self._connection.execute(_SQL["unfold"], values).rowcount

    def tell_in(self, lost: Delivery, key: str) -> None:
        """See the port."""
        self._connection.execute(_SQL["tell_in"], {"id": lost.id, "told_in": key})

    def told_in(self, key: str) -> list[Delivery]:
        """See the port."""
        return self._all("told_in", {"key": key})

    def storm(self, channel_id: int, *, since: datetime) -> list[Delivery]:
        """See the port."""
        return self._all("storm", {"channel_id": channel_id, "since": stamp(since)})

    def counts(self) -> dict[DeliveryState, int]:
        """See the port."""
        return {DeliveryState(row["state"]): row["number"] for row in rows(self._connection, _SQL["counts"])}

    def next_at(self, platforms: Iterable[str] | None = None) -> datetime | None:
        """See the port."""
        return maybe_time(self._connection.execute(_SQL["next_at"], {"platforms": _names(platforms)}).fetchone()[0])

    def _one(self, name: str, values: dict[str, Any]) -> Delivery | None:
        row = self._connection.execute(_SQL[name], values).fetchone()
        return None if row is None else delivery(row)

    def _all(self, name: str, values: dict[str, Any]) -> list[Delivery]:
        return [delivery(row) for row in rows(self._connection, _SQL[name], values)]


def _ids(numbers: Iterable[int]) -> str:
    return json.dumps(list(numbers))


def _micros(span: timedelta) -> int:
    return span // timedelta(microseconds=1)


def _names(platforms: Iterable[str] | None) -> str | None:
    return None if platforms is None else json.dumps(sorted(platforms))


def _message_of(delivery: Delivery) -> dict[str, Any]:
    return {"kind": delivery.kind, "subject_id": delivery.subject_id, "channel_id": delivery.channel_id}
