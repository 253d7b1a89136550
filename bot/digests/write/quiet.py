"""The quiet issue: nothing met the topic, and that is said, with what was read and which feeds need care."""

from datetime import timedelta

from bot.digests.write import feeds
from bot.digests.write.links import Anchor, page
from bot.digests.write.masthead import comparison, first_issue, next_steps, title
from bot.digests.write.spans import dotted, fact
from bot.model.digest import Digest
from bot.model.message import Header, Message, Paragraph, Small, Span, Style

_LENGTHS = ((timedelta(hours=26), "day"), (timedelta(days=7, hours=2), "week"))  # a clock change adds an hour or two


def quiet(digest: Digest) -> Message:
    """The whole message of an issue without stories."""
    said = f"A quiet {_length(digest)}"
    counts = dotted(
        (
            fact(f"{said}: 0 stories", page(digest, Anchor.STORIES), Style.STRONG),
            feeds.read_fact(digest),
            *comparison(digest),
        )
    )
    return Message(
        fallback=f"{title(digest)}: {said.lower()}",
        blocks=(
            Header(title(digest)),
            Small(counts),
            Paragraph((Span("Nothing met the topic."),)),
            *feeds.notices(digest),
            *first_issue(digest),
            next_steps(digest),
        ),
    )


def _length(digest: Digest) -> str:
    covered = digest.window.until - digest.window.since
    return next((name for longest, name in _LENGTHS if covered <= longest), "spell")
