"""The composition root: the only module that knows every adapter."""

import logging
import secrets
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.chat.answering.respond import carry_out, respond
from bot.chat.console.post import ConsolePoster
from bot.chat.console.transcript import Transcript
from bot.configuration import listed_outlets, read_configuration
from bot.digests.compose import ExtractLimits
from bot.errors import PresswatchError, StoreGone
from bot.feeds.parse import ParseLimits
from bot.feeds.polling import Pace
from bot.fetch.client import HttpFetcher
from bot.fetch.settings import MIB, FetchSettings
from bot.flow.admit import usual_rules
from bot.flow.answer import Asking
from bot.flow.channels import channel_named
from bot.flow.deliver import Patience, bring_back, deliver, knock, left_alone
from bot.flow.desk import Desk
from bot.flow.forget import forget
from bot.flow.look import Look, look
from bot.flow.overflow import overflow
from bot.flow.poll import PollReport, Rooms, poll
from bot.flow.publish import publish
from bot.flow.set_up import set_up
from bot.flow.webhooks import webhook_channels
from bot.model.answer import Answer
from bot.model.channel import AlertRules, Channel
from bot.model.command import Command
from bot.model.digest import Digest
from bot.model.feed import FeedSpec
from bot.model.person import OPERATOR, Person
from bot.model.topic import TopicSpec
from bot.platforms import Platforms
from bot.ports.poster import Poster
from bot.sandbox.pool import SandboxPool
from bot.sandbox.wire import Budget
from bot.settings import Settings
from bot.store.sqlite import SqliteStore, open_store
from bot.store.sqlite.backup import back_up, is_due, last_backup, prune
from bot.store.sqlite.connection import VERSION as SQLITE_VERSION
from bot.store.sqlite.connection import size_of
from bot.store.sqlite.migrations import in_use
from bot.stories.origin import Outlets
from bot.web.app import create_app
from bot.web.reading import Files, ReadingRoom
from bot.worker.local import Tick

log = logging.getLogger(__name__)
VERSION = "0.1.0"
_LAST_YEAR = 9000  # no time can be kept that is later than 9999, and what is planned lies ahead
_TICKS = {"poll": 5.0, "publish": 5.0, "deliver": 0.25, "housekeeping": 3600.0}  # seconds


def utc_now() -> datetime:
    """The only clock: everything below is handed it, or a time. PresswatchError where it stands at the end of time."""
    now = datetime.now(UTC)
    if now.year > _LAST_YEAR:
        raise PresswatchError(f"This machine's clock says {now:%d %b %Y}.", "Set the clock (NTP).")
    return now


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
        set_up(self.store, feeds=feeds, topics=topics, interval=self.settings.poll.interval, now=utc_now())
        webhook_channels(self.store, self.settings.teams.webhooks)

    def poll(self, progress: Callable[[int, int], None] | None = None) -> PollReport:
        """Visit what is due; `progress` hears of visits done, of how many."""
        return poll(
            Rooms(store=self.store, fetcher=self._fetcher, parser=self._sandbox, desk=self._desk),
            clock=utc_now,
            lease=self.settings.poll.lease,
            pace=Pace(),
            keep=self.settings.keep.span,
            stop=self._stop.is_set,
            progress=progress or (lambda _done, _total: None),
        )

    def publish(self) -> list[Digest]:
        """Freeze the issues that are due; and plan what is to be told of held alerts where there are none."""
        issues = publish(
            self.store,
            clock=utc_now,
            new_token=new_token,
            stop=self._stop.is_set,
            outlets=self.outlets,
            limits=self.limits,
        )
        overflow(self.store, rules=self.rules, clock=utc_now, stop=self._stop.is_set)
        return issues

    def deliver(self) -> int:
        """Post what may be posted now."""
        return deliver(
            self.store,
            self.posters,
            rules=self.rules,
            clock=utc_now,
            patience=self.patience,
            stop=self._stop.is_set,
            limits=self.limits,
            outlets=self.outlets,
        )

    @cached_property
    def posters(self) -> dict[str, Poster]:
        """By platform; what is not set up has none."""
        return {"console": ConsolePoster(self.transcript, utc_now), **self.platforms.posters()}

    @cached_property
    def platforms(self) -> Platforms:
        """Where people are beside this machine."""
        made = Platforms(self.settings, store=self.store, clock=utc_now, base_url=self.base_url)
        self._closing.callback(made.close)
        return made

    def listening(self) -> AbstractContextManager[Sequence[BaseRoute]]:
        """Listen on the chat platforms that are set up; gives the routes that this needs."""
        return self.platforms.listening(self.asking)

    def tidy(self) -> None:
        """Housekeeping: forget what is past keeping, make a backup where one is due, and the database's own upkeep."""
        bring_back(self.store, now=utc_now())
        self.platforms.prove()  # before anything of a workspace is forgotten
        forget(self.store, keep=self.settings.keep.span, clock=utc_now, stop=self._stop.is_set)
        self._back_up_if_due()
        self.store.tidy()

    def _back_up_if_due(self) -> None:
        part, folder, now = self.settings.backup, self.settings.backups, utc_now()
        if part.every and is_due(folder, every=part.every, now=now):
            folder.mkdir(parents=True, exist_ok=True)
            made = back_up(self.settings.database, folder, now=now)
            log.info("made the backup %s: %d articles, %.1f MB", made.path, made.entries, made.bytes / 1e6)
            prune(folder, keep=part.keep)

    def interrupt(self) -> None:
        """Give up visits and parses under way: a feed that never answers must not delay a stop. They stay due."""
        for name in ("_fetcher", "_sandbox"):
            if name in self.__dict__:  # not made for this
                self.__dict__[name].close()

    def ticks(self) -> list[Tick]:
        """What the worker does, and how often. It begins with a try of all that could not be reached."""
        knock(self.store, now=utc_now())
        for platform in left_alone(self.store, self.posters):
            log.warning("messages wait for %s, which this worker has no settings to post to", platform)
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

    def respond(self, words: str, channel: Channel | None = None) -> Answer:
        """The answer to a person at this machine's console, as if it were asked in a channel if one is given."""
        return respond(self.store, words, self.asking(channel or self.console_channel, OPERATOR))

    def carry_out(self, command: Command, channel: Channel | None = None) -> Answer:
        """The answer to a command that was not made of words, such as a form's submission."""
        return carry_out(self.store, command, self.asking(channel or self.console_channel, OPERATOR))

    def channel(self, name: str) -> Channel:
        """The channel of that name or id, on whatever platform; the console's for ""."""
        if not name:
            return self.console_channel
        with self.store.reading() as session:
            return channel_named(session, name)

    def asking(self, channel: Channel, person: Person) -> Asking:
        """A question that somebody asks in a channel, now."""
        return Asking(
            channel=channel,
            zone=person.zone or self.settings.zone,
            now=utc_now(),
            new_token=new_token,
            look=self.look,
            rules=self.rules,
            interval=self.settings.poll.interval,
            keep=self.settings.keep.span,
            person=person,
            editors=self.platforms.editors(channel.platform),
            outlets=self.outlets,
            limits=self.limits,
        )

    def look(self, url: str) -> Look:
        """One visit to an address, and nothing kept."""
        return look(self._fetcher, self._sandbox, url)

    @property
    def limits(self) -> ExtractLimits:
        """How much of a source's text may be shown."""
        part = self.settings.extracts
        return ExtractLimits(default=part.longest, by_source=part.sources)

    @cached_property
    def outlets(self) -> Outlets:
        """The outlets that texts may credit."""
        return listed_outlets(self.settings.config)

    @property
    def rules(self) -> AlertRules:
        """How alerts may interrupt a channel that has no rules of its own."""
        return usual_rules(self.settings.alerts, zone=self.settings.zone)

    @cached_property
    def console_channel(self) -> Channel:
        """The one channel of the one workspace that is this machine."""
        with self.store.writing() as session:
            workspace = session.channels.ensure_workspace(platform="console", key="local", name="This machine")
            return session.channels.ensure(workspace=workspace, key="console", name="this console")

    @property
    def patience(self) -> Patience:
        """How long and how often a post is tried."""
        return Patience.of(self.settings.deliver, longest_call=self.platforms.longest_call)

    @cached_property
    def _fetcher(self) -> HttpFetcher:
        bounds = FetchSettings.of(self.settings.fetch, user_agent=user_agent(self.settings))
        return self._closing.enter_context(HttpFetcher(bounds))

    @cached_property
    def _sandbox(self) -> SandboxPool:
        part, limits = self.settings.sandbox, ParseLimits(body_bytes=self.settings.fetch.max_body_mb * MIB)
        return self._closing.enter_context(SandboxPool(workers=part.processes, budget=Budget.of(part), limits=limits))


def web_app(app: App, more: Sequence[BaseRoute] = ()) -> Starlette:
    """The reading room over this store, and more routes beside it."""
    build = {"version": VERSION, "sqlite": ".".join(map(str, SQLITE_VERSION))}
    return create_app(ReadingRoom(app.store, clock=utc_now, build=build, files=partial(_files, app.settings)), more)


def _files(settings: Settings) -> Files:
    return Files(database_bytes=size_of(settings.database), last_backup=last_backup(settings.backups))


@contextmanager
def open_app(settings: Settings, *, stop: threading.Event | None = None, base_url: str | None = None) -> Iterator[App]:
    """The application on its database, which is made or brought up to date first. Everything closes with the block."""
    public = settings.web.public_url if base_url is None else base_url
    with in_use(settings.database, now=utc_now()), ExitStack() as closing:
        store = open_store(settings.database)
        closing.callback(store.close)
        yield App(settings, store, closing, stop or threading.Event(), public)


def new_token() -> str:
    """The unguessable part of a page's address: 128 bits."""
    return secrets.token_urlsafe(16)


def user_agent(settings: Settings) -> str:
    """Who we say we are, with a way to reach whoever runs us."""
    contact = settings.fetch.contact or settings.web.public_url or socket.gethostname()
    return f"Presswatch/{VERSION} (news monitoring; +{contact})"
