"""Also noted: the stories that the parent message does not tell, a line each, and the chart."""

from bot.digests.write.headline import headline, title_span
from bot.digests.write.history import chart
from bot.digests.write.links import Anchor, page
from bot.digests.write.spans import DOT
from bot.digests.write.standing import brief_standing
from bot.digests.write.text import number_of
from bot.model.digest import TOP, Digest, DigestStory, Novelty
from bot.model.message import Block, Bullets, Message, Paragraph, Small, Span, Style

_TITLE = 110  # characters
_ROOM = 6_000  # characters of titles and links a message, well inside what platforms take
_MESSAGES = 2  # the web page has the rest


def top(digest: Digest) -> tuple[DigestStory, ...]:
    """The stories that the parent message tells: the first that are new to the channel."""
    return tuple(story for story in digest.stories if story.novelty is not Novelty.SEEN)[:TOP]


def noted(digest: Digest) -> tuple[tuple[DigestStory, ...], ...]:
    """The other stories that the thread names, by message."""
    pages: list[list[DigestStory]] = []
    room = 0
    for story in _others(digest):
        cost = len(headline(story, limit=_TITLE)) + len(story.link) + 80
        if cost > room:
            pages.append([])
            room = _ROOM
        pages[-1].append(story)
        room -= cost
    return tuple(map(tuple, pages[:_MESSAGES]))


def in_thread(digest: Digest) -> int:
    """How many stories the thread names beside the top ones."""
    return sum(map(len, noted(digest)))


def on_web_only(digest: Digest) -> int:
    """How many stories stand on the web page alone."""
    return len(_others(digest)) - in_thread(digest)


def noted_messages(digest: Digest) -> tuple[Message, ...]:
    """The thread's last messages; none where there is nothing to note and no history to draw."""
    lists = [_list(digest, stories) for stories in noted(digest)]
    if tail := _tail(digest):
        lists = [*lists[:-1], (*(lists[-1] if lists else ()), *tail)]
    return tuple(Message(fallback=_fallback(digest), blocks=blocks) for blocks in lists)


def _others(digest: Digest) -> tuple[DigestStory, ...]:
    told = {story.position for story in top(digest)}
    return tuple(story for story in digest.stories if story.position not in told)


def _list(digest: Digest, stories: tuple[DigestStory, ...]) -> tuple[Block, ...]:
    items = tuple((title_span(story, limit=_TITLE), DOT, *brief_standing(digest, story)) for story in stories)
    return Paragraph((Span(_heading(digest), Style.STRONG),)), Bullets(items)


def _tail(digest: Digest) -> tuple[Block, ...]:
    """What the page has beside, and the chart."""
    left, drawing = on_web_only(digest), chart(digest)
    more = Span(number_of(left, "more story", "more stories"), link=page(digest, Anchor.STORIES))
    blocks: tuple[Block, ...] = (Small((more, Span(" on the web"))),) if left else ()
    return (*blocks, drawing) if drawing else blocks


def _heading(digest: Digest) -> str:
    return "Also noted" if top(digest) else "Seen before"


def _fallback(digest: Digest) -> str:
    count, drawing = in_thread(digest), chart(digest)
    if count or drawing is None:
        return f"{_heading(digest)}: {number_of(count, 'story', 'stories')}"
    return drawing.title
