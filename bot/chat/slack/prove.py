"""Prove: whether we are in workspaces that count as removed, by asking Slack."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.chat.slack.api import SlackApi
from bot.chat.slack.installations import Accesses
from bot.chat.slack.people import PLATFORM
from bot.errors import PlatformFault, PresswatchError
from bot.flow.install import away, found_in, found_out
from bot.model.channel import Workspace
from bot.ports.store import Store

log = logging.getLogger(__name__)
# The token opens nothing, and never will: https://docs.slack.dev/reference/methods/auth.test#errors (`invalid_auth` may
# come of the network that we call from)
_ENDED = frozenset({"account_inactive", "token_expired", "token_revoked"})


def prove(store: Store, accesses: Accesses, api: SlackApi, clock: Callable[[], datetime]) -> None:
    """Ask of each workspace that counts as removed and to which we have access; where Slack is silent, next time."""
    with store.reading() as session:
        gone = away(session, PLATFORM)
    for workspace in gone:
        if _has_access(accesses, workspace) and not _proven(store, api, workspace, clock):
            return


def _has_access(accesses: Accesses, workspace: Workspace) -> bool:
    try:
        return bool(accesses.token_of(workspace.key))
    except PresswatchError:
        return False


def _proven(store: Store, api: SlackApi, workspace: Workspace, clock: Callable[[], datetime]) -> bool:
    """Whether Slack told."""
    try:
        team = str(api.call(workspace.key, lambda client: client.auth_test()).get("team_id", ""))
    except PlatformFault as fault:
        if fault.code in _ENDED:
            with store.writing(durable=True) as session:
                found_out(session, workspace)
            return True
        log.warning("whether %s has us still is asked again later: %s", workspace.name, fault)
        return False
    if team == workspace.key:  # a token in the settings is of one workspace, which may be another
        with store.writing(durable=True) as session:
            found_in(session, workspace, now=clock())
    return True
