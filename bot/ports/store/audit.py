"""The audit: one line for each change that a person made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Who asked for what, when and where."""

    at: datetime
    channel_name: str  # "" where it was nowhere in particular
    person: str  # their key
    name: str  # theirs, as it was then
    words: str  # what was asked for, as one would write it


class Audit(Protocol):
    """What we remember of who changed what."""

    def note(self, *, workspace_id: int, channel_id: int | None, person: Person, words: str, now: datetime) -> None:
        """Add a line."""
        ...

    def of_workspace(
        self, workspace_id: int, *, limit: int, offset: int = 0, channel_ids: Iterable[int] | None = None
    ) -> list[Change]:
        """A workspace's changes, newest first; of those made in a channel, only these channels' (None: all)."""
        ...
