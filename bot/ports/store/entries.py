"""Entries: what they are known by, what they say, and how they are found again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """An entry on its way into the archive: the keys it is known by and its stemmed words, spaced."""

    entry: Entry
    keys: tuple[tuple[str, str], ...]  # (kind, key)
    title_words: str
    body_words: str


@dataclass(frozen=True, slots=True)
class Move:
    """An entry left a story, for the one that it was merged into."""

    entry_id: int
    story_id: int  # the story it left
    seq: int  # the commit of the merge


class Entries(Protocol):
    """What we remember of entries."""

    def known(self, keys: Iterable[tuple[str, str]]) -> list[tuple[str, str, Entry]]:
        """Every (kind, key, entry) on file for these (kind, key) pairs."""
        ...

    def next_id(self) -> int:
        """The first id that was never given; all above it are free too while the write lock is held."""
        ...

    def add(self, filed: Sequence[Filed]) -> None:
        """File new entries under the ids they carry."""
        ...

    def revise(self, filed: Filed, *, old_title_words: str, old_body_words: str) -> None:
        """Write an entry's changed text; the old words are what the index holds for it now."""
        ...

    def get(self, entry_ids: Iterable[int]) -> dict[int, Entry]:
        """Entries by id; unknown ids are absent."""
        ...

    def of_stories(self, story_ids: Iterable[int]) -> dict[int, list[Entry]]:
        """A story's entries by date, then id."""
        ...

    def move(self, from_story: int, to_story: int) -> None:
        """Give one story's entries to another: the half of a merge. The present commit and the old story are kept."""
        ...

    def moves(self, story_ids: Iterable[int]) -> list[Move]:
        """How the entries of these stories came to them by merges, oldest first."""
        ...

    def since(self, when: datetime) -> Iterator[Entry]:
        """Entries dated from `when`, in the order they were filed."""
        ...

    def after(self, seq: int) -> Iterator[Entry]:
        """Entries filed after a commit, in the order they were filed."""
        ...

    def search(self, *, words: str | None, limit: int | None, since: datetime | None = None) -> list[Entry]:
        """Candidates for a search, newest first: those an engine expression admits, or all of them.

        `since` leaves out those whose story has no entry dated from then: a story is found whole, or not at all.
        """
        ...

    def commit_before(self, when: datetime) -> int:
        """The last commit that filed an entry before then, 0 where there is none."""
        ...

    def whole_since(self) -> datetime | None:
        """Since when the archive is whole: when the oldest entry was first seen that nothing but its age keeps from
        being forgotten. None where there is no entry."""
        ...

    def total(self) -> int:
        """How many entries there are."""
        ...

    def read_between(self, after: int, upto: int, *, since: datetime | None) -> dict[int, int]:
        """How many news entries each feed brought in the commits (after, upto], dated from `since` where given."""
        ...
