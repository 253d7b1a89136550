"""Look: one visit to an address that a person named, fetched and parsed as a poll would, and nothing kept."""

from dataclasses import dataclass

from bot.errors import ParseRejected
from bot.flow.visit import believed, job_of
from bot.model.entry import ParsedFeed
from bot.model.feed import Fetched, Visit
from bot.ports.fetch import Fetcher
from bot.ports.parser import Parser


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What came of a visit: the fetch, and what parsing made of its body (None where there was none)."""

    fetched: Fetched
    parsed: ParsedFeed | ParseRejected | None


def look(fetcher: Fetcher, parser: Parser, url: str) -> Look:
    """Visit an address once, within the bounds of a poll. A fault is told on the look and never raised."""
    (fetched,) = fetcher.fetch([Visit(feed_id=0, url=url)])
    if fetched.fault is not None or fetched.unchanged:
        return Look(fetched=fetched, parsed=None)
    try:
        return Look(fetched=fetched, parsed=believed(parser.parse(job_of(fetched))))
    except ParseRejected as rejected:
        return Look(fetched=fetched, parsed=rejected)
