"""The feeds that we know, by every address that leads to them and by their names."""

from collections.abc import Iterable, Mapping

from bot.feeds.addresses import host_of, same_feed, same_house
from bot.model.feed import Feed
from bot.ports.store import Session


class FeedBook:
    """All feeds as they are now: those that are polled, and those that were dropped."""

    def __init__(self, polled: Iterable[Feed], dropped: Iterable[Feed]) -> None:
        self.polled = tuple(polled)
        self.dropped = tuple(dropped)
        self._polled = _by_address(self.polled)
        self._dropped = _by_address(self.dropped)

    @classmethod
    def of(cls, session: Session) -> "FeedBook":
        """Read it."""
        return cls(session.feeds.all(), session.feeds.dropped())

    def polled_at(self, *addresses: str) -> Feed | None:
        """The feed that is polled and has one of these addresses, in whatever spelling; its other addresses count."""
        return _first(self._polled, addresses)

    def dropped_at(self, *addresses: str) -> Feed | None:
        """The same among the feeds that are polled no more."""
        return _first(self._dropped, addresses)

    def of_source(self, name: str) -> list[Feed]:
        """The feeds of a publication that are polled, in the order in which they came."""
        return [feed for feed in self.polled if _plain(feed.source) == _plain(name)]


class Names:
    """Which publications' names are taken, and by whom."""

    def __init__(self, feeds: Iterable[Feed]) -> None:
        self._hosts: dict[str, set[str]] = {}
        for feed in feeds:
            self.take(feed.source, feed.url)

    def take(self, name: str, address: str) -> None:
        """A feed at this address has this name."""
        self._hosts.setdefault(_plain(name), set()).add(host_of(address))

    def free(self, title: str, address: str) -> str:
        """A name for a feed of this title; its host where it has none. Where another house has that name already, the
        host goes with it: two publications that share a name would count as one in a story's coverage."""
        host = host_of(address)
        taken = self._hosts.get(_plain(title), set())
        return (title or host) if all(same_house(host, other) for other in taken) else f"{title} ({host})"


def _by_address(feeds: Iterable[Feed]) -> Mapping[str, Feed]:
    found: dict[str, Feed] = {}
    for feed in feeds:
        for address in (feed.url, feed.address, *feed.fallbacks, feed.moved_to):
            if address:
                found.setdefault(same_feed(address), feed)
    return found


def _first(feeds: Mapping[str, Feed], addresses: Iterable[str]) -> Feed | None:
    return next((feeds[key] for address in addresses if (key := same_feed(address)) in feeds), None)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
