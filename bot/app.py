"""The composition root: the only module that knows every adapter."""

import secrets
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial

from starlette.applications import Starlette

from bot.chat.console.post import ConsolePoster
from bot.chat.console.transcript import Transcript
from bot.chat.respond import respond
from bot.configuration import read_configuration
from bot.errors import StoreGone
from bot.feeds.parse import ParseLimits
from bot.feeds.polling import Pace
from bot.fetch.client import HttpFetcher
from bot.fetch.settings import MIB, FetchSettings
from bot.flow.answer import Asking
from bot.flow.deliver import Patience, deliver
from bot.flow.desk import Desk
from bot.flow.poll import PollReport, Rooms, poll
from bot.flow.publish import publish
from bot.flow.set_up import set_up
from bot.model.channel import Channel
from bot.model.digest import Digest
from bot.model.feed import FeedSpec
from bot.model.message import Message
from bot.model.topic import TopicSpec
from bot.sandbox.pool import SandboxPool
from bot.sandbox.wire import Budget
from bot.settings import Settings
from bot.store.sqlite import SqliteStore, open_store
from bot.store.sqlite.migrations import migrate
from bot.web.app import Health, create_app
from bot.web.pages import digest_page
from bot.worker.local import Tick

VERSION = "0.1.0"
_OVERDUE = timedelta(hours=1)  # a worker visits what is due within seconds; so late, there is none
_TICKS = {"poll": 5.0, "publish": 5.0, "deliver": 1.0, "housekeeping": 3600.0}  # seconds


def utc_now() -> datetime:
    """The only clock: everything below is handed it, or a time."""
    return datetime.now(UTC)


class App:
    """Every adapter behind the verbs of flow. Adapters start when they are first needed and close together."""

    def __init__(
        self, settings: Settings, store: SqliteStore, closing: ExitStack, stop: threading.Event, base_url: str
    ) -> None:
        self.settings = settings
        self.store = store
        self.base_url = base_url
        self.transcript = Transcript(settings.transcript)
        self._closing = closing
        self._stop = stop
        self._desk = Desk()

    def set_up(self, feeds: Sequence[FeedSpec] | None = None, topics: Sequence[TopicSpec] | None = None) -> None:
        """Read the configuration into the store; given feeds or topics take its place."""
        if feeds is None or topics is None:
            configured = read_configuration(self.settings.config)
            feeds = configured.feeds if feeds is None else feeds
            topics = configured.topics if topics is None else topics
        interval = timedelta(minutes=self.settings.poll.interval_minutes)
        set_up(self.store, feeds=feeds, topics=topics, interval=interval, now=utc_now())

    def poll(self, progress: Callable[[int, int], None] | None = None) -> PollReport:
        """Visit what is due; `progress` hears of visits done, of how many."""
        return poll(
            Rooms(store=self.store, fetcher=self._fetcher, parser=self._sandbox, desk=self._desk),
            clock=utc_now,
            lease=timedelta(seconds=self.settings.poll.lease_seconds),
            pace=Pace(),
            stop=self._stop.is_set,
            progress=progress or _ignore,
        )

    def publish(self) -> list[Digest]:
        """Freeze the issues that are due."""
        return publish(self.store, clock=utc_now, new_token=new_token, stop=self._stop.is_set)

    def deliver(self) -> int:
        """Post what may be posted now."""
        posters = {"console": ConsolePoster(self.transcript, utc_now)}
        return deliver(self.store, posters, clock=utc_now, patience=self._patience, stop=self._stop.is_set)

    def tidy(self) -> None:
        """Housekeeping: the database's own upkeep."""
        self.store.tidy()

    def interrupt(self) -> None:
        """Give up visits and parses under way: a feed that never answers must not delay a stop. They stay due."""
        for name in ("_fetcher", "_sandbox"):
            if name in self.__dict__:  # not made for this
                self.__dict__[name].close()

    def ticks(self) -> list[Tick]:
        """What the worker does, and how often."""
        acts: dict[str, Callable[[], object]] = {
            "poll": self.poll,
            "publish": self.publish,
            "deliver": self.deliver,
            "housekeeping": self.tidy,
        }
        return [
            Tick(name=name, every=timedelta(seconds=_TICKS[name]), act=partial(self._unless_gone, act))
            for name, act in acts.items()
        ]

    def _unless_gone(self, act: Callable[[], object]) -> None:
        """Do one thing; stop the worker where the database has gone: what it wrote would be lost without a word."""
        try:
            act()
        except StoreGone:
            self._stop.set()
            raise

    def respond(self, words: str) -> Message:
        """The answer to a person at this machine's console."""
        asking = Asking(channel=self.console_channel, zone=self.settings.zone, now=utc_now(), new_token=new_token)
        return respond(self.store, words, asking)

    @cached_property
    def console_channel(self) -> Channel:
        """The one channel of the one workspace that is this machine."""
        with self.store.writing() as session:
            workspace = session.channels.ensure_workspace(platform="console", key="local", name="This machine")
            return session.channels.ensure(workspace=workspace, key="console", name="this console")

    @property
    def _patience(self) -> Patience:
        part = self.settings.deliver
        return Patience(lease=timedelta(seconds=part.lease_seconds), attempts=part.attempts)

    @cached_property
    def _fetcher(self) -> HttpFetcher:
        return self._closing.enter_context(HttpFetcher(fetch_settings(self.settings)))

    @cached_property
    def _sandbox(self) -> SandboxPool:
        part = self.settings.sandbox
        budget = Budget(seconds=part.seconds, memory=part.memory_mb * MIB)
        limits = ParseLimits(body_bytes=self.settings.fetch.max_body_mb * MIB)
        return self._closing.enter_context(SandboxPool(workers=part.processes, budget=budget, limits=limits))


class StorePages:
    """What the web may ask, answered from the store."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def digest(self, token: str) -> str | None:
        """The page of the digest with that token."""
        with self._store.reading() as session:
            issue = session.digests.by_token(token)
        return None if issue is None else digest_page(issue)

    def health(self) -> Health:
        """Whether the database answers, a worker has polled, and no feed has waited too long for it."""
        with self._store.reading() as session:
            polled, due = session.feeds.last_polled(), session.feeds.longest_due()
            counts = session.ledger.counts()
        now = utc_now()
        return Health(
            ok=polled is not None and polled <= now and (due is None or now - due < _OVERDUE),
            database="ok",
            last_poll=None if polled is None else now - polled,
            ledger={state.value: number for state, number in counts.items()},
        )


def web_app(app: App) -> Starlette:
    """The reading room over this store."""
    return create_app(StorePages(app.store))


@contextmanager
def open_app(settings: Settings, *, stop: threading.Event | None = None, base_url: str | None = None) -> Iterator[App]:
    """The application on its database, which is made or brought up to date first. Everything closes with the block."""
    migrate(settings.database, now=utc_now())
    public = settings.web.public_url if base_url is None else base_url
    with ExitStack() as closing:
        store = open_store(settings.database)
        closing.callback(store.close)
        yield App(settings, store, closing, stop or threading.Event(), public)


def new_token() -> str:
    """The unguessable part of a page's address: 128 bits."""
    return secrets.token_urlsafe(16)


def fetch_settings(settings: Settings) -> FetchSettings:
    """The fetcher's bounds, and who it says it is."""
    part = settings.fetch
    contact = part.contact or settings.web.public_url or socket.gethostname()
    return FetchSettings(
        user_agent=f"Presswatch/{VERSION} (news monitoring; +{contact})",
        total_seconds=part.total_timeout,
        connect_seconds=part.connect_timeout,
        max_body=part.max_body_mb * MIB,
        concurrency=part.concurrency,
        per_host=part.per_host,
        allowed=frozenset(_pair(pair) for pair in part.allow),
    )


def _ignore(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def _pair(pair: str) -> tuple[str, int]:
    host, _, port = pair.rpartition(":")
    return host, int(port)
