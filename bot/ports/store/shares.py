"""Shares: answers that people shared to a channel, as they saw them."""

from datetime import datetime
from typing import Protocol

from bot.model.message import Message


class Shares(Protocol):
    """What we remember of shared answers."""

    def add(self, *, channel_id: int, person: str, message: Message, now: datetime) -> int:
        """Keep an answer; returns its id."""
        ...

    def get(self, share_id: int) -> Message:
        """The answer, or NotFound."""
        ...
