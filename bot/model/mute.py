"""A mute: what a channel does not want to hear of."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MuteKind(StrEnum):
    """What is muted."""

    STORY = "story"
    SOURCE = "source"
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """One mute of one channel. It hides from digests and alerts; searches still find everything."""

    id: int
    channel_id: int
    kind: MuteKind
    value: str  # a story's id, a source's name, or a query
    until: datetime | None  # None: until somebody ends it
    created_at: datetime
