"""What flow may ask of whoever parses: documents in, parsed feeds or named rejections out, never a crash or a hang."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from bot.errors import ParseRejected
from bot.model.entry import ParsedFeed

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseJob:
    """One document to parse."""

    body: bytes
    base_url: str  # the address that answered
    content_type: str = ""
    content_location: str = ""
    now: datetime  # aware; no entry is published later


class Parser(Protocol):
    """Promises: each job has exactly one outcome, inside a time budget; one document cannot harm another's outcome."""

    def parse(self, job: ParseJob) -> ParsedFeed:
        """Parse one document; raises ParseRejected."""
        ...

    def parse_many(self, jobs: Iterable[tuple[K, ParseJob]]) -> Iterator[tuple[K, ParsedFeed | ParseRejected]]:
        """Parse documents as they come: `jobs` is read little by little, in the caller's thread, between outcomes.

        Outcomes come in the order in which they are ready, each with its job's key. An error of `jobs` itself is
        raised here, after which the outcomes of the jobs already read are lost. Closing the iterator early is allowed.
        """
        ...
