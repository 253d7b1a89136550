"""OAuth: how a workspace lets us in: to Slack and back by a browser, and who it is that calls afterwards."""

import html
import http.client
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.context import BoltContext
from slack_bolt.error import BoltError
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_bolt.request import BoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.state_store import OAuthStateStore

from bot.chat.slack.installations import Access, ManyAccesses
from bot.chat.slack.scopes import BOT_SCOPES
from bot.chat.slack.vault import Vault
from bot.errors import PresswatchError
from bot.ports.store import Store

log = logging.getLogger(__name__)
INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"
_WITHIN = timedelta(minutes=10)  # from the start to the way back
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><body style="font: 1rem/1.5 system-ui; max-width: 36rem; margin: 4rem auto; padding: 0 1rem">
<h1 style="font-size: 1.4rem">{title}</h1><p>{words}</p></body></html>
"""
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_REASONS = {
    "access_denied": "Nothing was installed: the request was turned down in Slack.",
    "invalid_browser": "This browser did not begin the installation, or does not keep cookies.",
    "invalid_state": "The installation took longer than ten minutes, or was finished already.",
    "invalid_code": "Slack did not confirm the installation.",
    "storage_error": "What Slack gave us could not be kept; the log says why.",
}


class Tickets(OAuthStateStore):
    """Knows our own requests when they come back: sealed, good for ten minutes, and once."""

    def __init__(self, store: Store, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock

    @property
    def logger(self) -> logging.Logger:
        """What the library logs to."""
        return log

    def issue(self, *_: object, **__: object) -> str:
        """A new one."""
        return self._vault.ticket("install", now=self._clock())

    def consume(self, state: str) -> bool:
        """Whether it is ours, young enough, and comes back for the first time."""
        now = self._clock()
        if not state or not self._vault.admits(state, now=now, within=_WITHIN):
            return False
        with self._store.writing() as session:
            return session.heard.first(f"install:{sha256(state.encode()).hexdigest()}", now=now)


class InstallFlow(OAuthFlow):
    """The library's way to Slack and back, with our own words for what goes wrong, and no secret in a log."""

    def run_installation(self, code: str) -> Installation | None:
        """What Slack gives for the code that the browser brought; None where it gives nothing."""
        try:
            return self._exchanged(code)
        except SlackApiError as error:
            log.warning("Slack confirms no installation: %s", error.response.get("error"))
        except (SlackClientError, OSError, http.client.HTTPException) as error:
            log.warning("Slack could not be asked to confirm an installation: %s", type(error).__name__)
        return None

    def _exchanged(self, code: str) -> Installation:
        given = self.client.oauth_v2_access(
            code=code,
            client_id=self.settings.client_id,
            client_secret=self.settings.client_secret,
            redirect_uri=self.settings.redirect_uri,
        )
        team, installer = given.get("team") or {}, given.get("authed_user") or {}
        token = str(given.get("access_token") or "")
        return Installation(
            app_id=given.get("app_id"),
            team_id=team.get("id"),
            team_name=team.get("name"),
            bot_token=token,
            bot_id=self.client.auth_test(token=token).get("bot_id") if token else "",
            bot_user_id=given.get("bot_user_id"),
            bot_scopes=str(given.get("scope") or ""),
            user_id=str(installer.get("id") or ""),
        )

    def store_installation(self, request: BoltRequest, installation: Installation) -> None:
        """Keep it."""
        try:
            super().store_installation(request, installation)
        except PresswatchError as error:
            log.error("an installation could not be kept: %s %s", error.message, error.cure)
            raise BoltError(error.message) from error


class OneWorkspace(Authorize):
    """One workspace, whose token stands in the environment. It asks nobody: an ack does not wait for Slack."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(
        self,
        *,
        context: BoltContext,  # noqa: ARG002  # the library names them
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,  # noqa: ARG002
        actor_team_id: str | None = None,  # noqa: ARG002
        actor_user_id: str | None = None,  # noqa: ARG002
    ) -> AuthorizeResult:
        """Whoever calls is of that workspace."""
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=self._token, user_id=user_id)


class ManyWorkspaces(Authorize):
    """Says for each request whose workspace it comes from and with which token it is answered, by what we keep.

    The library would ask Slack before every acknowledgement.
    """

    def __init__(self, accesses: ManyAccesses) -> None:
        self._accesses = accesses

    def __call__(
        self,
        *,
        context: BoltContext,  # noqa: ARG002  # the library names them
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,  # noqa: ARG002
        actor_team_id: str | None = None,  # noqa: ARG002
        actor_user_id: str | None = None,  # noqa: ARG002
    ) -> AuthorizeResult | None:
        """None where we were not let in."""
        try:
            access = self._accesses.of(team_id or "")
        except PresswatchError as error:
            log.error("%s %s", error.message, error.cure)
            return None
        return None if access is None else _let_in(access, enterprise_id, user_id)


def _let_in(access: Access, enterprise_id: str | None, user_id: str | None) -> AuthorizeResult:
    """What the library is to know of a workspace that let us in."""
    return AuthorizeResult(
        enterprise_id=enterprise_id,
        team_id=access.workspace,
        team=access.name,
        bot_id=access.bot_id,
        bot_user_id=access.bot_user,
        bot_token=access.token,
        bot_scopes=access.scopes,
        user_id=user_id,
    )


def install_flow(
    *, client_id: str, client_secret: str, public_url: str, client: WebClient, accesses: ManyAccesses, tickets: Tickets
) -> InstallFlow:
    """The pages `/slack/install` and `/slack/oauth_redirect`."""
    settings = OAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=sorted(BOT_SCOPES),
        user_scopes=[],
        redirect_uri=f"{public_url}{REDIRECT}" if public_url else None,
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
        install_page_rendering_enabled=False,  # straight on to Slack
        callback_options=CallbackOptions(success=_welcome, failure=_sorry),
        installation_store=accesses,
        state_store=tickets,
        state_expiration_seconds=int(_WITHIN.total_seconds()),
        logger=log,
    )
    return InstallFlow(client=client, logger=log, settings=settings)


def _welcome(args: SuccessArgs) -> BoltResponse:
    where = args.installation.team_name or "your workspace"
    words = (
        f"It is in {where} now. In Slack, invite it where it is to post: /invite @Presswatch. Then say /press subscribe"
        " there. Its Home tab shows what the workspace follows."
    )
    return _page(200, "Presswatch is installed", words)


def _sorry(args: FailureArgs) -> BoltResponse:
    words = _REASONS.get(args.reason, "Slack did not complete the installation.")
    return _page(args.suggested_status_code, "Presswatch is not installed", f"{words} Begin again at {INSTALL}.")


def _page(status: int, title: str, words: str) -> BoltResponse:
    body = _PAGE.format(title=html.escape(title), words=html.escape(words))
    return BoltResponse(status=status, body=body, headers=dict(_HEADERS))
