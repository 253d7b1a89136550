"""Stories, their families, and which topics they match."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model.story import Story
from bot.model.topic import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What a span of commits brought to one story of a topic."""

    story_id: int
    score: float  # of the match
    gained: int  # news articles that came then
    new: bool  # to the topic: it had no news before, or was not known to match
    last_seq: int  # the commit that brought the last of it


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

    def commits(self, *, topic_id: int, version: int, story_ids: Iterable[int]) -> dict[int, int]:
        """The commits in which these stories came to match a topic's version; those that do not are absent."""
        ...

    def matches_of(self, story_ids: Iterable[int]) -> list[Match]:
        """Matches of these stories with their topics' present versions, by topic."""
        ...

    def matches_ever(self, story_ids: Iterable[int]) -> list[Match]:
        """Matches of these stories with any version of any topic, by topic, the newest version first."""
        ...

    def gains(self, *, topic_id: int, version: int, after: int) -> list[Gain]:
        """What became of the stories that match a topic's version in the commits since `after`: those that gained news,
        and those that were only then found to match."""
        ...

    def fresh(self, *, topic_id: int, version: int, after: int, upto: int, since: datetime | None) -> list[Match]:
        """Matches that are news of the commits (after, upto]: the story gained an entry, or was found to match then.

        `since` also bounds the entries' dates where given.
        """
        ...

    def latest(self, *, topic_id: int, version: int, limit: int) -> list[Story]:
        """The stories that match a topic's version, the one with the newest article first; merged ones are left out."""
        ...
