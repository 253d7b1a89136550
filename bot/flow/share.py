"""Share: an answer that only one person saw, put into their channel as they saw it, once."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import NotAllowed
from bot.model.answer import Answer
from bot.model.channel import Channel
from bot.model.command import (
    Command,
    Covered,
    FeedsHealth,
    ListTopics,
    Search,
    ShowDigest,
    ShowTopic,
    Since,
    Status,
    Try,
    Why,
    WhyLink,
)
from bot.model.delivery import DeliveryKind
from bot.model.message import Message, Small, Span
from bot.model.person import Person
from bot.ports.store import Store
from bot.ports.store.ledger import Plan

# What is worth telling to others: answers that read, and change nothing.
_SHARED = (Covered, FeedsHealth, ListTopics, Search, ShowDigest, ShowTopic, Since, Status, Try, Why, WhyLink)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """One wish to share. `key` tells it from every other, however often a platform tells us of it."""

    key: str
    channel: Channel
    person: Person
    message: Message
    now: datetime


def shareable(command: Command | None, answer: Answer) -> bool:
    """Whether an answer may be offered for sharing; no command is a fault's answer."""
    return isinstance(command, _SHARED) and isinstance(answer, Message)


def share(store: Store, sharing: Sharing) -> bool:
    """Plan the message for the channel; False where this very wish was granted before. NotAllowed for a guest."""
    if sharing.person.is_guest:
        raise NotAllowed("Guests share nothing through Presswatch.", "You can ask somebody in the channel to share it.")
    by = Small((Span(f"Shared by {sharing.person.name}"),))
    message = replace(sharing.message, blocks=(*sharing.message.blocks, by))
    with store.writing(durable=True) as session:
        if not session.heard.first(f"share:{sharing.key}", now=sharing.now):
            return False
        channel_id = sharing.channel.id
        share_id = session.shares.add(
            channel_id=channel_id, person=sharing.person.key, message=message, now=sharing.now
        )
        plan = Plan(
            key=f"share:{share_id}",
            kind=DeliveryKind.SHARE,
            channel_id=channel_id,
            subject_id=share_id,
            topic_id=None,
            part=0,
            not_before=sharing.now,
        )
        session.ledger.plan([plan], now=sharing.now)
    return True
