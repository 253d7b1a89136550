"""Picks: stories of the archive to choose one from, for a message of one's own; nothing else is said of them."""

from bot.flow.answer.asking import Asking
from bot.flow.answer.search import found_by, story_item
from bot.model.message import Message
from bot.ports.store import Session
from bot.stories.query import parse

_ALL = "after:1990-01-01"  # where nothing is asked for: the newest stories


def picks(session: Session, words: str, asking: Asking, *, skip: int, most: int) -> Message:
    """The stories that match the words, the newest first; QueryError where they cannot be read."""
    found = found_by(session, parse(words.strip() or _ALL, now=asking.now)).stories
    shown = list(found)[skip : skip + most]
    stories = session.stories.get(shown)
    items = tuple(story_item(session, stories[one], found[one], asking) for one in shown)
    return Message(fallback="Stories", blocks=items)
