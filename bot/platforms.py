"""The chat platforms that the settings name: what posts there, who listens there, and who may change things there."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cached_property
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING

from starlette.routing import BaseRoute

from bot.chat.platform import Platform
from bot.chat.slack.entry import Slack
from bot.chat.teams.wanting import expect_installed
from bot.flow.answer import Asking
from bot.model.channel import WORKFLOWS, Channel
from bot.model.person import Person
from bot.ports.poster import Poster
from bot.ports.store import Store
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.chat.teams.entry import Teams


class Platforms:
    """Where people are beside this machine. Each is made when it is first needed; close after use."""

    def __init__(self, settings: Settings, *, store: Store, clock: Callable[[], datetime], base_url: str) -> None:
        self._settings = settings
        self._store = store
        self._clock = clock
        self._base_url = base_url
        self._closing = ExitStack()

    def close(self) -> None:
        """Let go of what was made."""
        self._closing.close()

    @cached_property
    def slack(self) -> Slack:
        """All that talks with Slack."""
        return Slack(self._settings.slack, store=self._store, clock=self._clock, base_url=self._base_url)

    @cached_property
    def teams(self) -> "Teams":
        """All that talks with Teams and with workflows. Its package is an extra: SettingsError without it."""
        expect_installed()
        entry = import_module("bot.chat.teams.entry")  # only now: an installation without Teams has not what it imports
        part, host = self._settings.teams, self._settings.web.host
        made: Teams = entry.Teams(part, store=self._store, clock=self._clock, base_url=self._base_url, host=host)
        self._closing.callback(made.close)
        return made

    def posters(self) -> dict[str, Poster]:
        """By platform; what is not set up has none."""
        posters: dict[str, Poster] = {name: platform.poster() for name, platform in self._on.items()}
        return posters | ({WORKFLOWS: self.teams.webhooks()} if self._settings.teams.webhooks else {})

    @contextmanager
    def listening(self, asking: Callable[[Channel, Person], Asking]) -> Iterator[Sequence[BaseRoute]]:
        """Listen where there is a bot while the block lasts; gives the routes that this needs."""
        with ExitStack() as open_ears:
            routes = [open_ears.enter_context(platform.listening(asking)) for platform in self._on.values()]
            yield list(chain.from_iterable(routes))

    def editors(self, platform: str) -> frozenset[str]:
        """Whom the settings name as editors, by the keys that the platform has for people."""
        named = {"slack": self._settings.slack.editors, "teams": self._settings.teams.editors}
        return frozenset(named.get(platform, ()))

    @property
    def longest_call(self) -> float:
        """Seconds that one step of a post takes at most, wherever it goes; 0 where nothing but this machine is."""
        calls = [platform.post_timeout for platform in self._on.values()]
        return max([*calls, *([self._settings.teams.post_timeout] if self._settings.teams.webhooks else [])], default=0)

    def prove(self) -> None:
        """Ask whether workspaces still let us in, where a backup or the settings left that open."""
        if self._settings.slack.is_on:
            self.slack.prove()

    @cached_property
    def _on(self) -> dict[str, Platform]:
        """What is set up and has a bot."""
        slack = {"slack": self.slack} if self._settings.slack.is_on else {}
        return slack | ({"teams": self.teams} if self._settings.teams.is_on else {})
