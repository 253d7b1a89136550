"""Answers that are shared, as deliveries of a kind of their own."""

from bot.model.delivery import DeliveryKind
from bot.model.message import Message
from bot.ports.store.ledger import Plan
from tests.flow.press import Office


def share(desk: Office, channel: str, *keys: str) -> None:
    """Answers are shared to a channel."""
    home = desk.channel(channel)
    with desk.store.writing() as session:
        message = Message(fallback="An answer")
        plans = [
            Plan(
                key=key,
                kind=DeliveryKind.SHARE,
                channel_id=home.id,
                subject_id=session.shares.add(channel_id=home.id, person="U1", message=message, now=desk.press.now),
                topic_id=None,
                part=0,
                not_before=desk.press.now,
            )
            for key in keys
        ]
        session.ledger.plan(plans, now=desk.press.now)
