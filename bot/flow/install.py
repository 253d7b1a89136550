"""Install: a workspace lets us in, takes our access away, or sends us off for good."""

import logging
from datetime import datetime

from bot.flow.reach import workspace_back, workspace_gone
from bot.model.channel import Workspace
from bot.ports.store import Session

log = logging.getLogger(__name__)
REVOKED = "Presswatch’s access to this workspace was taken back"
REMOVED = "Presswatch was removed from this workspace"


def let_in(session: Session, *, platform: str, key: str, name: str, sealed: bytes, now: datetime) -> Workspace:
    """Keep access to a workspace, sealed by its platform; what waited for it goes on."""
    session.installations.put(platform=platform, key=key, sealed=sealed, now=now)
    workspace = session.channels.ensure_workspace(platform=platform, key=key, name=name or key)
    workspace_back(session, workspace, now=now)
    log.info("installed in the workspace %s", workspace.name)
    return workspace


def app_removed(session: Session, *, platform: str, key: str, by_itself: bool, now: datetime) -> None:
    """The app was taken out of a workspace that let us in `by_itself`, else of the one whose token the settings name:
    that one's data is the operators' own, and nothing of it is deleted."""
    shut_out(session, platform=platform, key=key, removed=by_itself, now=now)


def access_revoked(session: Session, *, platform: str, key: str, now: datetime) -> None:
    """Our token was taken back; the app may be there still, and nothing is deleted."""
    shut_out(session, platform=platform, key=key, removed=False, now=now)


def shut_out(session: Session, *, platform: str, key: str, removed: bool, now: datetime) -> None:
    """Forget access to a workspace at once, and park what is meant for it.

    Where the app was `removed`, the workspace's data follows after a while (`forget`), unless it comes back.
    """
    session.installations.remove(platform=platform, key=key)
    workspace = session.channels.workspace(platform=platform, key=key)
    if workspace is not None:
        reason = REMOVED if removed else REVOKED
        workspace_gone(session, workspace, reason=reason, now=now, removed=removed)


def away(session: Session, platform: str) -> list[Workspace]:
    """The workspaces that count as removed. One may have us all the same: with a token of its own in the settings, or
    after a restore that could not know."""
    return [one for one in session.channels.workspaces() if one.platform == platform and one.is_removed]


def found_in(session: Session, workspace: Workspace, *, now: datetime) -> None:
    """The platform says that we are in a workspace that counts as removed: what waited goes on."""
    workspace_back(session, workspace, now=now)
    log.info("still in the workspace %s", workspace.name)


def found_out(session: Session, workspace: Workspace) -> None:
    """The platform says that we are not: what we kept of its access opens nothing, and its data goes in its time."""
    session.installations.remove(platform=workspace.platform, key=workspace.key)
    log.info("no longer in the workspace %s", workspace.name)
