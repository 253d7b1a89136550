"""Checkup: what the doctor finds out about Slack: tokens, scopes, clocks, channels, and whether a message arrives."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.chat.checkup import clocks, followed
from bot.chat.slack import cures
from bot.chat.slack.api import SlackApi
from bot.chat.slack.people import PLATFORM
from bot.chat.slack.rights import rights
from bot.chat.slack.scopes import BOT_SCOPES
from bot.errors import NotFound, PlatformFault, PresswatchError
from bot.flow.channels import channel_named, channels_of
from bot.model.channel import Channel
from bot.model.finding import Finding
from bot.ports.store import Store

_MANIFEST = "config/slack-manifest.yaml"
_MOST = 40  # channels that are asked about; Slack allows 50 such questions a minute
_TEST = "Presswatch can post here. (`presswatch doctor --slack --post` asked for this line.)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """How Slack is set up, without the secrets that nothing here needs."""

    workspaces: Sequence[str]  # their keys; "" is the one whose token stands in the environment
    transport: str  # "socket" or "http"
    app_token: str
    is_signed: bool  # there is a signing secret
    api_url: str
    is_many: bool  # workspaces let us in one by one
    editors: Sequence[str]  # the ids of people who may change everything


def examine(setup: Setup, *, api: SlackApi, app: SlackApi, store: Store, now: datetime, post: str) -> Iterator[Finding]:
    """All findings. `app` calls with the app-level token; `post` names a channel for a test message, "" for none."""
    reached = yield from _transport(setup, app)
    if not setup.workspaces:
        cure = "Open /slack/install on the web address of Presswatch and install it."
        yield Finding("Slack: no workspace has let Presswatch in yet", cure)
    for key in setup.workspaces:
        reached = reached and (yield from _workspace(key, setup, api, store, now))
    if post and reached:
        yield _posted(setup, api, store, post)


def _transport(setup: Setup, app: SlackApi) -> Generator[Finding, None, bool]:
    """How Slack reaches us; returns whether anybody answered us there."""
    if setup.transport == "http":
        cure = (
            "" if setup.is_signed else "Set PRESSWATCH_SLACK__SIGNING_SECRET: it is under Basic Information of the app."
        )
        has = "is set" if setup.is_signed else "is not set, so nothing can be believed"
        yield Finding(f"Slack comes by requests to /slack/events; the signing secret {has}", cure, bool(cure))
        return True
    if not setup.app_token:
        yield Finding("Slack: there is no app-level token for Socket Mode", cures.APP_TOKEN, True)
        return True
    try:
        app.call("", lambda client: client.apps_connections_open(app_token=setup.app_token))
    except PlatformFault as fault:
        cure = cures.of_app_token(fault, setup.api_url)
        what = fault.message if fault.is_silence else f"Slack: the app-level token opens no socket: {fault.message}"
        yield Finding(what, cure, True)
        return not fault.is_silence
    yield Finding("Slack: the app-level token opens a socket")
    return True


def _workspace(key: str, setup: Setup, api: SlackApi, store: Store, now: datetime) -> Generator[Finding, None, bool]:
    """How we stand in a workspace; returns whether anybody answered."""
    try:
        told = _who(key, api)
    except PresswatchError as fault:
        cure = cures.of_bot_token(fault, setup.api_url, is_many=setup.is_many)
        silent = isinstance(fault, PlatformFault) and fault.is_silence
        into = f"Slack lets Presswatch not into {key or 'the workspace'}: {fault.message}"
        yield Finding(fault.message if silent else into, cure, True)
        return not silent
    answer = told.data if isinstance(told.data, Mapping) else {}
    team = str(answer.get("team_id") or key)
    headers = {name.lower(): str(value) for name, value in told.headers.items()}
    yield from _token(answer)
    yield from _scopes(headers)
    yield from clocks("Slack", headers.get("date", ""), now)
    yield from _channels(team, setup, api, store)
    if not setup.is_many:  # else an editor is of one workspace, and nobody says of which
        yield from rights(team, setup.editors, api)
    return True


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


def _channels(team: str, setup: Setup, api: SlackApi, store: Store) -> Iterator[Finding]:
    """Whether we are in every channel that is subscribed to something."""
    with store.reading() as session:
        subscribed = followed(session, channels_of(session, PLATFORM, team))
    well = 0
    for channel in subscribed[:_MOST]:
        finding = _membership(team, setup, api, channel)
        well += finding is None
        if finding:
            yield finding
    more = f"; {len(subscribed) - _MOST} more were not asked about" if len(subscribed) > _MOST else ""
    if subscribed:
        yield Finding(
            f"Slack: in {well} of {min(len(subscribed), _MOST)} channels that are subscribed to something{more}"
        )
    else:
        yield Finding("Slack: no channel is subscribed to anything yet", "Say `/press subscribe` in one.")


def _membership(team: str, setup: Setup, api: SlackApi, channel: Channel) -> Finding | None:
    """What keeps us from posting in a channel, None where nothing does."""
    try:
        told = api.call(team, lambda client: client.conversations_info(channel=channel.key)).get("channel") or {}
    except PlatformFault as fault:
        cure = cures.of_channel(fault, setup.api_url)
        return Finding(f"Slack: {channel.name} cannot be seen: {fault.message}", cure)
    if told.get("is_archived"):
        return Finding(f"Slack: {channel.name} is archived", "Unarchive it, or subscribe another channel.")
    if not (told.get("is_member") or told.get("is_im")):
        return Finding(f"Slack: Presswatch is not in {channel.name}", "Say `/invite @Presswatch` there.")
    return None


def _posted(setup: Setup, api: SlackApi, store: Store, where: str) -> Finding:
    """Post one line. It is no delivery: it stands in no ledger, and is not tried again."""
    workspaces = setup.workspaces
    team, key = _place(store, where) or (workspaces[0] if len(workspaces) == 1 else "", where)
    if not team and len(workspaces) != 1:
        cure = "Say `/press status` there first, or name it by its id."
        return Finding(f"Slack: no one workspace is known to have {where}", cure, True)
    try:
        answer = api.call(
            team,
            lambda client: client.chat_postMessage(channel=key, text=_TEST, unfurl_links=False, unfurl_media=False),
        )
    except PresswatchError as fault:
        cure = cures.of_channel(fault, setup.api_url)
        return Finding(f"Slack: nothing was posted in {where}: {fault.message}", cure, True)
    return Finding(f"Slack: a test message stands in {where}, as {answer.get('ts')}")


def _place(store: Store, where: str) -> tuple[str, str] | None:
    """The keys of a workspace and of its channel that we know by this name or key; None where it is not one."""
    try:
        with store.reading() as session:
            known = channel_named(session, where, platform=PLATFORM)
    except NotFound:
        return None
    return known.workspace_key, known.key
