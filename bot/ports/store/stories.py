"""Stories, their families, and which topics they match."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from bot.model.story import Story
from bot.model.topic import Match


class Stories(Protocol):
    """What we remember of stories and matches."""

    def next_id(self) -> int:
        """The first id that was never given; all above it are free too while the write lock is held."""
        ...

    def get(self, story_ids: Iterable[int]) -> dict[int, Story]:
        """Stories by id, unknown ids absent; merged ones as they are."""
        ...

    def root(self, story_id: int) -> int:
        """The story that this one was merged into, or itself."""
        ...

    def family(self, story_id: int) -> tuple[int, ...]:
        """Every id that was ever merged with this one, itself included, ascending."""
        ...

    def save(self, stories: Sequence[Story]) -> None:
        """Write new and changed heads."""
        ...

    def merge(self, winner: int, loser: int, *, seq: int) -> None:
        """Point the loser and all that was merged into it at the winner, and give the winner its matches."""
        ...

    def merged_after(self, seq: int) -> list[tuple[int, int]]:
        """The (winner, loser) pairs of merges after a commit, oldest first."""
        ...

    def add_matches(self, matches: Sequence[Match]) -> list[Match]:
        """Write matches; returns those that were not there before (same topic, version and story)."""
        ...

    def matches_of(self, story_ids: Iterable[int]) -> list[Match]:
        """Matches of these stories with their topics' present versions, by topic."""
        ...

    def fresh(self, *, topic_id: int, version: int, after: int, upto: int, since: datetime | None) -> list[Match]:
        """Matches that are news of the commits (after, upto]: the story gained an entry, or was found to match then.

        `since` also bounds the entries' dates where given.
        """
        ...
