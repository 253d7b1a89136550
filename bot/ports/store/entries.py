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
        """Give one story's entries to another: the half of a merge."""
        ...

    def since(self, when: datetime) -> Iterator[Entry]:
        """Entries dated from `when`, in the order they were filed."""
        ...

    def after(self, seq: int) -> Iterator[Entry]:
        """Entries filed after a commit, in the order they were filed."""
        ...

    def search(self, *, words: str | None, limit: int) -> list[Entry]:
        """Candidates for a search, newest first: those an engine expression admits, or all of them."""
        ...

    def total(self) -> int:
        """How many entries there are."""
        ...

    def read_between(self, after: int, upto: int, *, since: datetime | None) -> dict[int, int]:
        """How many news entries each feed brought in the commits (after, upto], dated from `since` where given."""
        ...
