"""Frozen digests."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model.digest import Digest
from bot.model.subscription import Cadence


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One earlier telling of a story in a channel."""

    story_id: int
    subscription_id: int
    topic_title: str
    number: int
    upto: int
    digest_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue of a channel, in outline."""

    digest_id: int
    topic_name: str
    topic_title: str
    number: int
    created_at: datetime
    token: str
    stories: int


class Digests(Protocol):
    """What we remember of issues."""

    def next_number(self, subscription_id: int) -> int:
        """The number of a subscription's next issue, from 1."""
        ...

    def freeze(self, digest: Digest) -> Digest:
        """Write an issue as rows; returns it with its id."""
        ...

    def get(self, digest_id: int) -> Digest:
        """One issue rebuilt from its rows, or NotFound."""
        ...

    def by_token(self, token: str) -> Digest | None:
        """The issue with that web address."""
        ...

    def latest(self, subscription_id: int) -> Digest | None:
        """A subscription's last issue."""
        ...

    def counts(self, subscription_id: int, *, cadence: Cadence, last: int) -> tuple[int, ...]:
        """How many stories the last issues of that cadence told, oldest first."""
        ...

    def tellings(self, channel_id: int, story_ids: Iterable[int]) -> list[Telling]:
        """When these stories were told in a channel, oldest first."""
        ...

    def issues(self, channel_id: int, *, since: datetime) -> list[Issue]:
        """The issues frozen for a channel at `since` or later, oldest first."""
        ...

    def told_since(self, channel_id: int, story_ids: Iterable[int], *, since: datetime) -> list[int]:
        """The issues, by id, frozen for a channel at `since` or later that tell any of these stories, oldest first."""
        ...
