"""Settle: write what came of a claim, and what follows from it, in one transaction."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.digests.compose import USUAL_LIMITS, ExtractLimits
from bot.flow.halves import can_halve, plan_rest
from bot.flow.lost import say_lost
from bot.flow.origins import Origins
from bot.flow.reach import place_back, place_gone
from bot.flow.storm import say_storm
from bot.flow.verdict import Patience, Verdict, of_attempt
from bot.model.channel import AlertRules
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState, HeldFor, Outcome, OutcomeKind, Reach
from bot.ports.poster import Poster
from bot.ports.store import Session, Store

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]

LOST = (DeliveryState.FAILED, DeliveryState.GIVEN_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """What a worker delivers with."""

    store: Store
    posters: Mapping[str, Poster]
    rules: AlertRules  # of channels that have none of their own
    clock: Clock
    patience: Patience
    origins: Origins
    limits: ExtractLimits = USUAL_LIMITS  # how much of a source's text may be shown


def settle(counter: Counter, claimed: Delivery, platform: str, outcome: Outcome) -> None:
    """Write what came of a claim. `platform` is the one that was asked, "" where none was: then no pace is due."""
    now = counter.clock()
    verdict = of_attempt(
        outcome,
        claimed,
        tried=bool(platform),
        now=now,
        patience=counter.patience,
        can_halve=outcome.too_large and _can_halve(counter, claimed),
    )
    settle_as(counter, claimed, verdict, now=now, free_at=now + _rest(counter, platform, outcome, now))


def _rest(counter: Counter, platform: str, outcome: Outcome, now: datetime) -> timedelta:
    """How long nothing else goes to the channel. What was not posted on purpose holds up nobody behind it."""
    if not platform:
        return timedelta(0)
    if outcome.kind is OutcomeKind.UNCLEAR:
        return counter.patience.lease  # it may arrive late: what came at once after it would come too fast
    asked = outcome.retry_at - now if outcome.retry_at else timedelta(0)
    return max(asked, counter.posters[platform].pace)


def settle_as(
    counter: Counter, claimed: Delivery, verdict: Verdict, *, now: datetime, free_at: datetime | None = None
) -> None:
    """Write a verdict, if the claim is still ours, with all that follows from it."""
    with counter.store.writing(durable=True) as session:
        ours = session.ledger.settle(
            claimed,
            state=verdict.state,
            now=now,
            platform_id=verdict.platform_id,
            reason=verdict.reason,
            not_before=verdict.not_before,
            plain=verdict.plain,
            strike=verdict.strike,
            waits=verdict.waits,
            again=verdict.again,
            free_at=free_at,
        )
        if ours:
            _follow(session, claimed, verdict, rules=counter.rules, now=now, free_at=free_at or now)
    _log(claimed, verdict, ours)


def _follow(
    session: Session, claimed: Delivery, verdict: Verdict, *, rules: AlertRules, now: datetime, free_at: datetime
) -> None:
    """What a verdict means for others: replies, alerts to be told, the channel and whoever is in it."""
    channel = session.channels.get(claimed.channel_id)
    if verdict.state is DeliveryState.SENT and channel.parked:
        place_back(session, channel, now=free_at)  # what is back keeps its pace, too
    if verdict.parks is not None:
        whole = verdict.parks is Reach.WORKSPACE
        place_gone(session, channel, whole=whole, reason=verdict.reason, now=now)
    if verdict.halved:
        plan_rest(session, claimed, now=now)
    if verdict.state in LOST:
        _give_back(session, claimed, verdict, now)
    if verdict.told:
        say_lost(session, claimed, rules=rules, now=now)
    if verdict.state is DeliveryState.HELD and verdict.reason == HeldFor.STORM:
        say_storm(session, session.ledger.get(claimed.id), rules=rules, now=now)


def _can_halve(counter: Counter, claimed: Delivery) -> bool:
    with counter.store.reading() as session:
        return can_halve(session, claimed)


def _give_back(session: Session, lost: Delivery, verdict: Verdict, now: datetime) -> None:
    """A message that will never be posted takes its replies with it; what they were to tell is held anew."""
    if lost.kind is DeliveryKind.EDIT:
        return
    if lost.part == 0:
        session.ledger.abandon_replies(lost, now=now, reason=f"its parent was not posted: {verdict.reason}")
    first = lost.part + 1 if verdict.may_stand else 0
    session.ledger.unfold(lost, now=now, reason=HeldFor.UNDELIVERED, from_part=first)


def _log(delivery: Delivery, verdict: Verdict, ours: bool) -> None:
    if not ours:
        log.warning("%s: another worker has settled it meanwhile", delivery.key)
    elif verdict.state is DeliveryState.SENT:
        log.info("posted %s", delivery.key)
    elif verdict.state is DeliveryState.HELD:
        log.info("%s is held: %s", delivery.key, verdict.reason)
    elif (
        verdict.state is not delivery.state or verdict.reason != delivery.reason
    ):  # said once, it need not be said hourly
        log.warning("%s is %s: %s", delivery.key, verdict.state, verdict.reason)
