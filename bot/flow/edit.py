"""Edit: a message that was posted is written anew in its place. Nobody is interrupted, and doing it twice changes
nothing more, so an edit that is unclear is simply tried again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.flow.verdict import STAYS
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState
from bot.model.entry import Entry
from bot.ports.store import Session
from bot.ports.store.ledger import Plan

PACE = timedelta(minutes=10)  # between a message, or its last edit, and the next
_WAITING = (DeliveryState.PLANNED, DeliveryState.PARKED)


def plan_edit(session: Session, delivery: Delivery, *, now: datetime, at_once: bool) -> None:
    """Plan that this delivery's message is written anew as it stands when the edit goes: now, or at its pace.

    An edit that waits already will show the same. It goes when the message stands on its platform, and no sooner; one
    that was never posted has no edit.
    """
    if is_beyond_edits(delivery):
        return
    edits = session.ledger.of_subject(DeliveryKind.EDIT, [delivery.id], delivery.channel_id)
    waiting = next((edit for edit in edits if edit.state in _WAITING), None)
    if waiting is None:
        not_before = now if at_once else max(now, _last_written([delivery, *edits]) + PACE)
        session.ledger.plan([_plan(delivery, len(edits) + 1, not_before)], now=now)
    elif at_once:
        session.ledger.hasten(waiting, now=now)


def is_beyond_edits(delivery: Delivery) -> bool:
    """Whether its message can never be changed: its platform gave it no id, or never says whether it is there."""
    if delivery.state is DeliveryState.UNCERTAIN:
        return delivery.reason.endswith(STAYS)
    return delivery.state is DeliveryState.SENT and not delivery.platform_id


def gained_a_source(
    told: Iterable[Entry], members: Mapping[int, Sequence[Entry]], merges: Iterable[tuple[int, int]]
) -> set[int]:
    """The stories that gained a source by these new entries, each under the story that holds it now, or by a merge of
    (winner, loser). `members` are the stories' entries, the new ones included. Pure."""
    new = list(told)
    fresh = {entry.id for entry in new}
    grown = {winner for winner, _ in merges}
    for entry in new:
        before = {member.source for member in members[entry.story_id] if member.id not in fresh}
        if before and entry.source not in before:
            grown.add(entry.story_id)
    return grown


def plan_alert_edits(session: Session, story_ids: Iterable[int], *, now: datetime) -> None:
    """Plan an edit of each alert that told one of these stories, which have just gained a source."""
    for alert in session.ledger.alerts_shown(story_ids):
        plan_edit(session, alert, now=now, at_once=False)


def _plan(delivery: Delivery, number: int, not_before: datetime) -> Plan:
    return Plan(
        key=f"edit:{delivery.id}:{number}",
        kind=DeliveryKind.EDIT,
        channel_id=delivery.channel_id,
        subject_id=delivery.id,
        topic_id=delivery.topic_id,
        part=number,
        not_before=not_before,
    )


def _last_written(deliveries: Sequence[Delivery]) -> datetime:
    """When any of these was written last, as far as is known."""
    return max(one.settled_at or one.claimed_at or one.planned_at for one in deliveries)
