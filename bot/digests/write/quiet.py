"""The quiet issue: nothing met the topic, and that is said, with what was read and which feeds need care."""

from datetime import timedelta

from bot.digests.write import feeds
from bot.digests.write.held import held_list
from bot.digests.write.links import Anchor, page
from bot.digests.write.masthead import comparison, first_issue, next_steps, repeated, title
from bot.digests.write.spans import dotted, fact
from bot.model.digest import Digest
from bot.model.feed import FeedState
from bot.model.message import Header, Message, Notice, Paragraph, Small, Span, Style, Tone

_LENGTHS = ((timedelta(hours=26), "day"), (timedelta(days=7, hours=2), "week"))  # a clock change adds an hour or two


def quiet(digest: Digest) -> Message:
    """The whole message of an issue without stories."""
    if is_outage(digest):
        return _outage(digest)
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
            *repeated(digest),
            Paragraph((Span("Nothing met the topic."),)),
            *feeds.notices(digest),
            *held_list(digest),
            *first_issue(digest),
            next_steps(digest),
        ),
    )


def is_outage(digest: Digest) -> bool:
    """Whether no feed could be read: then nothing is known of the window, and quiet would be a false word for it."""
    readable = (FeedState.HEALTHY, FeedState.QUIET, FeedState.EMPTY)
    return bool(digest.feeds) and not digest.articles_read and not any(note.state in readable for note in digest.feeds)


def _outage(digest: Digest) -> Message:
    said = "No feed could be read"
    counts = dotted((fact(said, page(digest, Anchor.FEEDS), Style.STRONG), feeds.read_fact(digest)))
    told = f"Nothing is known of this {_length(digest)}. Check the network of the machine that Presswatch runs on."
    return Message(
        fallback=f"{title(digest)}: {said.lower()}",
        blocks=(
            Header(title(digest)),
            Small(counts),
            *repeated(digest),
            Notice(Tone.WARNING, (Span(told),)),
            *held_list(digest),
            *first_issue(digest),
            next_steps(digest),
        ),
    )


def _length(digest: Digest) -> str:
    covered = digest.window.until - digest.window.since
    return next((name for longest, name in _LENGTHS if covered <= longest), "spell")
