"""The work that the sandbox does: one job parsed by bot.feeds."""

from bot.errors import ParseRejected
from bot.feeds.limits import ParseLimits
from bot.feeds.parse import parse
from bot.model.entry import ParsedFeed
from bot.ports.parser import ParseJob


def read(job: ParseJob, limits: ParseLimits) -> ParsedFeed | ParseRejected:
    """The document's feed, or why there is none."""
    try:
        return parse(
            job.body,
            base_url=job.base_url,
            content_type=job.content_type,
            content_location=job.content_location,
            now=job.now,
            limits=limits,
        )
    except ParseRejected as rejected:
        return rejected
