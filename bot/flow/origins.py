"""Origins: whose reports a story's articles are, by the outlets that are listed and those that we read."""

from bot.ports.store import Session
from bot.stories.origin import Outlets

PRESS = frozenset({"press", "security-press", "local"})  # what else we read are bodies: who quotes them has asked them


def known_outlets(session: Session, listed: Outlets) -> Outlets:
    """The listed outlets and the publications among our sources."""
    return listed.with_sources(feed.source for feed in session.feeds.all() if feed.category in PRESS)
