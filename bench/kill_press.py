"""The press of the kill trial: feeds that grow on loopback, each event in words that no other has."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bench.loopback import Handler, Loopback

FEEDS = 3


@dataclass
class Press:
    """Feeds that grow: an event of its own with each new item, now and then one that another feed has told."""

    chance: random.Random
    items: list[list[dict[str, str]]] = field(default_factory=lambda: [[] for _ in range(FEEDS)])
    events: dict[str, str] = field(default_factory=dict)  # an address: the event it tells
    old: set[str] = field(default_factory=set)  # events that were told before anybody subscribed

    def print_first(self, base: str) -> None:
        """One item in each feed: what a feed brings first alerts nobody."""
        for feed in range(FEEDS):
            self.print_more(base, 1, feed)
        self.old = set(self.events.values())

    def print_more(self, base: str, count: int, feed: int | None = None) -> None:
        """Put `count` new events into a feed, or into feeds drawn by chance."""
        for _ in range(count):
            words = ["".join(self.chance.choices("abcdefghijklmnop", k=8)) for _ in range(6)]
            title = f"Faces {' '.join(words)}"
            self._print(base, self.chance.randrange(FEEDS) if feed is None else feed, title, event=title)

    def print_again(self, base: str) -> None:
        """Let another feed tell an event of the last few: its story gains a source."""
        feed = self.chance.randrange(FEEDS)
        recent = [item["title"] for item in self.items[feed][-3:]]
        self._print(base, (feed + 1) % FEEDS, title := self.chance.choice(recent), event=title)

    def _print(self, base: str, feed: int, title: str, *, event: str) -> None:
        name = "".join(self.chance.choices("bcdfghjklmnprstvz", k=9))
        url = f"{base}/story/{name}"
        self.events[url] = event
        published = datetime.now(UTC).isoformat()
        item = {"id": name, "url": url, "title": title, "content_text": f"{title}.", "date_published": published}
        self.items[feed].append(item)

    @property
    def fresh(self) -> set[str]:
        """The events that somebody has to be told of."""
        return set(self.events.values()) - self.old

    def document(self, number: int) -> bytes:
        """A feed as JSON Feed."""
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": f"Feed {number}", "items": self.items[number]}
        return json.dumps(feed).encode()


@contextmanager
def served(press: Press) -> Iterator[str]:
    """The press on a loopback port; yields the base address."""

    class Feeds(Handler):
        def do_GET(self) -> None:  # noqa: N802  # http.server names it
            body = press.document(int(self.path.strip("/").removesuffix(".json")))
            self.send(200, body, {"Content-Type": "application/feed+json"})

    with Loopback(Feeds).served() as base:
        yield base
