"""Channels that are archived, renamed, left or come back, as Slack tells of them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.chat.slack.listen.clerk import Clerk
from bot.chat.slack.listen.inbox import Caller, bot_of, team_of
from bot.chat.slack.people import PLATFORM
from bot.flow.reach import channel_back, channel_gone, channel_renamed
from bot.model.channel import Channel
from bot.ports.store import Session

Body = Mapping[str, Any]
Change = Callable[[Session, Channel, datetime], None]

_GONE = {
    "channel_archive": "the channel is archived",
    "group_archive": "the channel is archived",
    "channel_deleted": "the channel is deleted",
    "group_deleted": "the channel is deleted",
    "channel_left": "Presswatch was removed from the channel",
    "group_left": "Presswatch was removed from the channel",
}
GONE = tuple(_GONE)
BACK = ("channel_unarchive", "group_unarchive")
RENAMED = ("channel_rename", "group_rename")


def gone(clerk: Clerk, body: Body) -> None:
    """Nothing can be posted there any more."""
    reason = _GONE[body["event"]["type"]]
    _change(clerk, body, lambda session, channel, now: channel_gone(session, channel, reason=reason, now=now))


def back(clerk: Clerk, body: Body) -> None:
    """It can again."""
    _change(clerk, body, lambda session, channel, now: channel_back(session, channel, now=now))


def renamed(clerk: Clerk, body: Body) -> None:
    """It has another name."""
    name = str(body["event"]["channel"]["name"])
    _change(clerk, body, lambda session, channel, _now: channel_renamed(session, channel, name))


def joined(clerk: Clerk, body: Body) -> None:
    """We were let in. Others who come are no concern of ours."""
    if body["event"].get("user") == bot_of(body):
        back(clerk, body)


def _change(clerk: Clerk, body: Body, change: Change) -> None:
    """Note a change of a channel that we know, once."""
    caller = _place(body)

    def act() -> None:
        means = clerk.means
        means.people.forget_place(caller.team, caller.channel)
        team = means.people.workspace(caller.team).key
        with means.store.writing(durable=True) as session:
            workspace = session.channels.workspace(platform=PLATFORM, key=team)
            channel = session.channels.of_key(workspace.id, caller.channel) if workspace else None
            if channel is not None and session.heard.first(caller.key, now=means.clock()):
                change(session, channel, means.clock())

    clerk.quietly(act)


def _place(body: Body) -> Caller:
    """Where it happened; who did it is not asked."""
    channel = body["event"]["channel"]
    key = channel["id"] if isinstance(channel, Mapping) else channel
    return Caller(team=team_of(body), user="", channel=key, key=f"event:{body['event_id']}")
