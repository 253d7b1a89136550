"""Reconcile: ask the platform whether an unclear delivery arrived, before it may be sent again."""

from bot.flow.border import guarded
from bot.flow.settle import Counter, settle_as
from bot.model.channel import Channel
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState


def reconcile_one(counter: Counter) -> bool:
    """Take up one delivery that is unclear; False where there is none."""
    now, lease = counter.clock(), counter.patience.lease
    with counter.store.writing(durable=True) as session:
        unclear = session.ledger.claim_unclear(now=now, lease_until=now + lease)
        if unclear is None:
            return False
        channel = session.channels.get(unclear.channel_id)
    state, platform_id, reason = _found(counter, channel, unclear)
    now = counter.clock()
    later = now + lease if state is DeliveryState.UNCERTAIN else now
    settle_as(counter, unclear, state, now=now, platform_id=platform_id, reason=reason, not_before=later)
    return True


def _found(counter: Counter, channel: Channel, unclear: Delivery) -> tuple[DeliveryState, str, str]:
    """The state of an unclear delivery, the platform's id, and the reason."""
    if unclear.kind is DeliveryKind.EDIT:
        return _once_more(counter, unclear, "it may not have been written: it will be written again")
    answers: list[str | None] = []
    fault = guarded(unclear.key, lambda: answers.append(_look(counter, channel, unclear)))
    if not answers:
        return DeliveryState.UNCERTAIN, "", f"cannot be looked up: {fault}"
    if answers[0] is not None:
        return DeliveryState.SENT, answers[0], "it had arrived"
    return _once_more(counter, unclear, "it had not arrived: it will be sent again")


def _look(counter: Counter, channel: Channel, unclear: Delivery) -> str | None:
    poster = counter.posters[channel.platform]
    return poster.find(channel, delivery_key=unclear.key, since=unclear.planned_at)


def _once_more(counter: Counter, unclear: Delivery, reason: str) -> tuple[DeliveryState, str, str]:
    if unclear.attempts >= counter.patience.attempts:
        return DeliveryState.GIVEN_UP, "", f"it never arrived in {unclear.attempts} attempts"
    return DeliveryState.PLANNED, "", reason
