"""Teams as a whole, made from its settings: what posts there, what listens there, and workflows' webhooks."""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cached_property

from starlette.routing import Route

from bot.chat.salt import Salt
from bot.chat.teams.address import PATH
from bot.chat.teams.api import TeamsApi
from bot.chat.teams.app import TeamsApp
from bot.chat.teams.checkup import examine_bot, examine_workflows
from bot.chat.teams.clouds import Cloud
from bot.chat.teams.listen.clerk import TeamsMeans
from bot.chat.teams.people import People
from bot.chat.teams.post import TeamsPoster
from bot.chat.teams.sdk import Sdk
from bot.chat.teams.wanting import expect_complete, expect_loopback
from bot.chat.teams.webhook import WebhookPoster
from bot.flow.answer import Asking
from bot.model.channel import Channel
from bot.model.finding import Finding
from bot.model.person import Person
from bot.ports.store import Store
from bot.settings import TeamsPart

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


class Teams:
    """All that talks with Teams. Each part is made when it is first needed; close it after use."""

    def __init__(
        self,
        part: TeamsPart,
        *,
        store: Store,
        clock: Clock,
        base_url: str,
        host: str = "127.0.0.1",
        cloud: Cloud | None = None,
    ) -> None:
        """`host` is where pages are served; `cloud` takes the place of the one that the settings name, such as by a
        stand-in's."""
        self._host = host
        self._part = part
        self._store = store
        self._clock = clock
        self._base_url = base_url
        self._salt = Salt(store)  # seals buttons
        self._cloud = cloud

    @property
    def post_timeout(self) -> float:
        """Seconds that a call takes at most: what comes before a message, and the message."""
        return self._part.post_timeout

    @contextmanager
    def listening(self, asking: Callable[[Channel, Person], Asking]) -> Iterator[list[Route]]:
        """Listen while the block lasts; gives the routes that the web process is to serve for it."""
        expect_complete(self._part)
        expect_loopback(self._part, self._host)
        log.info("listening to Teams at %s, for the app %s", PATH, self._part.client_id)
        if self._part.unauthenticated:
            log.warning("teams.unauthenticated believes every request: take it out before anybody else can reach this")
        with closing(self.app(asking)) as app:
            yield app.routes()

    def app(self, asking: Callable[[Channel, Person], Asking]) -> TeamsApp:
        """What listens; close it after use."""
        tenant = self._part.tenant_id
        api = TeamsApi(self.sdk, tenant_id=tenant)
        means = TeamsMeans(
            store=self._store,
            api=api,
            people=People(api, self._store, self._clock, tenant_id=tenant),
            asking=asking,
            clock=self._clock,
            base_url=self._base_url,
            tenant_id=tenant,
            salt=self._salt,
        )
        return TeamsApp(self.sdk, means, believes_all=self._part.unauthenticated)

    def poster(self) -> TeamsPoster:
        """Teams' side of the ledger."""
        tenant, url = self._part.tenant_id, self._base_url
        return TeamsPoster(self.sdk, tenant_id=tenant, base_url=url, now=self._clock, salt=self._salt)

    def webhooks(self) -> WebhookPoster:
        """The workflows' side of it."""
        return self._webhooks

    def examine(self, *, post: str) -> Iterator[Finding]:
        """What the doctor finds out about Teams; `post` names a conversation or a workflow to try, "" for none."""
        part = self._part
        is_flow = post in part.webhooks or not part.is_on
        if part.is_on:
            yield from examine_bot(
                part,
                sdk=self.sdk,
                poster=self.poster(),
                store=self._store,
                base_url=self._base_url,
                now=self._clock(),
                post="" if is_flow else post,
            )
        yield from examine_workflows(part, poster=self.webhooks(), post=post if is_flow else "")

    @cached_property
    def sdk(self) -> Sdk:
        """The SDK's app: what listens and what posts share it."""
        return Sdk(self._part, now=self._clock, cloud=self._cloud)

    def close(self) -> None:
        """End what runs for it."""
        for name in ("sdk", "_webhooks"):
            if name in self.__dict__:  # not made for this
                self.__dict__[name].close()

    @cached_property
    def _webhooks(self) -> WebhookPoster:
        part = self._part
        return WebhookPoster(part.webhooks, timeout=part.post_timeout, base_url=self._base_url, now=self._clock)
