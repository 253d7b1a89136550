"""Deliver: post what the ledger has planned, each message once, and find out about those that are unclear.

claim → commit → post outside any transaction → settle. A process killed in between leaves a claim whose lease
runs out; then the platform is asked whether the message arrived before it is ever sent again.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.flow.border import guarded
from bot.flow.tell import message_of
from bot.model.channel import Channel
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState, Outcome, OutcomeKind
from bot.model.message import Message
from bot.ports.poster import Poster
from bot.ports.store import Session, Store

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long and how often. The lease must outlast a poster's own time-out by 30 seconds or more."""

    lease: timedelta = timedelta(seconds=60)
    attempts: int = 8
    first_wait: timedelta = timedelta(seconds=30)  # doubled with each attempt …
    longest_wait: timedelta = timedelta(hours=1)  # … up to this


@dataclass(frozen=True, slots=True)
class Post:
    """All that one attempt needs, read before the transaction ends."""

    delivery: Delivery
    channel: Channel
    message: Message
    reply_to: str


def deliver(
    store: Store, posters: Mapping[str, Poster], *, clock: Clock, patience: Patience, stop: Callable[[], bool]
) -> int:
    """Post everything that may go now; returns how many deliveries came to their end. Stops between two posts."""
    settled = 0
    while not stop() and _reconcile_one(store, posters, clock=clock, patience=patience):
        settled += 1
    while not stop() and _post_one(store, posters, clock=clock, patience=patience):
        settled += 1
    return settled


def _post_one(store: Store, posters: Mapping[str, Poster], *, clock: Clock, patience: Patience) -> bool:
    now = clock()
    with store.writing(durable=True) as session:
        claimed = session.ledger.claim(now=now, lease_until=now + patience.lease)
    if claimed is None:
        return False
    prepared = _tried(claimed, OutcomeKind.RETRY, lambda: _prepare(store, posters, claimed, now + patience.lease))
    outcome = prepared if isinstance(prepared, Outcome) else _post(posters, prepared)
    _settle(store, claimed, outcome, now=clock(), patience=patience)
    return True


def _prepare(store: Store, posters: Mapping[str, Poster], claimed: Delivery, later: datetime) -> Post | Outcome:
    """All that the post needs; or what becomes of the delivery where there is no sense in posting it now."""
    with store.reading() as session:
        channel = session.channels.get(claimed.channel_id)
        if channel.platform not in posters:
            return Outcome(kind=OutcomeKind.REFUSED, reason=f"nothing here posts to {channel.platform}")
        if earlier := _earlier_alert(session, claimed):
            if earlier.state is DeliveryState.PLANNED:
                return Outcome(kind=OutcomeKind.RETRY, reason=f"{earlier.key} goes first", retry_at=later)
            return Outcome(kind=OutcomeKind.REFUSED, reason=f"the same story was told as {earlier.key}")
        parent = session.ledger.parent_of(claimed) if claimed.part else None
        return Post(
            delivery=claimed,
            channel=channel,
            message=message_of(session, claimed),
            reply_to=parent.platform_id if parent else "",
        )


def _earlier_alert(session: Session, claimed: Delivery) -> Delivery | None:
    """An alert of the same story, or of one merged with it, that the channel has or may still get."""
    if claimed.kind is not DeliveryKind.ALERT:
        return None
    family = session.stories.family(claimed.subject_id)
    others = session.ledger.alerts_of(claimed.channel_id, family)
    return next((other for other in others if other.id < claimed.id), None)


def _post(posters: Mapping[str, Poster], post: Post) -> Outcome:
    poster = posters[post.channel.platform]
    outcome = _tried(
        post.delivery,
        OutcomeKind.UNCLEAR,
        lambda: poster.post(post.channel, post.message, delivery_key=post.delivery.key, reply_to=post.reply_to),
    )
    assert isinstance(outcome, Outcome)
    return outcome


def _tried(claimed: Delivery, otherwise: OutcomeKind, act: Callable[[], Post | Outcome]) -> Post | Outcome:
    """What an act gives; a fault is an outcome, too, so that no delivery can stop those behind it."""
    given: list[Post | Outcome] = []
    fault = guarded(claimed.key, lambda: given.append(act()))
    return given[0] if given else Outcome(kind=otherwise, reason=fault)


def _settle(store: Store, claimed: Delivery, outcome: Outcome, *, now: datetime, patience: Patience) -> None:
    """Write what came of an attempt."""
    state, not_before = verdict(outcome, attempts=claimed.attempts, now=now, patience=patience)
    with store.writing(durable=True) as session:
        ours = session.ledger.settle(
            claimed,
            state=state,
            now=now,
            platform_id=outcome.platform_id,
            reason=outcome.reason,
            not_before=not_before,
        )
        if ours and state in (DeliveryState.FAILED, DeliveryState.GIVEN_UP) and claimed.part == 0:
            session.ledger.abandon_replies(claimed, now=now, reason=f"its parent was not posted: {outcome.reason}")
    _log(claimed, state, outcome.reason, ours)


def verdict(
    outcome: Outcome, *, attempts: int, now: datetime, patience: Patience
) -> tuple[DeliveryState, datetime | None]:
    """The state an attempt leads to, and when the delivery may be touched again. Pure."""
    if outcome.kind == OutcomeKind.SENT:
        return DeliveryState.SENT, None
    if outcome.kind == OutcomeKind.REFUSED:
        return DeliveryState.FAILED, None
    if outcome.kind == OutcomeKind.UNCLEAR:
        return DeliveryState.UNCERTAIN, now + patience.lease
    if attempts >= patience.attempts:
        return DeliveryState.GIVEN_UP, None
    wait = min(patience.first_wait * 2 ** (attempts - 1), patience.longest_wait)
    return DeliveryState.PLANNED, max(now + wait, outcome.retry_at or now)


def _reconcile_one(store: Store, posters: Mapping[str, Poster], *, clock: Clock, patience: Patience) -> bool:
    now = clock()
    with store.writing(durable=True) as session:
        unclear = session.ledger.claim_unclear(now=now, lease_until=now + patience.lease)
        if unclear is None:
            return False
        channel = session.channels.get(unclear.channel_id)
    state, platform_id, reason = _look(posters, channel, unclear, patience)
    with store.writing(durable=True) as session:
        ours = session.ledger.settle(
            unclear,
            state=state,
            now=clock(),
            platform_id=platform_id,
            reason=reason,
            not_before=clock() + patience.lease if state == DeliveryState.UNCERTAIN else clock(),
        )
    _log(unclear, state, reason, ours)
    return True


def _look(
    posters: Mapping[str, Poster], channel: Channel, unclear: Delivery, patience: Patience
) -> tuple[DeliveryState, str, str]:
    """Whether an unclear delivery is on the platform: its state, the platform's id, and what was found."""
    answers: list[str | None] = []
    fault = guarded(
        unclear.key,
        lambda: answers.append(
            posters[channel.platform].find(channel, delivery_key=unclear.key, since=unclear.planned_at)
        ),
    )
    if not answers:
        return DeliveryState.UNCERTAIN, "", f"cannot be looked up: {fault}"
    if answers[0] is not None:
        return DeliveryState.SENT, answers[0], "it had arrived"
    if unclear.attempts >= patience.attempts:
        return DeliveryState.GIVEN_UP, "", f"it never arrived in {unclear.attempts} attempts"
    return DeliveryState.PLANNED, "", "it had not arrived: it will be sent again"


def _log(delivery: Delivery, state: DeliveryState, reason: str, ours: bool) -> None:
    if not ours:
        log.warning("%s: another worker has settled it meanwhile", delivery.key)
    elif state == DeliveryState.SENT:
        log.info("posted %s", delivery.key)
    else:
        log.warning("%s is %s: %s", delivery.key, state, reason)
