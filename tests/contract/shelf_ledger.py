"""Deliveries in the contract tests."""

from datetime import timedelta

from bot.model.delivery import Delivery, DeliveryKind, DeliveryState
from bot.ports.store import Session
from bot.ports.store.ledger import Plan
from tests.contract.shelf import NOW, claim, with_channel

MINUTE = timedelta(minutes=1)


def alert(story: int, *, channel: int = 1) -> Plan:
    return Plan(
        key=f"alert:{channel}:{story}",
        kind=DeliveryKind.ALERT,
        channel_id=channel,
        subject_id=story,
        topic_id=None,
        part=0,
        not_before=NOW,
    )


def planned(session: Session, *plans: Plan) -> None:
    """A channel with these deliveries."""
    with_channel(session)
    assert session.ledger.plan(plans, now=NOW) == len(plans)


def settled(session: Session, state: DeliveryState, reason: str = "", *, minutes: int = 0) -> Delivery:
    """The next claim, settled so many minutes after NOW."""
    claimed = claim(session, NOW + minutes * MINUTE)
    assert claimed is not None
    assert session.ledger.settle(claimed, state=state, now=NOW + minutes * MINUTE, reason=reason)
    return session.ledger.get(claimed.id)


def keys(deliveries: list[Delivery]) -> list[str]:
    return [one.key for one in deliveries]
