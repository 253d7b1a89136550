"""Upkeep: what is forgotten after a time, what a restore left in doubt, and figures for whoever watches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model.entry import Entry
from bot.model.feed import Book
from bot.ports.store.ledger import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """An entry on its way out of the archive, with its stemmed words, spaced, as the index holds them."""

    entry: Entry
    title_words: str
    body_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    """A backup of `backup_at` took the database's place at `restored_at`."""

    backup_at: datetime
    restored_at: datetime
    exact: bool  # of this restore and all before it, the replaced ledger says what was posted in the lost time


@dataclass(frozen=True, slots=True, kw_only=True)
class LostAlert:
    """An article that an alert of the lost time told."""

    entry_id: int
    key: str  # the alert's, in the ledger that was replaced
    sure: bool  # two of its id, link and words say so: one alone may be another article's, too
    platform_id: str  # "" where nobody knows whether it was posted
    told_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of what is there."""

    entries: int
    stories: int  # merged ones count as one
    matches: int
    digests: int
    feeds: Mapping[str, int]  # by state
    subscriptions: Mapping[str, int]  # by cadence
    oldest: datetime | None  # the date of the oldest entry
    received: Book  # over all polls


class Upkeep(Protocol):
    """The installation's own memory."""

    def forgettable(self, *, before: datetime, after: int, limit: int) -> list[int]:
        """The next stories, with ids above `after` and by id, that may be forgotten with all they merged.

        All their entries are dated, and dated before; none was matched, told, planned, muted or taken down.
        """
        ...

    def still_loose(self, story_ids: Iterable[int]) -> set[int]:
        """Those of these stories that nothing holds on to now, whatever their dates."""
        ...

    def forget(self, story_ids: Sequence[int], shelved: Sequence[Shelved]) -> int:
        """Remove stories with those they merged, and all their entries, with words, identities and traces.

        `shelved` are all of their entries. Returns how many stories there were.
        """
        ...

    def forget_refusals(self, *, before: datetime) -> int:
        """Remove the traces of items that could not be kept and were last seen before; returns how many there were."""
        ...

    def feeds_to_fold(self, *, before: datetime, least: int) -> list[int]:
        """The feeds that have so many polls from before, or more."""
        ...

    def fold_polls(self, feed_id: int, *, before: datetime) -> int:
        """Make one row of a feed's polls from before, so that its books stay; returns how many rows there were."""
        ...

    def workspaces_to_forget(self, *, before: datetime) -> list[int]:
        """The workspaces that were left before, and not come back to."""
        ...

    def forget_workspace(self, workspace_id: int) -> None:
        """Remove a workspace with all that is its own. What was taken down there stays taken down, without a name."""
        ...

    def last_restore(self) -> Restore | None:
        """The last restore, None without one."""
        ...

    def lost_alerts(self, channel_id: int, entry_ids: Iterable[int]) -> list[LostAlert]:
        """Which of these entries alerts of the lost time told in a channel, as the replaced ledger says."""
        ...

    def lost_kinds(self, channel_id: int) -> set[str]:
        """The kinds of messages that the replaced ledger has of a channel's lost time."""
        ...

    def adopt(self, plan: Plan, lost: LostAlert) -> None:
        """Write a delivery as posted: it is the message of the lost time."""
        ...

    def figures(self) -> Figures:
        """Counts, cheap enough for every scrape."""
        ...

    def fact(self, name: str) -> str:
        """A single value of the installation, "" when it was never set."""
        ...

    def set_fact(self, name: str, value: str) -> None:
        """Set a single value."""
        ...
