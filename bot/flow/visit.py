"""A visit's end: the document as a job for the parser, and whether what came of it can be believed."""

from bot.errors import ParseRejected
from bot.feeds.parse import balanced
from bot.model.entry import ParsedFeed
from bot.model.feed import Fetched
from bot.ports.parser import ParseJob


def job_of(fetched: Fetched) -> ParseJob:
    """The document that a visit brought, to be parsed."""
    return ParseJob(
        body=fetched.body,
        base_url=fetched.final_url,
        content_type=fetched.content_type,
        content_location=fetched.content_location,
        now=fetched.fetched_at,
    )


def believed(outcome: ParsedFeed | ParseRejected) -> ParsedFeed | ParseRejected:
    """The outcome of parsing. A parser that lost a row is not believed in the others either: the rejection says so."""
    if isinstance(outcome, ParseRejected) or balanced(outcome):
        return outcome
    kept = len(outcome.entries) + len(outcome.rejections)
    return ParseRejected(
        "unbalanced", f"The books do not balance: {outcome.received} items received, {kept} accounted for."
    )
