"""A parser in this very process, for documents that we wrote ourselves: no budget, no protection."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.errors import ParseRejected
from bot.feeds.limits import ParseLimits
from bot.model.entry import ParsedFeed
from bot.ports.parser import K, ParseJob
from bot.sandbox.work import read


@dataclass(frozen=True, slots=True)
class InlineParser:
    """The port `Parser` without processes."""

    limits: ParseLimits = field(default_factory=ParseLimits)

    def parse(self, job: ParseJob) -> ParsedFeed:
        """Parse one document; raises ParseRejected."""
        outcome = read(job, self.limits)
        if isinstance(outcome, ParseRejected):
            raise outcome
        return outcome

    def parse_many(self, jobs: Iterable[tuple[K, ParseJob]]) -> Iterator[tuple[K, ParsedFeed | ParseRejected]]:
        """Parse documents one after the other."""
        for key, job in jobs:
            yield key, read(job, self.limits)
