"""A notice: a message beside digests and alerts, such as a storm's line. It is about its channel."""

from datetime import datetime

from bot.model.delivery import DeliveryKind
from bot.ports.store.ledger import Plan


def notice_plan(key: str, channel_id: int, *, now: datetime, may_repeat: bool = False) -> Plan:
    """The plan of one; its key says what it tells."""
    return Plan(
        key=key,
        kind=DeliveryKind.NOTICE,
        channel_id=channel_id,
        subject_id=channel_id,
        topic_id=None,
        part=0,
        not_before=now,
        may_repeat=may_repeat,
    )
