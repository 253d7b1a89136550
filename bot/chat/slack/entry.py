"""Slack as a whole, made from its settings: who lets us in, what posts there, what listens there."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import datetime
from functools import cached_property

from slack_bolt.authorization.authorize import Authorize
from starlette.routing import Route

from bot.chat.salt import Salt
from bot.chat.slack.api import SlackApi, web_client
from bot.chat.slack.app import SlackApp
from bot.chat.slack.checkup import Setup, examine
from bot.chat.slack.installations import Accesses, ManyAccesses, OneAccess
from bot.chat.slack.listen.clerk import SlackMeans
from bot.chat.slack.oauth import InstallFlow, ManyWorkspaces, OneWorkspace, Tickets, install_flow
from bot.chat.slack.people import People
from bot.chat.slack.post import SlackPoster
from bot.chat.slack.prove import prove
from bot.chat.slack.vault import Vault
from bot.chat.slack.wanting import expect_complete
from bot.flow.answer import Asking
from bot.model.channel import Channel
from bot.model.finding import Finding
from bot.model.person import Person
from bot.ports.store import Store
from bot.settings import SlackPart

Clock = Callable[[], datetime]


class Slack:
    """All that talks with Slack. Each part is made when it is first needed."""

    def __init__(self, part: SlackPart, *, store: Store, clock: Clock, base_url: str) -> None:
        self._part = part
        self._store = store
        self._clock = clock
        self._base_url = base_url
        self._salt = Salt(store)  # makes deliveries opaque where they are posted

    @property
    def is_many(self) -> bool:
        """Whether workspaces let us in one by one; else there is one, by its token."""
        return bool(self._part.client_id)

    @cached_property
    def accesses(self) -> Accesses:
        """Where we were let in."""
        return self._many if self.is_many else OneAccess(self._part.bot_token.get_secret_value())

    @property
    def post_timeout(self) -> float:
        """Seconds for one call, or a step of it."""
        return self._part.post_timeout

    def poster(self) -> SlackPoster:
        """Slack's side of the ledger."""
        return SlackPoster(
            token_of=self.accesses.token_of,
            salt=self._salt,
            api_url=self._part.api_url,
            timeout=self._part.post_timeout,
            base_url=self._base_url,
            now=self._clock,
        )

    @contextmanager
    def listening(self, asking: Callable[[Channel, Person], Asking]) -> Iterator[list[Route]]:
        """Listen while the block lasts; gives the routes that the web process is to serve for it."""
        expect_complete(self._part)
        signed = self._part.transport == "http"
        token = self._part.app_token.get_secret_value()
        with closing(self.app(asking)) as app, nullcontext() if signed else app.connected(token):
            yield app.routes(signed=signed)

    def examine(self, *, post: str) -> Iterator[Finding]:
        """What the doctor finds out about Slack; `post` names a channel for a test message, "" for none."""
        part = self._part
        token = part.app_token.get_secret_value()
        setup = Setup(
            workspaces=self._many.all() if self.is_many else [""],
            transport=part.transport,
            app_token=token,
            is_signed=bool(part.signing_secret.get_secret_value()),
            api_url=part.api_url,
            is_many=self.is_many,
            editors=part.editors,
        )
        api = SlackApi(token_of=self.accesses.token_of, api_url=part.api_url, timeout=part.post_timeout)
        app = SlackApi(token_of=lambda _workspace: token, api_url=part.api_url, timeout=part.post_timeout)
        yield from examine(setup, api=api, app=app, store=self._store, now=self._clock(), post=post)

    def prove(self) -> None:
        """Find out whether workspaces that count as removed have us all the same."""
        part = self._part
        api = SlackApi(token_of=self.accesses.token_of, api_url=part.api_url, timeout=part.post_timeout)
        prove(self._store, self.accesses, api, self._clock)

    def app(self, asking: Callable[[Channel, Person], Asking]) -> SlackApp:
        """What listens; close it after use."""
        part = self._part
        api = SlackApi(token_of=self.accesses.token_of, api_url=part.api_url, timeout=part.post_timeout)
        means = SlackMeans(
            store=self._store,
            api=api,
            people=People(api, self._store, self._clock, is_alone=not self.is_many),
            asking=asking,
            clock=self._clock,
            base_url=self._base_url,
            keeps_tokens=self.is_many,
        )
        return SlackApp(
            means,
            authorize=self._authorize(),
            flow=self._flow() if self.is_many else None,
            signing_secret=part.signing_secret.get_secret_value(),
            api_url=part.api_url,
            timeout=part.post_timeout,
        )

    def _authorize(self) -> Authorize:
        if self.is_many:
            return ManyWorkspaces(self._many)
        return OneWorkspace(self._part.bot_token.get_secret_value())

    def _flow(self) -> InstallFlow:
        part = self._part
        return install_flow(
            client_id=part.client_id,
            client_secret=part.client_secret.get_secret_value(),
            public_url=self._base_url,
            client=web_client(api_url=part.api_url, timeout=part.post_timeout),
            accesses=self._many,
            tickets=Tickets(self._store, self._vault, self._clock),
        )

    @cached_property
    def _many(self) -> ManyAccesses:
        return ManyAccesses(self._store, self._vault, self._clock)

    @cached_property
    def _vault(self) -> Vault:
        return Vault(self._part.encryption_key.get_secret_value())
