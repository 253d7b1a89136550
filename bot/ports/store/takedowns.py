"""Takedowns: articles whose extracts were removed on request, and what shows words of them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from bot.model.delivery import Delivery
from bot.model.digest import Digest
from bot.model.topic import Match


class Takedowns(Protocol):
    """What we remember of removed extracts. Titles and links stay: they say what was removed."""

    def record(self, entry_ids: Iterable[int], *, links: Iterable[str], channel_id: int, now: datetime) -> None:
        """Mark entries whose words `Entries.revise` has just removed as taken down, and keep the addresses under which
        they are known; the index keeps no trace of those words. Recording twice changes nothing."""
        ...

    def inherit(self, links: Mapping[int, str]) -> None:
        """Mark new entries, by id, that came without their words under addresses that are taken down."""
        ...

    def taken(self, links: Iterable[str]) -> frozenset[str]:
        """Those of these canonical addresses that are taken down."""
        ...

    def when(self, entry_ids: Iterable[int]) -> datetime | None:
        """When the first of these entries was taken down; None where none was."""
        ...

    def aliases(self, entry_ids: Iterable[int]) -> list[str]:
        """The other canonical addresses under which the articles of these entries came."""
        ...

    def matches(self, entry_ids: Iterable[int]) -> list[Match]:
        """Every match by the words of these entries: of each version of its topic, of merged stories too."""
        ...

    def reword(self, matches: Iterable[Match]) -> None:
        """Write the evidence of matches that are on file."""
        ...

    def issues(self, entry_ids: Iterable[int]) -> list[int]:
        """The digests that count any of these entries, oldest first."""
        ...

    def revise(self, digest: Digest, *, now: datetime) -> None:
        """Write the extracts and the evidence of a frozen digest's stories anew, and when that was."""
        ...

    def posted(self, digest_ids: Iterable[int]) -> list[Delivery]:
        """The parts of these digests that stand on a platform, or may be on their way there at this moment."""
        ...
