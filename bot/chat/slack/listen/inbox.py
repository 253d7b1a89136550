"""Inbox: what a payload of Slack's says, whoever sent it and whichever way it came. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.chat.render.spoken import BY_MENTION, BY_SLASH

Json = Mapping[str, Any]

_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # https://docs.slack.dev/messaging/formatting-message-text
_CHANNEL = re.compile(r"<#[A-Z0-9]+\|([^<>|]*)>")
_LINK = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, from where, and how they are answered."""

    team: str  # the workspace's key
    user: str
    channel: str = ""  # "" where they asked from no channel, such as the Home tab
    channel_name: str = ""
    key: str = ""  # what tells this from all else that Slack sends; "" where a repetition does no harm
    trigger: str = ""  # opens a modal, within seconds
    response_url: str = ""
    thread: str = ""  # the ts of the thread they asked in
    is_direct: bool = False  # in our direct messages with them
    before: str = BY_SLASH  # what stands before words that are said to us there


def of_command(body: Json) -> Caller:
    """A slash command's."""
    return Caller(
        team=body["team_id"],
        user=body["user_id"],
        channel=body.get("channel_id", ""),
        channel_name=body.get("channel_name", ""),
        key=f"trigger:{body['trigger_id']}",
        trigger=body["trigger_id"],
        response_url=body.get("response_url", ""),
    )


def of_event(body: Json) -> Caller:
    """A message's or a visit's to the Home tab."""
    event = body["event"]
    is_direct = event.get("channel_type") == "im"
    return Caller(
        team=team_of(body),
        user=event.get("user", ""),
        channel=event.get("channel", ""),
        key=f"event:{body['event_id']}" if body.get("event_id") else "",
        thread=event.get("thread_ts", ""),
        is_direct=is_direct,
        before="" if is_direct else BY_MENTION,  # in a thread Slack takes no slash commands
    )


def of_press(body: Json) -> Caller:
    """A press's, a shortcut's or a submission's. One in a message came from its channel."""
    channel = body.get("channel") or {}
    container = body.get("container") or {}
    trigger = body.get("trigger_id", "")
    return Caller(
        team=team_of(body),
        user=body["user"]["id"],
        channel=channel.get("id", ""),
        channel_name=channel.get("name", ""),
        key=f"trigger:{trigger}" if trigger else "",
        trigger=trigger,
        response_url=body.get("response_url", ""),
        thread=container.get("thread_ts", ""),
    )


def team_of(body: Json) -> str:
    """The workspace that let us in. In a channel that organisations share, people come from others, too, and Slack
    names theirs first."""
    view, team = body.get("view") or {}, body.get("team") or {}
    let_in: Json = (body.get("authorizations") or ({},))[0]
    person = body.get("user") if isinstance(body.get("user"), Mapping) else {}
    named = (view.get("app_installed_team_id"), let_in.get("team_id"), team.get("id"), body.get("team_id"))
    return next((str(one) for one in (*named, (person or {}).get("team_id")) if one), "")


def bot_of(body: Json) -> str:
    """Our own user in the workspace that an event is of; "" where Slack does not say."""
    return next((one["user_id"] for one in body.get("authorizations") or () if one.get("is_bot")), "")


def words_said(text: str, bot: str = "") -> str:
    """What was typed: Slack's escapes undone, channels by name, without the mention that called us."""
    said = _CHANNEL.sub(r"#\1", text)
    said = re.sub(rf"<@{re.escape(bot)}(?:\|[^<>]*)?>" if bot else r"^\s*<@[A-Z0-9]+(?:\|[^<>]*)?>", " ", said)
    for entity, char in _ENTITIES:
        said = said.replace(entity, char)
    return said.strip()


def links_in(message: Json) -> list[str]:
    """The addresses that a message leads to, in their order."""
    found = [url for text in _texts(message) for url in _LINK.findall(text)]
    found += [address for address in _addresses(message.get("blocks")) if address]
    found += [
        one[name] for one in message.get("attachments") or () for name in ("from_url", "title_link") if name in one
    ]
    return [url.replace("&amp;", "&") for url in dict.fromkeys(found)]


def _texts(message: Json) -> list[str]:
    return [message.get("text") or "", *(one.get("text") or "" for one in message.get("attachments") or ())]


def _addresses(block: Any) -> list[str]:
    """What stands as an address anywhere in these blocks."""
    if isinstance(block, list):
        return [address for each in block for address in _addresses(each)]
    if not isinstance(block, dict):
        return []
    linked = [block["url"]] if block.get("type") == "link" and str(block.get("url", "")).startswith("http") else []
    text = block.get("text")
    inside = _LINK.findall(text) if block.get("type") == "mrkdwn" and isinstance(text, str) else []
    return [*linked, *inside, *(address for each in block.values() for address in _addresses(each))]
