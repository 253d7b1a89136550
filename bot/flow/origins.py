"""Origins: whose reports a story's articles are, by the outlets that are listed and those that we read."""

from collections.abc import Callable, Sequence
from hashlib import blake2b

from bot.model.entry import Entry
from bot.model.origin import Origin
from bot.ports.store import Session
from bot.stories.origin import Outlets, origin_of

PRESS = frozenset({"press", "security-press", "local"})  # what else we read are bodies: who quotes them has asked them


def known_outlets(session: Session, listed: Outlets) -> Outlets:
    """The listed outlets and the publications among our sources."""
    return listed.with_sources(_publications(session))


class Origins:
    """Origins, each reckoned once as long as its articles stay as they are.

    So they can be reckoned ahead, while nobody waits for the store's write lock, and once for all channels of a topic.
    """

    def __init__(self, listed: Outlets) -> None:
        self._listed = listed
        self._sources: tuple[str, ...] = ()
        self._outlets = listed
        self._found: dict[bytes, Origin] = {}

    def known_to(self, session: Session) -> Callable[[Sequence[Entry]], Origin]:
        """What tells origins by the publications that this transaction knows."""
        sources = _publications(session)
        if sources != self._sources:
            self._sources, self._outlets, self._found = sources, self._listed.with_sources(sources), {}
        return self._of

    def _of(self, entries: Sequence[Entry]) -> Origin:
        key = blake2b("\n".join(map(repr, entries)).encode(), digest_size=16).digest()
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = origin_of(entries, self._outlets)
        return found


def _publications(session: Session) -> tuple[str, ...]:
    return tuple(feed.source for feed in session.feeds.all() if feed.category in PRESS)
