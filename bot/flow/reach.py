"""Reach: where nothing can be posted any more, all that is meant for there is parked, and whoever asked for it is told
once. Nothing is lost: when a place can be reached again, it goes on. A parked place is tried again now and then, so
that a word that never came to us (an invitation, a new token) is found out about all the same."""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.digests.write import ParkedFacts, write_forgotten, write_parked
from bot.errors import NotFound
from bot.flow.notice import notice_plan
from bot.model.channel import DIRECT, OPERATORS, Channel, Workspace
from bot.model.delivery import Delivery
from bot.model.message import Message
from bot.model.person import OPERATOR
from bot.ports.store import Session

log = logging.getLogger(__name__)
PREFIX = "notice:parked:"
KNOCK = timedelta(hours=1)  # between two tries of a parked place
BREATH = timedelta(seconds=1)  # after it was parked: the longest pace of a platform, which that made us forget
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def channel_gone(session: Session, channel: Channel, *, reason: str, now: datetime) -> None:
    """Park a channel and all that is planned for it; tell those who subscribed it, if it was not parked before."""
    known = session.channels.get(channel.id).parked
    session.channels.park(channel.id, reason)
    _park(session, [channel], reason, now + KNOCK)
    if not known:
        log.warning("%s cannot be reached: %s", channel.name, reason)
        _tell(session, _makers(session, channel), f"c{channel.id}", now)


def channel_back(session: Session, channel: Channel, *, now: datetime) -> None:
    """Let go on what waits for a channel that can be reached again; for one that could, nothing changes."""
    if session.channels.get(channel.id).parked:
        session.channels.park(channel.id, "")
        _go_on(session, [channel], now)


def channel_renamed(session: Session, channel: Channel, name: str) -> None:
    """Call a channel by its new name."""
    session.channels.rename(channel.id, name)


def workspace_gone(
    session: Session, workspace: Workspace, *, reason: str, now: datetime, removed: bool = False
) -> None:
    """Park a workspace with all its channels; tell the operators, if it was not parked before.

    `removed` says that the app was taken out of it: it is not tried again until somebody puts it back.
    """
    known = any(one.id == workspace.id and one.parked for one in session.channels.workspaces())
    session.channels.park_workspace(workspace.id, reason)
    if removed:
        session.channels.remove_workspace(workspace.id, at=now)
    _park(session, session.channels.of_workspace(workspace.id), reason, _NEVER if removed else now + KNOCK)
    if not known:
        log.error("the workspace %s cannot be reached: %s", workspace.name, reason)
        _tell(session, _operators(session), f"w{workspace.id}", now)


def workspace_back(session: Session, workspace: Workspace, *, now: datetime) -> None:
    """Let go on what waits in a workspace that can be reached again, but for its channels that cannot."""
    parked = [channel for channel in session.channels.of_workspace(workspace.id) if channel.parked]
    session.channels.park_workspace(workspace.id, "")
    session.channels.remove_workspace(workspace.id, at=None)
    _go_on(session, parked, now)


def place_back(session: Session, channel: Channel, *, now: datetime) -> None:
    """Something was posted there: the channel and its workspace can be reached. Of one that we were removed from
    meanwhile that was the last."""
    workspace = _workspace_of(session, channel)
    if workspace is not None and workspace.is_removed:
        return
    if workspace is not None and workspace.parked:
        workspace_back(session, workspace, now=now)
    channel_back(session, channel, now=now)


def place_gone(session: Session, channel: Channel, *, whole: bool, reason: str, now: datetime) -> None:
    """The platform says that nothing can be posted there: in the channel, or in its whole workspace."""
    workspace = _workspace_of(session, channel)
    if workspace is not None and workspace.is_removed:
        return
    if whole and workspace is not None:
        workspace_gone(session, workspace, reason=reason, now=now)
        return
    if workspace is not None and workspace.parked:
        workspace_back(session, workspace, now=now)
        channel = session.channels.get(channel.id)
    channel_gone(session, channel, reason=reason, now=now)


def parked_message(session: Session, notice: Delivery) -> Message:
    """What a notice of a parked place says, as things stand."""
    mark = notice.key.rpartition(":")[2]
    number = int(mark[1:])
    if mark.startswith("c"):
        try:
            channel = session.channels.get(number)
        except NotFound:
            return write_forgotten()
        return write_parked(_facts(session, f"#{channel.name}", channel.parked, [channel]))
    workspace = next((one for one in session.channels.workspaces() if one.id == number), None)
    if workspace is None:
        return write_forgotten()
    channels = session.channels.of_workspace(number)
    return write_parked(_facts(session, workspace.name, workspace.parked, channels, is_whole=True))


def _facts(
    session: Session, place: str, reason: str, channels: Iterable[Channel], *, is_whole: bool = False
) -> ParkedFacts:
    orders = [order for channel in channels for order in session.subscriptions.of_channel(channel.id)]
    waiting = [(session.topics.get(order.topic_id).title, order.schedule.cadence) for order in orders]
    return ParkedFacts(place=place, reason=reason, is_whole=is_whole, waiting=waiting)


def _park(session: Session, channels: Iterable[Channel], reason: str, tried_at: datetime) -> None:
    for channel in channels:
        session.ledger.park(channel.id, reason=reason)
        session.ledger.free(channel.id, at=tried_at)


def _go_on(session: Session, channels: Iterable[Channel], now: datetime) -> None:
    for channel in channels:
        if not session.channels.get(channel.id).parked:
            session.ledger.unpark(channel.id, now=now)
            session.ledger.free_back(channel.id, now=now, tried_after=KNOCK, breath=BREATH)
            log.info("%s can be reached again", channel.name)


def _makers(session: Session, channel: Channel) -> list[Channel]:
    """Where those are told who subscribed a channel, else whoever made it; where nobody is known, the operators. A
    person's own key is the key of what they and we say to each other. Nobody misses a channel without subscriptions."""
    orders = session.subscriptions.of_channel(channel.id)
    workspace = _workspace_of(session, channel)
    if not orders or workspace is None:
        return []
    makers = {order.made_by for order in orders} - {"", OPERATOR.key} or {channel.creator} - {""}
    homes = [_home(session, workspace, key, service_url=channel.service_url) for key in sorted(makers)]
    return [home for home in homes or _operators(session) if home.id != channel.id]


def _home(session: Session, workspace: Workspace, person: str, *, service_url: str) -> Channel:
    """What we and a person say to each other. Where nobody has told us the way there, it is the channel's."""
    known = session.channels.of_key(workspace.id, person)
    if known is not None:
        return known
    home = session.channels.ensure(workspace=workspace, key=person, name=DIRECT)
    session.channels.set_private(home.id, True)
    session.channels.set_way(home.id, service_url=service_url, team="")
    return home


def _operators(session: Session) -> list[Channel]:
    ours = [workspace for workspace in session.channels.workspaces() if workspace.platform == OPERATORS]
    return [channel for workspace in ours for channel in session.channels.of_workspace(workspace.id)]


def _workspace_of(session: Session, channel: Channel) -> Workspace | None:
    return session.channels.workspace(platform=channel.platform, key=channel.workspace_key)


def _tell(session: Session, homes: Iterable[Channel], mark: str, now: datetime) -> None:
    plans = [notice_plan(f"{PREFIX}{home.id}:{now:%Y-%m-%d}:{mark}", home.id, now=now) for home in homes]
    session.ledger.plan(plans, now=now)
