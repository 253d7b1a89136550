"""Access to workspaces: one by its token in the environment, or many whose tokens are sealed in our database."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Protocol

from slack_sdk.oauth.installation_store import Installation, InstallationStore

from bot.chat.slack.people import PLATFORM
from bot.chat.slack.vault import Vault
from bot.errors import PresswatchError
from bot.flow.install import let_in
from bot.ports.store import Store

_NOT_INSTALLED = "Open /slack/install on the web address of Presswatch to install it there."


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What an installation gave us. Nothing else of it is kept: no person's token, no webhook."""

    workspace: str  # Slack's id of it
    name: str
    token: str = field(repr=False)
    bot_id: str
    bot_user: str
    app: str
    installer: str  # the person's id
    scopes: tuple[str, ...]


class Accesses(Protocol):
    """Where we were let in."""

    def token_of(self, workspace: str) -> str:
        """The bot's token in a workspace. PresswatchError where there is none that works."""
        ...


class OneAccess:
    """The one workspace whose token stands in the environment."""

    def __init__(self, token: str) -> None:
        self._token = token

    def token_of(self, workspace: str) -> str:  # noqa: ARG002
        """See the protocol; whichever workspace is named, the token is of one alone."""
        return self._token


class ManyAccesses(InstallationStore):
    """Keeps what workspaces gave us in our own database, sealed.

    Of an installation store the library asks no more than `save`: who calls is known to `oauth.ManyWorkspaces`, and
    that somebody leaves is heard by `listen.leaving`.
    """

    def __init__(self, store: Store, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock

    def token_of(self, workspace: str) -> str:
        """See the protocol."""
        access = self.of(workspace)
        if access is None:
            raise PresswatchError(f"Presswatch is not installed in the workspace {workspace}.", _NOT_INSTALLED)
        return access.token

    def of(self, workspace: str) -> Access | None:
        """Access to a workspace, None where we have none. PresswatchError where it does not open."""
        with self._store.reading() as session:
            sealed = session.installations.get(platform=PLATFORM, key=workspace)
        if sealed is None:
            return None
        kept = json.loads(self._vault.open(sealed))
        access = Access(**{**kept, "scopes": tuple(kept["scopes"])})
        if access.workspace != workspace:  # somebody moved rows about
            raise PresswatchError(f"What is kept for the workspace {workspace} is of another.", _NOT_INSTALLED)
        return access

    def all(self) -> list[str]:
        """The workspaces that let us in."""
        with self._store.reading() as session:
            return session.installations.keys(PLATFORM)

    def save(self, installation: Installation) -> None:
        """Keep what a new installation gave us."""
        self.keep(access_of(installation))

    def keep(self, access: Access) -> None:
        """Keep it, sealed, in the place of what was kept before."""
        sealed = self._vault.seal(json.dumps(asdict(access)))
        with self._store.writing(durable=True) as session:
            let_in(session, platform=PLATFORM, key=access.workspace, name=access.name, sealed=sealed, now=self._clock())


def access_of(installation: Installation) -> Access:
    """What we keep of an installation. PresswatchError where it gives no bot a token in one workspace."""
    if not installation.team_id or not installation.bot_token:
        raise PresswatchError(
            "Slack gave no token for one workspace.", "Install the app into a workspace, with its bot."
        )
    return Access(
        workspace=installation.team_id,
        name=installation.team_name or installation.team_id,
        token=installation.bot_token,
        bot_id=installation.bot_id or "",
        bot_user=installation.bot_user_id or "",
        app=installation.app_id or "",
        installer=installation.user_id or "",
        scopes=tuple(installation.bot_scopes or ()),
    )
