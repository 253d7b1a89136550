"""A subscription: channel × topic × cadence, and the spans of time it cuts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Cadence(StrEnum):
    """How often a channel hears of a topic."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"

    @property
    def spoken(self) -> str:
        """As people say it, such as "at once"."""
        return self.value.replace("-", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a digest is due: at `hour` o'clock (0–23) on the wall of the IANA zone; weekly on `weekday` (0 = Monday)."""

    cadence: Cadence
    hour: int = 9
    weekday: int = 0
    zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A channel's standing order. The mark is the commit sequence up to which it has been told."""

    id: int
    channel_id: int
    topic_id: int
    schedule: Schedule
    mark: int
    told_until: datetime | None  # the end of the last digest's window; None before the first
    due_at: datetime | None  # UTC; None for at once
    created_at: datetime
    ended_at: datetime | None = None
    paused_at: datetime | None = None
    paused_until: datetime | None = None  # None while paused: until somebody resumes
    made_by: str = ""  # a person's key; "" where unknown

    def is_paused(self, now: datetime) -> bool:
        """Whether nothing of it may be posted now. A pause with an end is over at that instant, by itself."""
        return self.paused_at is not None and (self.paused_until is None or now < self.paused_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A half-open span [since, until) that labels a digest, and the commits (after, upto] that fill it."""

    since: datetime
    until: datetime
    after: int
    upto: int
