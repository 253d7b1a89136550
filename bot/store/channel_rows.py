"""Rows and nouns of where people are: workspaces, channels, subscriptions, mutes and deliveries. See `store.rows`."""

from typing import Any

from bot.model.channel import Channel, Workspace
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState
from bot.model.mute import Mute, MuteKind
from bot.model.subscription import Cadence, Schedule, Subscription
from bot.ports.store.ledger import Plan
from bot.store.rows import Row, maybe_time, stamp, time


def workspace(row: Row) -> Workspace:
    """A workspace."""
    return Workspace(
        id=row["id"],
        platform=row["platform"],
        key=row["key"],
        name=row["name"],
        parked=row["parked"],
        is_removed=row["removed_at"] is not None,
    )


def channel(row: Row) -> Channel:
    """A channel, from a row joined with its workspace."""
    return Channel(
        id=row["id"],
        workspace_id=row["workspace_id"],
        platform=row["platform"],
        key=row["key"],
        name=row["name"],
        workspace_key=row["workspace_key"],
        creator=row["creator"],
        is_private=bool(row["private"]),
        service_url=row["service_url"],
        team=row["team"],
        kind=row["kind"],
        parked=row["workspace_parked"] or row["parked"],
    )


def subscription(row: Row) -> Subscription:
    """A subscription with its schedule and mark."""
    return Subscription(
        id=row["id"],
        channel_id=row["channel_id"],
        topic_id=row["topic_id"],
        schedule=Schedule(cadence=Cadence(row["cadence"]), hour=row["hour"], weekday=row["weekday"], zone=row["zone"]),
        mark=row["mark"],
        told_until=maybe_time(row["told_until"]),
        due_at=maybe_time(row["due_at"]),
        created_at=time(row["created_at"]),
        ended_at=maybe_time(row["ended_at"]),
        paused_at=maybe_time(row["paused_at"]),
        paused_until=maybe_time(row["paused_until"]),
        made_by=row["made_by"],
    )


def delivery(row: Row) -> Delivery:
    """A line of the ledger."""
    return Delivery(
        id=row["id"],
        key=row["key"],
        kind=DeliveryKind(row["kind"]),
        channel_id=row["channel_id"],
        subject_id=row["subject_id"],
        topic_id=row["topic_id"],
        part=row["part"],
        state=DeliveryState(row["state"]),
        not_before=time(row["not_before"]),
        attempts=row["attempts"],
        claimed_at=maybe_time(row["claimed_at"]),
        lease_until=maybe_time(row["lease_until"]),
        platform_id=row["platform_id"],
        reason=row["reason"],
        planned_at=time(row["planned_at"]),
        settled_at=maybe_time(row["settled_at"]),
        told_in=row["told_in"],
        may_repeat=bool(row["may_repeat"]),
        strikes=row["strikes"],
        plain=bool(row["plain"]),
        again=bool(row["again"]),
    )


def plan_row(plan: Plan) -> dict[str, Any]:
    """A delivery to be, as the queries take it."""
    return {
        "key": plan.key,
        "kind": plan.kind,
        "channel_id": plan.channel_id,
        "subject_id": plan.subject_id,
        "topic_id": plan.topic_id,
        "part": plan.part,
        "not_before": stamp(plan.not_before),
        "may_repeat": int(plan.may_repeat),
    }


def mute(row: Row) -> Mute:
    """A mute of a channel."""
    return Mute(
        id=row["id"],
        channel_id=row["channel_id"],
        kind=MuteKind(row["kind"]),
        value=row["value"],
        until=maybe_time(row["until"]),
        created_at=time(row["created_at"]),
    )
