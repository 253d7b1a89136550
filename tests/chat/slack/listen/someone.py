"""Somebody in a fake Slack: speaks, presses, fills in and submits, over whichever transport carries the payloads."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from slack_bolt import App, BoltRequest

from bench.ack_slack import signed
from bot.chat.answering import clerk as clerk_module
from bot.chat.slack import app as app_module
from tests.chat import pools
from tests.chat.slack.listen.fake import BOT_USER, TEAM, FakeSlack, Said
from tests.chat.slack.listen.seen import buttons
from tests.chat.slack.listen.socket_mode import PATIENCE

Json = dict[str, Any]
Send = Callable[[str, Json], Json]  # an envelope's type and its payload; gives the ack


class Pools(pools.Pools):
    """Knows when all pools of the Slack app have nothing more to do."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(monkeypatch, app_module, clerk_module)


def dispatching(bolt: App) -> Send:
    """Hand payloads to Bolt as its socket client does."""

    def send(_kind: str, payload: Json) -> Json:
        answer = bolt.dispatch(BoltRequest(mode="socket_mode", body=payload))
        assert answer.status == 200, answer.body
        ack: Json = json.loads(answer.body) if answer.body.startswith("{") else {}
        return ack

    return send


def on_socket(slack: FakeSlack) -> Send:
    """Send payloads over Socket Mode."""
    return lambda kind, payload: slack.socket.acked(slack.socket.send(kind, payload))


def on_http(url: str, secret: str) -> Send:
    """Send payloads as signed requests."""

    def send(kind: str, payload: Json) -> Json:
        form = {"slash_commands": urlencode(payload), "interactive": urlencode({"payload": json.dumps(payload)})}
        body = form.get(kind) or json.dumps(payload)
        content = "application/json" if kind == "events_api" else "application/x-www-form-urlencoded"
        request = Request(f"{url}/slack/events", body.encode(), {"Content-Type": content, **signed(secret, body)})
        with urlopen(request, timeout=PATIENCE) as answer:
            said = answer.read().decode()
        ack: Json = json.loads(said) if said.startswith("{") else {}
        return ack

    return send


@dataclass(frozen=True, kw_only=True)
class Someone:
    """One person in one channel."""

    slack: FakeSlack
    send: Send
    user: str = "U1"
    channel: str = "C1"

    def says(self, words: str, *, trigger: str = "") -> Json:
        """`/press WORDS`."""
        return self.send("slash_commands", self.slash(words, trigger=trigger))

    def slash(self, words: str, *, trigger: str = "") -> Json:
        """The payload of a slash command."""
        return {
            "command": "/press",
            "text": words,
            "team_id": TEAM,
            "user_id": self.user,
            "channel_id": self.channel,
            "channel_name": self.slack.channels.get(self.channel, {}).get("name", "privategroup"),
            "trigger_id": trigger or self.slack.trigger(),
            "response_url": self.slack.response_url(self.channel, self.user),
        }

    def event(self, event: Json) -> Json:
        """Something happens."""
        return self.send("events_api", self.happening(event))

    def happening(self, event: Json) -> Json:
        """The payload of an event."""
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "event_id": f"Ev{self.slack.number()}",
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
            "event": {"user": self.user, "channel": self.channel, "ts": "1790000001.000001", **event},
        }

    def mentions(self, words: str, **more: Any) -> Json:
        """`@Presswatch WORDS`."""
        return self.event({"type": "app_mention", "text": f"<@{BOT_USER}> {words}", **more})

    def writes(self, words: str, **more: Any) -> Json:
        """WORDS in our direct messages with them."""
        event = {"type": "message", "channel_type": "im", "channel": f"D{self.user}", "text": words, **more}
        return self.event(event)

    def presses(self, label: str, said: Said) -> Json:
        """A button, or a line of a menu, of a message."""
        container = {
            "type": "message",
            "message_ts": said.ts,
            "channel_id": said.channel,
            "is_ephemeral": bool(said.to),
        }
        if said.thread:
            container["thread_ts"] = said.thread
        where = {
            "container": container,
            "channel": {"id": said.channel, "name": self.slack.channels.get(said.channel, {}).get("name", "")},
            "response_url": self.slack.response_url(said.channel, self.user, said.ts),
        }
        return self.acts(buttons(said.blocks)[label], where)

    def presses_in(self, label: str, view: Json) -> Json:
        """A button of a view."""
        return self.acts(buttons(view["blocks"])[label], {"container": {"type": "view"}, "view": view})

    def fills(self, name: str, value: str, view_id: str) -> Json:
        """A field of a modal."""
        view = self.slack.views[view_id]
        block = next(block for block in view["blocks"] if block.get("block_id", "").startswith(f"field:{name}:"))
        element = block["element"]
        state: Json = {"type": element["type"], "value": value}
        if element["type"] != "plain_text_input":
            groups = element.get("option_groups") or [{"options": element["options"]}]
            options = {one["value"].removeprefix("="): one for group in groups for one in group["options"]}
            state = {"type": element["type"], "selected_option": options[value]}
        view["state"]["values"][block["block_id"]] = {element["action_id"]: state}
        action = {**element, "block_id": block["block_id"], **state}
        return self.acts(action, {"container": {"type": "view"}, "view": view})

    def submits(self, view_id: str) -> Json:
        """A modal; what Slack does with the ack is done to it."""
        view = self.slack.views[view_id]
        ack = self.send("interactive", self.submission(view))
        match ack.get("response_action"):
            case "update":
                self.slack.call("views.update", {"view_id": view_id, "view": ack["view"]})
            case None:
                self.slack.views.pop(view_id, None)
        return ack

    def submission(self, view: Json) -> Json:
        """The payload of a submission."""
        return {**self._pressed(), "type": "view_submission", "view": view}

    def acts(self, action: Json, where: Json) -> Json:
        """The press of one element."""
        pressed = {**action, "action_ts": str(self.slack.number())}
        return self.send("interactive", {**self._pressed(), "type": "block_actions", "actions": [pressed], **where})

    def takes(self, callback: str, message: Json | None = None) -> Json:
        """A shortcut, on a message where one is given."""
        if message is None:
            return self.send("interactive", {**self._pressed(), "type": "shortcut", "callback_id": callback})
        where = {
            "type": "message_action",
            "callback_id": callback,
            "message": message,
            "channel": {"id": self.channel, "name": ""},
            "response_url": self.slack.response_url(self.channel, self.user),
        }
        return self.send("interactive", {**self._pressed(), **where})

    def in_channel(self, channel: str) -> "Someone":
        """The same person elsewhere."""
        return replace(self, channel=channel)

    def _pressed(self) -> Json:
        return {
            "team": {"id": TEAM},
            "user": {"id": self.user, "team_id": TEAM},
            "trigger_id": self.slack.trigger(),
            "api_app_id": "A1",
        }
