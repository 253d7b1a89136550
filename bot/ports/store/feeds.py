"""Feeds, their polls and their books."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.model.feed import Book, Feed, FeedSpec


class Feeds(Protocol):
    """What we remember of feeds."""

    def sync(self, specs: Sequence[FeedSpec], *, now: datetime, interval: timedelta) -> None:
        """Make the polled feeds be exactly `specs` and those a person added: known ones keep their memory, others are
        retired. What a person removed stays out; what a person added and `specs` names is the configuration's now."""
        ...

    def add(self, spec: FeedSpec, *, now: datetime, interval: timedelta) -> Feed:
        """Poll a feed that a person named, from now on. One that is polled no more comes back with its memory, and is
        the configuration's again where that still names it."""
        ...

    def remove(self, feed_id: int, *, now: datetime) -> None:
        """Poll a feed no more until a person adds it again, whatever the configuration says. Its entries stay."""
        ...

    def all(self) -> list[Feed]:
        """Every feed that is polled, in the order in which they came."""
        ...

    def dropped(self) -> list[Feed]:
        """Every feed that is polled no more: a person removed it (`removed_at`), or the configuration dropped it."""
        ...

    def get(self, feed_id: int) -> Feed:
        """One feed, or NotFound."""
        ...

    def claim_due(self, *, now: datetime, until: datetime, limit: int) -> list[Feed]:
        """Lease up to `limit` due feeds until `until`, longest overdue first; a second worker gets others."""
        ...

    def save(self, feed: Feed) -> None:
        """Write a feed after a poll and end its lease."""
        ...

    def record(self, feed_id: int, *, at: datetime, book: Book, reasons: Mapping[str, int]) -> None:
        """Write one poll's account."""
        ...

    def books(self) -> dict[int, Book]:
        """Each feed's account over all polls, by feed id."""
        ...

    def longest_due(self) -> datetime | None:
        """Since when the feed that is due, or will be, first of all has been due."""
        ...

    def last_polled(self) -> datetime | None:
        """When any feed was polled last."""
        ...
