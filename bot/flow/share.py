"""Share: an answer that only one person saw, put into their channel as they saw it, once."""

import json
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from bot.errors import NotAllowed
from bot.flow.answer.traits import traits_of
from bot.model.answer import Answer
from bot.model.channel import Channel
from bot.model.command import Command
from bot.model.delivery import DeliveryKind
from bot.model.message import Buttons, Message, Paragraph, Small, Span
from bot.model.message_codec import dump, load
from bot.model.person import Person
from bot.ports.store import Store
from bot.ports.store.ledger import Plan

_KEPT = 500  # answers: a few megabytes


class Shown:
    """The newest answers that may be shared, as they were seen. In memory: who shares an answer does it soon."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._told: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, message: Message) -> str:
        """Keep an answer for a while. Returns the key by which it is found again: the same for the same answer."""
        told = json.dumps(dump(message), ensure_ascii=False)
        key = sha256(told.encode()).hexdigest()[:32]
        with self._lock:
            self._told[key] = told
            self._told.move_to_end(key)
            if len(self._told) > self._most:
                self._told.popitem(last=False)
        return key

    def of(self, key: str) -> Message | None:
        """The answer that was kept, None where it is too long ago or was shown before a restart."""
        with self._lock:
            told = self._told.get(key)
        return None if told is None else load(json.loads(told))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """One wish to share. `key` tells it from every other, however often a platform tells us of it."""

    key: str
    channel: Channel
    person: Person
    message: Message
    now: datetime


def shareable(command: Command, answer: Answer, person: Person) -> bool:
    """Whether somebody may be offered to share an answer: one that tells something, and not only that a post comes."""
    traits = traits_of(command)
    if person.is_guest or not traits.is_shareable or not isinstance(answer, Message):
        return False
    only_says_so = all(isinstance(block, Paragraph | Small | Buttons) for block in answer.blocks)
    return not (only_says_so and traits.brings_posts(command))


def share_seen(store: Store, sharing: Sharing) -> Message:
    """Share an answer; gives it as its sharer sees it from now on, with what became of it."""
    fresh = share(store, sharing)
    line = "Shared: it is in the channel in a moment." if fresh else "This is shared already."
    return replace(sharing.message, blocks=(*sharing.message.blocks, Small((Span(line),))))


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
