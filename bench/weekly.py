"""A week as a reader sees it: rows streamed through the product, and the weekly digests that come of them.

    python -m bench.weekly ROWS.jsonl --since 2019-12-16 --until 2019-12-23 [--topic NAME] [--pages FOLDER]

Each row appears in the feed of its source when it was published. The real poll reads, places and matches it into a
store in a temporary folder, with the shipped topics. A channel for each topic is subscribed weekly from the first row
on, so that the digest before `--until` has predecessors. It is printed as the console shows it, its thread and the
`why` of each story below; with `--pages` its page is saved.
"""

import argparse
import itertools
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console

from bench.weekly_press import RowPress, read_rows, specs_of
from bot.chat.answering.respond import respond
from bot.chat.console.render import show
from bot.configuration import read_configuration
from bot.digests.write import write_digest
from bot.errors import PresswatchError
from bot.feeds.polling import Pace
from bot.flow.admit import usual_rules
from bot.flow.answer import Asking
from bot.flow.desk import Desk
from bot.flow.evaluate.stories import StoryRow
from bot.flow.look import Look
from bot.flow.poll import Rooms, poll
from bot.flow.publish import publish
from bot.flow.set_up import set_up
from bot.model.channel import Channel
from bot.model.digest import Digest
from bot.model.feed import FeedSpec
from bot.model.subscription import Cadence, Schedule
from bot.model.topic import TopicSpec
from bot.sandbox.pool import SandboxPool
from bot.settings import ROOT
from bot.settings.alerts import AlertsPart
from bot.store.sqlite import SqliteStore, open_store
from bot.store.sqlite.migrations import migrate
from bot.web.pages import digest_page

TICK = timedelta(minutes=30)  # between two polls
WEEK = timedelta(days=7)
NEVER = timedelta(days=3650)
TOPICS = ("facial-recognition", "ai-privacy")
WEEKLY = Schedule(cadence=Cadence.WEEKLY, hour=0, weekday=0, zone="UTC")


@dataclass(slots=True, kw_only=True)
class Newsdesk:
    """One worker's parts on a store of their own, and the time there."""

    store: SqliteStore
    parser: SandboxPool
    now: datetime
    press: RowPress = field(default_factory=RowPress)
    desk: Desk = field(default_factory=Desk)
    tokens: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def read(self, rows: Sequence[StoryRow], now: datetime) -> None:
        """Poll the feeds in which these rows have appeared by now; the others are left alone."""
        self.now = now
        touched = self.press.show(rows, now)
        with self.store.writing() as session:
            for feed in session.feeds.all():
                due = now if feed.url in touched else now + NEVER
                if (feed.due_at <= now) is not (feed.url in touched):
                    session.feeds.save(replace(feed, due_at=due))
        poll(
            Rooms(store=self.store, fetcher=self.press, parser=self.parser, desk=self.desk),
            clock=lambda: self.now,
            lease=timedelta(minutes=2),
            pace=Pace(),
            stop=lambda: False,
            progress=lambda _done, _total: None,
        )

    def cut(self, now: datetime) -> list[Digest]:
        """Freeze the issues that are due."""
        self.now = now
        return publish(
            self.store, clock=lambda: self.now, new_token=lambda: f"token-{next(self.tokens)}", stop=lambda: False
        )

    def ask(self, channel: Channel) -> Asking:
        """A question in a channel, now."""
        return Asking(
            channel=channel,
            zone="UTC",
            now=self.now,
            new_token=lambda: f"token-{next(self.tokens)}",
            look=_no_look,
            rules=usual_rules(AlertsPart(), zone="UTC"),
        )


def main() -> int:
    """Stream, publish, print."""
    asked = read_options()
    rows = read_rows(asked.rows, until=asked.until)
    configured = read_configuration(ROOT / "config")
    console = Console(width=100, highlight=False)
    with newsdesk(rows, configured.feeds, configured.topics) as desk:
        channels = subscribe(desk, asked.topic or TOPICS, until=asked.until)
        last = stream(desk, rows, until=asked.until)
        for digest in last:
            tell(desk, digest, channels[digest.topic_name], console)
            if asked.pages:
                asked.pages.mkdir(parents=True, exist_ok=True)
                (asked.pages / f"{digest.topic_name}.html").write_text(digest_page(digest), "utf-8")
    wrong = [digest.topic_name for digest in last if digest.window.since != asked.since]
    return int(bool(wrong) or not last)


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", type=Path)
    parser.add_argument("--since", type=_day, required=True)
    parser.add_argument("--until", type=_day, required=True)
    parser.add_argument("--topic", action="append", help="may be given twice; both of the first topics if left out")
    parser.add_argument("--pages", type=Path, help="a folder for the pages")
    return parser.parse_args()


@contextmanager
def newsdesk(rows: Sequence[StoryRow], feeds: Sequence[FeedSpec], topics: Sequence[TopicSpec]) -> Iterator[Newsdesk]:
    """A worker on a new store, with the feeds of these rows and these topics."""
    begin = _midnight(rows[0].published)
    with tempfile.TemporaryDirectory() as scratch, SandboxPool(workers=1) as parser:
        file = Path(scratch) / "presswatch.db"
        migrate(file, now=begin)
        store = open_store(file)
        try:
            set_up(store, feeds=specs_of(rows, feeds), topics=topics, interval=TICK, now=begin)
            yield Newsdesk(store=store, parser=parser, now=begin)
        finally:
            store.close()


def subscribe(desk: Newsdesk, topics: Sequence[str], *, until: datetime) -> dict[str, Channel]:
    """A channel for each topic, with a digest each week that ends as the last one does."""
    due = until - ((until - desk.now) // WEEK) * WEEK
    channels = {}
    with desk.store.writing() as session:
        workspace = session.channels.ensure_workspace(platform="console", key="local", name="Bench")
        known = {topic.name: topic for topic in session.topics.all()}
        for name in topics:
            channels[name] = session.channels.ensure(workspace=workspace, key=name, name=name)
            session.subscriptions.put(
                channel_id=channels[name].id, topic_id=known[name].id, schedule=WEEKLY, due_at=due, now=desk.now
            )
    return channels


def stream(desk: Newsdesk, rows: Sequence[StoryRow], *, until: datetime) -> list[Digest]:
    """Let the rows appear and poll them; the issues that are due at `until`."""
    waiting: list[StoryRow] = list(reversed(rows))
    issues: list[Digest] = []
    while desk.now < until:
        now = desk.now + TICK
        appeared = []
        while waiting and (when := waiting[-1].published) is not None and when < now:
            appeared.append(waiting.pop())
        if appeared:
            desk.read(appeared, now)
        issues = desk.cut(now)
    return issues


def tell(desk: Newsdesk, digest: Digest, channel: Channel, console: Console) -> None:
    """Print the messages of an issue, and why each of its stories stands in it."""
    parent, *thread = write_digest(digest)
    show(console, parent, base_url="https://press.example")
    for message in thread:
        show(console, message, base_url="https://press.example", reply=True)
    for story in digest.stories:
        words = f"why {story.position} {digest.topic_name}"
        console.print(f"> {words}  ({story.score:.3f})", markup=False)
        show(console, respond(desk.store, words, desk.ask(channel)), base_url="https://press.example")


def _midnight(when: datetime | None) -> datetime:
    assert when is not None
    return when.replace(hour=0, minute=0, second=0, microsecond=0)


def _day(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


def _no_look(_url: str) -> Look:
    raise PresswatchError("The bench visits nothing.", "Ask without an address.")


if __name__ == "__main__":
    sys.exit(main())
