"""Halves: a digest's part that is too large for its platform goes in two; the second is a delivery of its own, by which
the ledger knows of it. Nothing of the issue changes."""

from datetime import datetime

from bot.digests.write import write_digest
from bot.digests.write.halves import halves
from bot.model.delivery import Delivery, DeliveryKind
from bot.model.message import Message
from bot.ports.store import Session
from bot.ports.store.ledger import Plan

_REST = 1000  # beyond any part: what of part n is left is part 1000 + n, after all others


def whole_part(part: int) -> int:
    """The part that a part is, or is left of."""
    return part % _REST


def part_words(part: int) -> str:
    """Such as ", part 3"; nothing for a whole parent."""
    whole = whole_part(part)
    if part >= _REST:
        return f", the rest of part {whole + 1}" if whole else ", the rest of it"
    return f", part {whole + 1}" if whole else ""


def digest_part(session: Session, delivery: Delivery) -> Message:
    """The message of a digest's delivery: a part, or half of one."""
    message = _whole(session, delivery)
    if not is_halved(session, delivery):
        return message
    parted = halves(message)
    return parted[delivery.part >= _REST] if parted else message  # a takedown may have left too little to part


def can_halve(session: Session, delivery: Delivery) -> bool:
    """Whether it may go in two: a digest's part that does not yet, and that has lines enough."""
    if delivery.kind is not DeliveryKind.DIGEST or is_halved(session, delivery):
        return False
    return halves(_whole(session, delivery)) is not None


def is_halved(session: Session, delivery: Delivery) -> bool:
    """Whether it goes in two."""
    parts = session.ledger.of_subject(DeliveryKind.DIGEST, [delivery.subject_id], delivery.channel_id)
    return any(one.part == _REST + whole_part(delivery.part) for one in parts)


def plan_rest(session: Session, delivery: Delivery, *, now: datetime) -> None:
    """Plan the second half of a part."""
    part = _REST + delivery.part
    plan = Plan(
        key=f"{delivery.kind}:{delivery.subject_id}:{part}",
        kind=delivery.kind,
        channel_id=delivery.channel_id,
        subject_id=delivery.subject_id,
        topic_id=delivery.topic_id,
        part=part,
        not_before=now,
    )
    session.ledger.plan([plan], now=now)


def _whole(session: Session, delivery: Delivery) -> Message:
    return write_digest(session.digests.get(delivery.subject_id))[whole_part(delivery.part)]
