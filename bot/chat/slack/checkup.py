"""Checkup: what the doctor finds out about Slack: tokens, scopes, clocks, channels, and whether a message arrives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.chat.slack.api import SlackApi
from bot.chat.slack.people import PLATFORM
from bot.chat.slack.scopes import BOT_SCOPES
from bot.errors import PlatformFault, PresswatchError
from bot.model.channel import Channel
from bot.model.finding import Finding
from bot.ports.store import Store

_MANIFEST = "config/slack-manifest.yaml"
_SLOW, _TOO_SLOW = timedelta(seconds=30), timedelta(minutes=5)  # Slack's signatures are good for five minutes
_MOST = 40  # channels that are asked about; Slack allows 50 such questions a minute
_TEST = "Presswatch can post here. (`presswatch doctor --slack --post` asked for this line.)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """How Slack is set up, without the secrets that nothing here needs."""

    workspaces: Sequence[str]  # their keys; "" is the one whose token stands in the environment
    transport: str  # "socket" or "http"
    app_token: str
    is_signed: bool  # there is a signing secret


def examine(setup: Setup, *, api: SlackApi, app: SlackApi, store: Store, now: datetime, post: str) -> Iterator[Finding]:
    """All findings. `app` calls with the app-level token; `post` names a channel for a test message, "" for none."""
    yield from _transport(setup, app)
    if not setup.workspaces:
        cure = "Open /slack/install on the web address of Presswatch and install it."
        yield Finding("Slack: no workspace has let Presswatch in yet", cure)
    for key in setup.workspaces:
        yield from _workspace(key, api, store, now)
    if post:
        yield _posted(setup.workspaces, api, store, post)


def _transport(setup: Setup, app: SlackApi) -> Iterator[Finding]:
    if setup.transport == "http":
        cure = (
            "" if setup.is_signed else "Set PRESSWATCH_SLACK__SIGNING_SECRET: it is under Basic Information of the app."
        )
        has = "is set" if setup.is_signed else "is not set, so nothing can be believed"
        yield Finding(f"Slack comes by requests to /slack/events; the signing secret {has}", cure, bool(cure))
        return
    cure = (
        "Make one under Basic Information, App-Level Tokens, with connections:write; set PRESSWATCH_SLACK__APP_TOKEN."
    )
    if not setup.app_token:
        yield Finding("Slack: there is no app-level token for Socket Mode", cure, True)
        return
    try:
        app.call("", lambda client: client.apps_connections_open(app_token=setup.app_token))
    except PlatformFault as fault:
        yield Finding(f"Slack: the app-level token opens no socket: {fault.message}", cure, True)
    else:
        yield Finding("Slack: the app-level token opens a socket")


def _workspace(key: str, api: SlackApi, store: Store, now: datetime) -> Iterator[Finding]:
    try:
        told = _who(key, api)
    except PresswatchError as fault:
        cure = fault.cure or f"Copy the bot token anew (OAuth & Permissions), or install the app again by {_MANIFEST}."
        yield Finding(f"Slack lets Presswatch not into {key or 'the workspace'}: {fault.message}", cure, True)
        return
    answer = told.data if isinstance(told.data, Mapping) else {}
    team = str(answer.get("team_id") or key)
    headers = {name.lower(): str(value) for name, value in told.headers.items()}
    yield from _token(answer)
    yield from _scopes(headers)
    yield from _clock(headers, now)
    yield from _channels(team, api, store)


def _who(key: str, api: SlackApi) -> SlackResponse:
    """What Slack says of the token, with its headers."""
    answers: list[SlackResponse] = []

    def ask(client: WebClient) -> SlackResponse:
        answers.append(client.auth_test())
        return answers[-1]

    api.call(key, ask)
    return answers[-1]


def _token(answer: Mapping[str, Any]) -> Iterator[Finding]:
    who = f"Slack: in {answer.get('team') or answer.get('team_id')} as {answer.get('user')}"
    if answer.get("bot_id"):
        yield Finding(who)
    else:
        yield Finding(f"{who}, which is a person", "Use the bot token of the app: it begins with xoxb-.", True)


def _scopes(headers: Mapping[str, str]) -> Iterator[Finding]:
    given = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",")} - {""}
    if not given:
        yield Finding("Slack does not say which scopes the token has")
        return
    lacking, idle = sorted(BOT_SCOPES - given), sorted(given - BOT_SCOPES)
    if lacking:
        cure = f"Put {_MANIFEST} into the app (App Manifest) and install it again."
        yield Finding(f"Slack: the token lacks the scopes {', '.join(lacking)}", cure, True)
    else:
        yield Finding(f"Slack: the token has all {len(BOT_SCOPES)} scopes")
    if idle:
        yield Finding(
            f"Slack: nothing uses the scopes {', '.join(idle)}", "Take them out of the app and install it again."
        )


def _clock(headers: Mapping[str, str], now: datetime) -> Iterator[Finding]:
    """How far our clock and Slack's are apart, by the answer's date: exact to a second or two."""
    try:
        there = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return
    apart = abs(now - there)
    seconds = f"{apart.total_seconds():.0f} s"
    if apart < _SLOW:
        yield Finding(f"Slack: the clocks agree within {_SLOW.total_seconds():.0f} s")
    else:
        yield Finding(f"Slack: this machine's clock is {seconds} off", "Set the clock (NTP).", apart >= _TOO_SLOW)


def _channels(team: str, api: SlackApi, store: Store) -> Iterator[Finding]:
    """Whether we are in every channel that is subscribed to something."""
    followed = _followed(team, store)
    well = 0
    for channel in followed[:_MOST]:
        finding = _membership(team, api, channel)
        well += finding is None
        if finding:
            yield finding
    more = f"; {len(followed) - _MOST} more were not asked about" if len(followed) > _MOST else ""
    if followed:
        yield Finding(
            f"Slack: in {well} of {min(len(followed), _MOST)} channels that are subscribed to something{more}"
        )
    else:
        yield Finding("Slack: no channel is subscribed to anything yet", "Say `/press subscribe` in one.")


def _followed(team: str, store: Store) -> list[Channel]:
    with store.reading() as session:
        workspace = session.channels.workspace(platform=PLATFORM, key=team)
        channels = session.channels.of_workspace(workspace.id) if workspace else []
        return [channel for channel in channels if session.subscriptions.of_channel(channel.id)]


def _membership(team: str, api: SlackApi, channel: Channel) -> Finding | None:
    """What keeps us from posting in a channel, None where nothing does."""
    try:
        told = api.call(team, lambda client: client.conversations_info(channel=channel.key)).get("channel") or {}
    except PlatformFault as fault:
        return Finding(f"Slack: {channel.name} cannot be seen: {fault.message}", "Say `/invite @Presswatch` there.")
    if told.get("is_archived"):
        return Finding(f"Slack: {channel.name} is archived", "Unarchive it, or subscribe another channel.")
    if not (told.get("is_member") or told.get("is_im")):
        return Finding(f"Slack: Presswatch is not in {channel.name}", "Say `/invite @Presswatch` there.")
    return None


def _posted(workspaces: Sequence[str], api: SlackApi, store: Store, where: str) -> Finding:
    """Post one line. It is no delivery: it stands in no ledger, and is not tried again."""
    team, key = _place(store, where) or (workspaces[0] if len(workspaces) == 1 else "", where)
    if not team and len(workspaces) != 1:
        return Finding(f"Slack: no workspace is known to have {where}", "Say `/press status` there first.", True)
    try:
        answer = api.call(
            team,
            lambda client: client.chat_postMessage(channel=key, text=_TEST, unfurl_links=False, unfurl_media=False),
        )
    except PresswatchError as fault:
        cure = "Say `/invite @Presswatch` there."
        return Finding(f"Slack: nothing was posted in {where}: {fault.message}", cure, True)
    return Finding(f"Slack: a test message stands in {where}, as {answer.get('ts')}")


def _place(store: Store, where: str) -> tuple[str, str] | None:
    """The keys of a workspace and of its channel that we know by this name or key."""
    wanted = where.lstrip("#").casefold()
    with store.reading() as session:
        for workspace in session.channels.workspaces():
            if workspace.platform == PLATFORM:
                for channel in session.channels.of_workspace(workspace.id):
                    if wanted in (channel.name.lstrip("#").casefold(), channel.key.casefold()):
                        return workspace.key, channel.key
    return None
