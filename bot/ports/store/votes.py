"""Votes: what people said of stories, and what a channel does not want to be taught by it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.model.learned import LearnedKind, Vote


class Votes(Protocol):
    """What we remember of people's verdicts. Nothing is overwritten; the last word of a person and story counts."""

    def cast(self, *, channel_id: int, story_id: int, person: str, useful: bool | None, now: datetime) -> None:
        """Add a word; None takes the person's former one back."""
        ...

    def of_channel(self, channel_id: int) -> list[Vote]:
        """The words that count, one a person and story (of a merged family: one), oldest first."""
        ...

    def unlearn(self, *, channel_id: int, kind: LearnedKind, value: str, now: datetime) -> bool:
        """Let votes not count for it; False where they did not already."""
        ...

    def relearn(self, *, channel_id: int, kind: LearnedKind, value: str, now: datetime) -> bool:
        """Let them count again; False where they did already."""
        ...

    def unlearned(self, channel_id: int) -> Mapping[LearnedKind, frozenset[str]]:
        """For what votes do not count, by kind."""
        ...
