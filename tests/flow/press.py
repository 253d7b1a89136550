"""A small press for tests: feeds in memory, a fetcher and a parser without network or processes, one worker's parts."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.offline import Offline, json_feed
from bot.feeds.polling import Pace
from bot.flow.desk import Desk
from bot.flow.poll import PollReport, Rooms, poll
from bot.model.channel import Channel
from bot.model.feed import Fault, FaultKind, FeedSpec, Fetched, Visit
from bot.model.subscription import Cadence, Schedule, Subscription
from bot.model.topic import TopicSpec
from bot.store.sqlite import SqliteStore, open_store
from bot.store.sqlite.migrations import migrate
from tests.sandbox.inline import InlineParser

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
FACES = TopicSpec(name="faces", title="Faces", description="", query='"facial recognition" OR faces')
PRIVACY = TopicSpec(name="privacy", title="Privacy", description="", query="privacy OR consent")


@dataclass
class Press(Offline):
    """Feeds by name, each a list of JSON Feed items; a feed that is `down` answers nothing."""

    feeds: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    now: datetime = NOW

    def specs(self) -> list[FeedSpec]:
        return [
            FeedSpec(source=name.title(), url=url_of(name), category="press", language="en", tier=2)
            for name in self.feeds
        ]

    def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
        for visit in visits:
            name = visit.url.split("//")[1].split(".")[0]
            if name in self.down:
                fault = Fault(kind=FaultKind.CONNECT, message=f"{name} refused the connection.")
                yield Fetched(
                    feed_id=visit.feed_id,
                    url=visit.url,
                    final_url=visit.url,
                    status=0,
                    fault=fault,
                    fetched_at=self.now,
                )
                continue
            yield json_feed(visit, name, self.feeds[name], self.now)


def url_of(name: str) -> str:
    return f"https://{name}.example/feed.json"


def item(number: int | str, title: str, *, ago: timedelta = timedelta(hours=1), text: str = "", **more: Any) -> Any:
    """A JSON Feed item dated before NOW."""
    return {
        "id": f"id-{number}",
        "url": f"https://site.example/story/{number}",
        "title": title,
        "content_text": text,
        "date_published": (NOW - ago).isoformat(),
    } | more


@dataclass
class Office:
    """One worker's parts on a store of their own."""

    store: SqliteStore
    press: Press
    desk: Desk = field(default_factory=Desk)
    parser: InlineParser = field(default_factory=InlineParser)

    def set_up(self, *topics: TopicSpec) -> None:
        with self.store.writing() as session:
            session.feeds.sync(self.press.specs(), now=self.press.now, interval=timedelta(minutes=30))
            session.topics.sync(topics, now=self.press.now)

    def poll(self, *, after: timedelta = timedelta(0), keep: timedelta | None = None) -> PollReport:
        """Visit every feed now, whenever it was due."""
        self.press.now += after
        with self.store.writing() as session:
            for feed in session.feeds.all():
                session.feeds.save(replace(feed, due_at=self.press.now))
        return poll(
            Rooms(store=self.store, fetcher=self.press, parser=self.parser, desk=self.desk),
            clock=lambda: self.press.now,
            lease=timedelta(minutes=2),
            pace=Pace(),
            keep=keep,
            stop=lambda: False,
            progress=lambda _done, _total: None,
        )

    def channel(self, name: str = "console") -> Channel:
        with self.store.writing() as session:
            workspace = session.channels.ensure_workspace(platform="console", key="local", name="Test")
            return session.channels.ensure(workspace=workspace, key=name, name=name)

    def subscribe(self, topic: str, cadence: Cadence, *, channel: str = "console", zone: str = "UTC") -> Subscription:
        home = self.channel(channel)
        with self.store.writing() as session:
            (wanted,) = [one for one in session.topics.all() if one.name == topic]
            schedule = Schedule(cadence=cadence, zone=zone)
            return session.subscriptions.put(
                channel_id=home.id,
                topic_id=wanted.id,
                schedule=schedule,
                due_at=None if cadence is Cadence.AT_ONCE else self.press.now,
                now=self.press.now,
            )

    def deliveries(self) -> int:
        """How many deliveries have ever been planned."""
        with self.store.reading() as session:
            return sum(session.ledger.counts().values())

    def counts(self) -> tuple[int, int]:
        """Entries and stories that are not merged away."""
        with self.store.reading() as session:
            entries = list(session.entries.since(NOW - timedelta(days=365)))
            return len(entries), len({entry.story_id for entry in entries})


@contextmanager
def office(folder: Path, **feeds: list[dict[str, Any]]) -> Iterator[Office]:
    """An office whose press has these feeds."""
    migrate(folder / "presswatch.db", now=NOW)
    store = open_store(folder / "presswatch.db")
    try:
        yield Office(store=store, press=Press(feeds=feeds))
    finally:
        store.close()
