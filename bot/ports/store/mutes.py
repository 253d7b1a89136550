"""Mutes: what channels do not want to hear of."""

from datetime import datetime
from typing import Protocol

from bot.model.mute import Mute, MuteKind


class Mutes(Protocol):
    """What we remember of what channels do not want to hear of."""

    def put(self, *, channel_id: int, kind: MuteKind, value: str, until: datetime | None, now: datetime) -> Mute:
        """Mute; what is muted already gets the new end."""
        ...

    def of_channel(self, channel_id: int, *, now: datetime) -> list[Mute]:
        """The mutes in force, oldest first. One with an end is over at that instant."""
        ...

    def end(self, mute_id: int, *, now: datetime) -> None:
        """Let it in again."""
        ...
