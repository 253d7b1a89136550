"""What votes teach a channel: weights that move stories up or down, and never hide one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LearnedKind(StrEnum):
    """What a weight is about."""

    SOURCE = "source"
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """The word of one person on one story that counts."""

    story_id: int
    person: str  # their key
    useful: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One editable rule: stories of this source, or with this term, are worth so much more or less here."""

    kind: LearnedKind
    value: str
    weight: float  # a factor of a story's score, bounded
    useful: int  # votes for …
    useless: int  # … and against
    unlearned: bool = False  # somebody said it shall not count
