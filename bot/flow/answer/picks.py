"""Picks: stories of the archive to choose one from, for a message of one's own; nothing else is said of them."""

from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import empty_archive
from bot.flow.answer.search import found_by, nothing_found, story_item
from bot.model.message import Message
from bot.ports.store import Session
from bot.stories.query import parse

_ALL = "after:1990-01-01"  # where nothing is asked for: the newest stories


def picks(session: Session, words: str, asking: Asking, *, skip: int, most: int) -> Message:
    """The stories that match the words, the newest first, or why there are none; QueryError where the words cannot be
    read."""
    wanted = words.strip()
    query = parse(wanted or _ALL, now=asking.now)
    found = found_by(session, query).stories
    if not found:
        is_empty = not wanted or session.entries.total() == 0
        return empty_archive(is_operator=asking.is_operator) if is_empty else nothing_found(wanted, query)
    shown = list(found)[skip : skip + most]
    stories = session.stories.get(shown)
    items = tuple(story_item(session, stories[one], found[one], asking, is_answer=False) for one in shown)
    return Message(fallback="Stories", blocks=items)
