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


def shut_out(session: Session, *, platform: str, key: str, removed: bool, now: datetime) -> None:
    """Forget access to a workspace at once, and park what is meant for it.

    Where the app was `removed`, the workspace's data follows after a while (`forget`), unless it comes back.
    """
    session.installations.remove(platform=platform, key=key)
    workspace = session.channels.workspace(platform=platform, key=key)
    if workspace is not None:
        reason = REMOVED if removed else REVOKED
        workspace_gone(session, workspace, reason=reason, now=now, removed=removed)
