"""Deliver: post what the ledger has planned, each message once, and find out about those that are unclear.

claim → commit → post outside any transaction → settle. A process killed in between leaves a claim whose lease
runs out; then the platform is asked whether the message arrived before it is ever sent again. Nobody sleeps: a channel
whose pace, or whose platform, wants a rest is left out until it is over, and the others go on.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.digests.compose import USUAL_LIMITS, ExtractLimits
from bot.flow.admit import refusal
from bot.flow.border import guarded
from bot.flow.origins import Origins
from bot.flow.reach import BREATH, KNOCK
from bot.flow.reconcile import reconcile_one
from bot.flow.settle import Clock, Counter, settle
from bot.flow.tell import message_of
from bot.flow.verdict import Patience
from bot.model.channel import AlertRules, Channel
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState, Outcome, OutcomeKind
from bot.model.message import Message
from bot.ports.poster import Poster
from bot.ports.store import Session, Store
from bot.stories.origin import Outlets

__all__ = ["Clock", "Patience", "bring_back", "deliver", "knock", "left_alone"]
_LONGEST_LEASE = timedelta(hours=1)  # that settings allow
_BEYOND = timedelta(days=1)  # a rest that a platform asks for, a parked place and a doubt wait an hour at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """All that one attempt needs, read before the transaction ends."""

    delivery: Delivery
    channel: Channel
    message: Message
    reply_to: str = ""  # the platform id of the parent
    instead_of: str = ""  # an edit: the platform id of the message that it changes
    plain: bool = False  # the platform refused the message in its first form


def deliver(
    store: Store,
    posters: Mapping[str, Poster],
    *,
    rules: AlertRules,
    clock: Clock,
    patience: Patience,
    stop: Callable[[], bool],
    outlets: Outlets,
    limits: ExtractLimits = USUAL_LIMITS,
) -> int:
    """Post everything that may go now; returns how many deliveries came to their end. Stops between two posts.

    `rules` are those of channels that have none of their own: what may not interrupt is held. `limits` say how much of
    a source's text may be shown, and `outlets` are those that texts may credit, beside the publications that we read.
    """
    counter = Counter(
        store=store,
        posters=posters,
        rules=rules,
        clock=clock,
        patience=patience,
        origins=Origins(outlets),
        limits=limits,
    )
    settled = 0
    while not stop() and reconcile_one(counter):
        settled += 1
    while not stop() and _post_one(counter):
        settled += 1
    return settled


def knock(store: Store, *, now: datetime) -> None:
    """Let what is parked be tried at once, but for workspaces that we were removed from."""
    with store.writing() as session:
        session.ledger.free_parked(now=now, tried_after=KNOCK, breath=BREATH)


def left_alone(store: Store, posters: Collection[str]) -> list[str]:
    """The platforms for which messages wait that no poster here posts to: they are left to a worker that can."""
    with store.reading() as session:
        others = {workspace.platform for workspace in session.channels.workspaces()} - set(posters)
        return [platform for platform in sorted(others) if session.ledger.next_at([platform]) is not None]


def bring_back(store: Store, *, now: datetime) -> None:
    """Let go on what a clock that ran ahead put off beyond any wait: channels would be silent until then."""
    with store.writing(durable=True) as session:
        session.ledger.bring_back(now=now, too_far=now + _BEYOND, rested=now + _LONGEST_LEASE)


def _post_one(counter: Counter) -> bool:
    now = counter.clock()
    with counter.store.reading() as session:
        next_at = session.ledger.next_at(counter.posters)
    if next_at is None or next_at > now:  # mostly; then nobody has to wait for the write lock
        return False
    with counter.store.writing(durable=True) as session:
        claimed = session.ledger.claim(now=now, lease_until=now + counter.patience.lease, platforms=counter.posters)
    if claimed is None:
        return False
    prepared = _tried(claimed, OutcomeKind.RETRY, lambda: _prepare(counter, claimed, now))
    if isinstance(prepared, Post):
        prepared = _late(counter, claimed, now) or prepared
    if isinstance(prepared, Outcome):
        settle(counter, claimed, "", prepared)
    else:
        settle(counter, claimed, prepared.channel.platform, _post(counter, prepared))
    return True


def _late(counter: Counter, claimed: Delivery, began: datetime) -> Outcome | None:
    """Where the machine slept or was slow: before the post ends the claim could be another's, who posts it too."""
    now = counter.clock()
    if began <= now <= began + counter.patience.lease / 4:
        return None
    return Outcome(kind=OutcomeKind.RETRY, reason=f"{claimed.key} took too long to prepare", retry_at=now)


def _prepare(counter: Counter, claimed: Delivery, now: datetime) -> Post | Outcome:
    """All that the post needs; or what becomes of the delivery where there is no sense in posting it now."""
    with counter.store.reading() as session:
        channel = session.channels.get(claimed.channel_id)
        if claimed.kind is DeliveryKind.EDIT:
            return _edit(counter, session, claimed, channel)
        if claimed.kind is DeliveryKind.ALERT:
            later = now + counter.patience.lease
            if refused := refusal(session, claimed, rules=counter.rules, now=now, later=later):
                return refused
        parent = session.ledger.parent_of(claimed) if claimed.part else None
        return Post(
            delivery=claimed,
            channel=channel,
            message=_message(counter, session, claimed, now),
            reply_to=parent.platform_id if parent else "",
            plain=claimed.plain,
        )


def _edit(counter: Counter, session: Session, claimed: Delivery, channel: Channel) -> Post | Outcome:
    """The posted message, as it is to stand from now on."""
    posted = session.ledger.get(claimed.subject_id)
    if posted.state is not DeliveryState.SENT:
        return Outcome(kind=OutcomeKind.REFUSED, reason=f"{posted.key} is {posted.state}: there is nothing to edit")
    if not posted.platform_id:
        return Outcome(kind=OutcomeKind.REFUSED, reason=f"{posted.key} has no id there: it cannot be changed")
    message = _message(counter, session, posted, counter.clock())
    plain = claimed.plain or posted.plain
    return Post(delivery=claimed, channel=channel, message=message, instead_of=posted.platform_id, plain=plain)


def _message(counter: Counter, session: Session, delivery: Delivery, now: datetime) -> Message:
    return message_of(session, delivery, rules=counter.rules, now=now, origins=counter.origins, limits=counter.limits)


def _post(counter: Counter, post: Post) -> Outcome:
    outcome = _tried(post.delivery, OutcomeKind.UNCLEAR, lambda: _hand_over(counter.posters, post))
    assert isinstance(outcome, Outcome)
    return outcome


def _hand_over(posters: Mapping[str, Poster], post: Post) -> Outcome:
    poster = posters[post.channel.platform]
    if post.instead_of:
        return poster.edit(post.channel, post.message, platform_id=post.instead_of, plain=post.plain)
    return poster.post(
        post.channel, post.message, delivery_key=post.delivery.key, reply_to=post.reply_to, plain=post.plain
    )


def _tried(claimed: Delivery, otherwise: OutcomeKind, act: Callable[[], Post | Outcome]) -> Post | Outcome:
    """What an act gives; a fault is an outcome, too, so that no delivery can stop those behind it."""
    given: list[Post | Outcome] = []
    fault = guarded(claimed.key, lambda: given.append(act()))
    return given[0] if given else Outcome(kind=otherwise, reason=fault)
