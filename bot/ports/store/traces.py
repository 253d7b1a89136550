"""Traces: under which other addresses articles came, and which items could not be kept. Only explanations read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another address under which an entry's article came."""

    link: str  # canonical
    entry_id: int
    feed_id: int
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An item that came with an address and could not be kept."""

    link: str  # canonical
    feed_id: int
    title: str
    reason: str
    seen_at: datetime


class Traces(Protocol):
    """What we remember of articles that did not become entries of their own."""

    def note_aliases(self, aliases: Sequence[Alias]) -> None:
        """Remember other addresses, at most 16 an entry: a feed may change its links at every poll. What is known
        already is written again at most once a day."""
        ...

    def aliases_of(self, link: str) -> list[Alias]:
        """Which entries' articles came under this canonical address, the last seen first."""
        ...

    def feeds_of_site(self, site: str) -> list[int]:
        """The feeds whose entries lead to this host (without `www.`), among the 1,000 entries by address; those with
        the most first."""
        ...

    def first_polled(self, feed_id: int) -> datetime | None:
        """When a feed first brought a document, as far as its books go back."""
        ...

    def note_refusals(self, refusals: Sequence[Refusal]) -> None:
        """Remember items that could not be kept. What is known already is written again at most once a day."""
        ...

    def refusals_of(self, link: str) -> list[Refusal]:
        """The refused items under this canonical address, the last seen first."""
        ...
