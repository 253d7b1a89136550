"""Reconcile: ask the platform whether an unclear delivery arrived, before it may be sent again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.flow.border import guarded
from bot.flow.settle import LOST, Counter, settle_as
from bot.flow.verdict import Verdict, of_edit, of_look, of_silence
from bot.model.channel import Channel
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState

_SKEW = timedelta(minutes=30)  # between our clock and a platform's: what arrived may seem older than its plan
_SILENT = "the platform never says what arrived"
_JUMP = timedelta(days=1)  # that our clock may have been ahead when it was claimed; further ahead is brought back


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A delivery that may have arrived, and where it would be."""

    unclear: Delivery
    channel: Channel
    parent: Delivery | None  # of a reply


def reconcile_one(counter: Counter) -> bool:
    """Take up one delivery that is unclear; False where there is none."""
    doubt = _next(counter)
    if doubt is None:
        return False
    verdict = _verdict(counter, doubt)
    settle_as(counter, doubt.unclear, verdict, now=counter.clock())
    return True


def _next(counter: Counter) -> Doubt | None:
    now = counter.clock()
    with counter.store.writing(durable=True) as session:
        unclear = session.ledger.claim_unclear(
            now=now, lease_until=now + counter.patience.lease, platforms=counter.posters
        )
        if unclear is None:
            return None
        is_reply = unclear.part > 0 and unclear.kind is not DeliveryKind.EDIT
        parent = session.ledger.parent_of(unclear) if is_reply else None
        return Doubt(unclear=unclear, channel=session.channels.get(unclear.channel_id), parent=parent)


def _verdict(counter: Counter, doubt: Doubt) -> Verdict:
    patience = counter.patience
    if doubt.unclear.kind is DeliveryKind.EDIT:
        return of_edit(doubt.unclear, now=counter.clock(), patience=patience)
    if doubt.parent is not None and doubt.parent.state in LOST:
        return Verdict(state=DeliveryState.FAILED, reason=f"its parent was not posted: {doubt.parent.reason}")
    if not counter.posters[doubt.channel.platform].tells:
        return of_silence(doubt.unclear, _SILENT, ever=False, now=counter.clock(), patience=patience)
    answers: list[str | None] = []
    fault = guarded(doubt.unclear.key, lambda: answers.append(_look(counter, doubt)))
    if not answers:
        return of_silence(doubt.unclear, fault, now=counter.clock(), patience=patience)
    return of_look(doubt.unclear, answers[0], now=counter.clock(), patience=patience)


def _look(counter: Counter, doubt: Doubt) -> str | None:
    """The platform's id of what arrived, None where it surely did not."""
    return counter.posters[doubt.channel.platform].find(
        doubt.channel,
        delivery_key=doubt.unclear.key,
        since=_since(doubt.unclear, counter.clock()),
        reply_to=doubt.parent.platform_id if doubt.parent else "",
    )


def _since(unclear: Delivery, now: datetime) -> datetime:
    """Where the look begins: a while before the only claim that can have posted it, else before it was planned.

    A second strike means an earlier claim in doubt; without one it is a restore that doubts, and nobody knows when it
    was posted.
    """
    planned, claimed = unclear.planned_at - _SKEW, unclear.claimed_at
    if claimed is None or claimed > now or unclear.strikes != 1:
        return planned
    return max(planned, claimed - _JUMP)
