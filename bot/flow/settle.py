"""Settle: write what came of a claim, and what follows from it, in one transaction."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.flow.storm import say_storm
from bot.model.channel import AlertRules
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState, HeldFor, Outcome, OutcomeKind
from bot.ports.poster import Poster
from bot.ports.store import Session, Store

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]

_LOST = (DeliveryState.FAILED, DeliveryState.GIVEN_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long and how often. The lease must outlast a poster's own time-out by 30 seconds or more."""

    lease: timedelta = timedelta(seconds=60)
    attempts: int = 8
    first_wait: timedelta = timedelta(seconds=30)  # doubled with each attempt …
    longest_wait: timedelta = timedelta(hours=1)  # … up to this


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """What a worker delivers with."""

    store: Store
    posters: Mapping[str, Poster]
    rules: AlertRules  # of channels that have none of their own
    clock: Clock
    patience: Patience


def settle(counter: Counter, claimed: Delivery, outcome: Outcome) -> None:
    """Write what came of an attempt. An edit whose outcome is unclear can be made again."""
    if claimed.kind is DeliveryKind.EDIT and outcome.kind is OutcomeKind.UNCLEAR:
        outcome = replace(outcome, kind=OutcomeKind.RETRY)
    now = counter.clock()
    state, not_before = verdict(outcome, attempts=claimed.attempts, now=now, patience=counter.patience)
    settle_as(
        counter,
        claimed,
        state,
        now=now,
        platform_id=outcome.platform_id,
        reason=outcome.reason,
        not_before=not_before,
    )


def settle_as(
    counter: Counter,
    claimed: Delivery,
    state: DeliveryState,
    *,
    now: datetime,
    platform_id: str = "",
    reason: str = "",
    not_before: datetime | None = None,
) -> None:
    """Write a state, if the claim is still ours, with all that follows from it."""
    with counter.store.writing(durable=True) as session:
        ours = session.ledger.settle(
            claimed, state=state, now=now, platform_id=platform_id, reason=reason, not_before=not_before
        )
        if ours and state in _LOST:
            _give_back(session, claimed, reason, now)
        if ours and state is DeliveryState.HELD and reason == HeldFor.STORM:
            say_storm(session, session.ledger.get(claimed.id), rules=counter.rules, now=now)
    _log(claimed, state, reason, ours)


def _give_back(session: Session, lost: Delivery, reason: str, now: datetime) -> None:
    """A message that will never be posted takes its replies with it; what they were to tell is held anew."""
    if lost.kind is DeliveryKind.EDIT:
        return
    if lost.part == 0:
        session.ledger.abandon_replies(lost, now=now, reason=f"its parent was not posted: {reason}")
    session.ledger.unfold(lost, now=now, reason=HeldFor.UNDELIVERED)


def verdict(
    outcome: Outcome, *, attempts: int, now: datetime, patience: Patience
) -> tuple[DeliveryState, datetime | None]:
    """The state an attempt leads to, and when the delivery may be touched again. Pure."""
    if outcome.kind == OutcomeKind.SENT:
        return DeliveryState.SENT, None
    if outcome.kind == OutcomeKind.HELD:
        return DeliveryState.HELD, None
    if outcome.kind == OutcomeKind.REFUSED:
        return DeliveryState.FAILED, None
    if outcome.kind == OutcomeKind.UNCLEAR:
        return DeliveryState.UNCERTAIN, now + patience.lease
    if attempts >= patience.attempts:
        return DeliveryState.GIVEN_UP, None
    wait = min(patience.first_wait * 2 ** (attempts - 1), patience.longest_wait)
    return DeliveryState.PLANNED, max(now + wait, outcome.retry_at or now)


def _log(delivery: Delivery, state: DeliveryState, reason: str, ours: bool) -> None:
    if not ours:
        log.warning("%s: another worker has settled it meanwhile", delivery.key)
    elif state is DeliveryState.SENT:
        log.info("posted %s", delivery.key)
    elif state is DeliveryState.HELD:
        log.info("%s is held: %s", delivery.key, reason)
    else:
        log.warning("%s is %s: %s", delivery.key, state, reason)
