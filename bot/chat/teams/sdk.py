"""The SDK's app, made of our settings alone, on a loop of its own: what listens and what posts share it."""

from collections.abc import Callable
from datetime import datetime

import jwt
from microsoft_teams.api.activities.message.message import MessageActivityInput
from microsoft_teams.api.auth.credentials import Credentials, TokenCredentials, TokenScope
from microsoft_teams.api.clients.conversation.params import CreateConversationParams
from microsoft_teams.api.models.account import Account
from microsoft_teams.api.models.attachment.attachment import Attachment
from microsoft_teams.apps import App
from microsoft_teams.apps.http import HttpRouteHandler, HttpServerAdapter
from microsoft_teams.common import ClientOptions

from bot.chat.teams.card import CONTENT_TYPE, Rendered
from bot.chat.teams.clouds import CLOUDS, Cloud
from bot.chat.teams.loop import Loop
from bot.chat.teams.tokens import LocalTokens, SecretTokens, Tokens
from bot.settings import TeamsPart

_NOWHERE = "https://nowhere.invalid"


class Sdk:
    """The app with its loop and its tokens. Make handlers known to `app` before anything comes in."""

    def __init__(self, part: TeamsPart, *, now: Callable[[], datetime], cloud: Cloud | None = None) -> None:
        """`cloud` takes the place of the one that the settings name, such as by a stand-in's."""
        self.cloud = cloud or CLOUDS[part.cloud]
        self.timeout = part.post_timeout
        self.loop = Loop()
        self.tokens = _tokens(part, self.cloud, now)
        self.app = _make_app(part, cloud=self.cloud, tokens=self.tokens)
        self._is_ready = False

    async def ready(self) -> App:
        """The app, fit to be used. On the loop."""
        if not self._is_ready:
            await self.app.initialize()
            self._is_ready = True
        return self.app

    def close(self) -> None:
        """End the loop."""
        self.loop.close()


class Routes(HttpServerAdapter):
    """What the SDK would have served; the web process serves it in its own way."""

    def register_route(self, method: str, path: str, handler: HttpRouteHandler) -> None:
        """The one handler there is is called by its name."""

    def serve_static(self, path: str, directory: str) -> None:
        """Nothing of the SDK's is served."""

    async def start(self, port: int) -> None:
        """The web process has been started."""

    async def stop(self) -> None:
        """And stops by itself."""


class _OwnApp(App):
    """An app that has its credentials from us: the SDK would rather take a variable CLIENT_SECRET, whoever set it."""

    def _init_credentials(self) -> Credentials:
        given = self.options
        assert given.client_id
        assert given.token
        return TokenCredentials(client_id=given.client_id, tenant_id=given.tenant_id, token=given.token)


def lend(app: App, keys: jwt.PyJWKClient) -> None:
    """Let the app know who signed by these keys. It would ask for them itself, and wait half a minute on its loop."""
    validator = app.server._token_validator
    if validator is not None:  # in a playground nobody signs
        validator._service_validator._jwks_client = keys


async def talk(app: App, account: str, *, tenant_id: str, service_url: str) -> str:
    """The conversation between somebody and us, opened where there is none."""
    asked = CreateConversationParams(
        members=[Account(id=account)], tenant_id=tenant_id, channel_data={"tenant": {"id": tenant_id}}
    )
    return (await app.api.from_service_url(service_url).conversations.create(asked)).id


def as_activity(shown: Rendered) -> MessageActivityInput:
    """A card as it is sent; its line is what notifications show."""
    return MessageActivityInput(
        summary=shown.text, attachments=[Attachment(content_type=CONTENT_TYPE, content=shown.card)]
    )


def _make_app(part: TeamsPart, *, cloud: Cloud, tokens: Tokens) -> App:
    """All that the SDK would look for in variables of the environment is said here."""

    async def token(_scope: TokenScope, _tenant: str | None) -> str:
        return await tokens.bot()

    return _OwnApp(
        client_id=part.client_id,
        tenant_id=part.tenant_id,
        token=token,
        # A connection that was kept may be closed by the other side just as it is used: then nobody knows.
        client=ClientOptions(timeout=part.post_timeout, headers={"Connection": "close"}),
        http_server_adapter=Routes(),
        dangerously_allow_unauthenticated_requests=part.unauthenticated,
        service_url=cloud.service_url or _NOWHERE,
        cloud=cloud.environment,
        state=False,
        fetch_user_token=False,
        telemetry={"agent365": False},
    )


def _tokens(part: TeamsPart, cloud: Cloud, now: Callable[[], datetime]) -> Tokens:
    if part.unauthenticated:
        return LocalTokens(part.client_id)
    return SecretTokens(
        url=f"{cloud.environment.login_endpoint}/{part.tenant_id}/oauth2/v2.0/token",
        client_id=part.client_id,
        secret=part.client_secret.get_secret_value(),
        scope=cloud.environment.bot_scope,
        timeout=part.post_timeout,
        now=now,
    )
