"""A fake Slack on loopback: as much of the Web API as the listeners use; beside it stands its Socket Mode.

It keeps what it is told, checks what a real one checks first (triggers, members, views), and drops nothing by itself.
"""

import json
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from bench.loopback import Handler, Loopback
from tests.chat.slack.listen.socket_mode import SocketMode, await_that, upgrade

Json = dict[str, Any]
BOT, BOT_USER, TEAM = "B0BOT", "U0BOT", "T1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something that people see: in a channel, or one person alone."""

    channel: str
    ts: str
    text: str
    blocks: list[Json]
    thread: str = ""
    to: str = ""  # the one person who sees it; "" for all
    url: str = ""  # the response_url that it came by
    replaced: bool = False  # it took the place of what was there
    metadata: Json = field(default_factory=dict)


class Refused(Exception):
    """Slack's no, by its code."""


class FakeSlack:
    """A workspace with people and channels. Use as a context manager."""

    def __init__(self) -> None:
        self.users: dict[str, Json] = {}
        self.channels: dict[str, Json] = {}
        self.said: list[Said] = []
        self.edits: list[Said] = []
        self.views: dict[str, Json] = {}
        self.homes: dict[str, Json] = {}
        self.calls: list[tuple[str, Json]] = []
        self.refusals: dict[str, str] = {}  # a method and the code of its refusal, while it stands here
        self._triggers: set[str] = set()
        self._count = 0
        self._changed = threading.Condition(threading.RLock())
        self.socket = SocketMode(self._changed)
        self._server = Loopback(_handler(self))
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        self._closing.enter_context(self._server.served())
        self._closing.callback(self.socket.close)
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    @property
    def url(self) -> str:
        """Where it is."""
        return self._server.url

    @property
    def api_url(self) -> str:
        """Where its Web API is."""
        return f"{self.url}/api"

    def person(self, user: str, name: str, **role: Any) -> None:
        """Somebody comes to the workspace."""
        told = {"id": user, "team_id": TEAM, "name": name.lower(), "real_name": name, "tz": "Europe/Berlin"}
        self.users[user] = {**told, "profile": {"display_name": name}, **role}

    def channel(self, key: str, name: str, *, creator: str = "", is_member: bool = True) -> None:
        """A channel is made."""
        self.channels[key] = {"id": key, "name": name, "creator": creator, "is_member": is_member}

    def number(self) -> int:
        """The next of all numbers."""
        with self._changed:
            self._count += 1
            return self._count

    def trigger(self) -> str:
        """Leave to open one modal."""
        trigger = f"trigger-{self.number()}"
        self._triggers.add(trigger)
        return trigger

    def expire(self, trigger: str) -> None:
        """Its time is over."""
        self._triggers.discard(trigger)

    def response_url(self, channel: str, user: str, ts: str = "") -> str:
        """Where a question is answered."""
        return f"{self.url}/response/{channel}/{user}/{ts or 'none'}"

    def await_that(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        await_that(self._changed, holds)

    def methods(self) -> list[str]:
        """The methods that were called, in their order."""
        return [method for method, _ in self.calls]

    def call(self, method: str, asked: Json) -> Json:
        """Answer one call."""
        with self._changed:
            self.calls.append((method, asked))
            act = getattr(self, "_" + method.replace(".", "_"), None)
            try:
                if method in self.refusals:
                    raise Refused(self.refusals[method])
                return {"ok": True, **(act(asked) if act else {})}
            except Refused as refused:
                return {"ok": False, "error": str(refused)}
            finally:
                self._changed.notify_all()

    def respond(self, path: str, asked: Json) -> None:
        """An answer by a response_url."""
        _, _, channel, user, shown = path.split("/")
        with self._changed:
            ts = shown if asked.get("replace_original") and shown != "none" else self._ts()
            self.said.append(
                Said(
                    channel=channel,
                    ts=ts,
                    text=asked.get("text", ""),
                    blocks=asked.get("blocks") or [],
                    thread=asked.get("thread_ts", ""),
                    to=user,
                    url=path,
                    replaced=bool(asked.get("replace_original")),
                )
            )
            self._changed.notify_all()

    def _ts(self) -> str:
        return f"1790000000.{self.number():06}"

    def _apps_connections_open(self, _asked: Json) -> Json:
        return {"url": f"{self.url.replace('http', 'ws')}/socket?ticket=1"}

    def _auth_test(self, _asked: Json) -> Json:
        return {"team_id": TEAM, "team": "Riverside", "user_id": BOT_USER, "bot_id": BOT}

    def _users_info(self, asked: Json) -> Json:
        if asked["user"] not in self.users:
            raise Refused("user_not_found")
        return {"user": self.users[asked["user"]]}

    def _conversations_info(self, asked: Json) -> Json:
        if asked["channel"] not in self.channels:
            raise Refused("channel_not_found")
        return {"channel": self.channels[asked["channel"]]}

    def _conversations_open(self, asked: Json) -> Json:
        user = asked["users"]
        self.channels[f"D{user}"] = {"id": f"D{user}", "is_im": True, "user": user}
        return {"channel": {"id": f"D{user}"}}

    def _chat_postMessage(self, asked: Json) -> Json:  # noqa: N802  # Slack's name
        self._expect_member(asked["channel"])
        said = self._kept(asked, to="")
        return {"channel": said.channel, "ts": said.ts}

    def _chat_postEphemeral(self, asked: Json) -> Json:  # noqa: N802
        self._expect_member(asked["channel"])
        return {"message_ts": self._kept(asked, to=asked["user"]).ts}

    def _chat_update(self, asked: Json) -> Json:
        for i, said in enumerate(self.said):
            if said.ts == asked["ts"] and said.channel == asked["channel"]:
                self.said[i] = replace(said, text=asked["text"], blocks=asked.get("blocks") or [])
                self.edits.append(self.said[i])
                return {"ts": said.ts}
        raise Refused("message_not_found")

    def _conversations_history(self, asked: Json) -> Json:
        return {"messages": self._messages(asked["channel"], "")}

    def _conversations_replies(self, asked: Json) -> Json:
        return {"messages": self._messages(asked["channel"], asked["ts"])}

    def _messages(self, channel: str, thread: str) -> list[Json]:
        return [
            {"ts": said.ts, "text": said.text, "bot_id": BOT, "metadata": said.metadata}
            for said in self.said
            if said.channel == channel and not said.to and said.thread == thread
        ]

    def _expect_member(self, channel: str) -> None:
        known = self.channels.get(channel) or self._conversations_open({"users": channel.removeprefix("D")})
        if not (channel.startswith(("D", "U")) or known.get("is_member")):
            raise Refused("not_in_channel")

    def _kept(self, asked: Json, *, to: str) -> Said:
        said = Said(
            channel=asked["channel"],
            ts=self._ts(),
            text=asked.get("text", ""),
            blocks=asked.get("blocks") or [],
            thread=asked.get("thread_ts") or "",
            to=to,
            metadata=asked.get("metadata") or {},
        )
        self.said.append(said)
        return said

    def _views_open(self, asked: Json) -> Json:
        if asked["trigger_id"] not in self._triggers:
            raise Refused("expired_trigger_id")
        self._triggers.remove(asked["trigger_id"])
        return {"view": self._view(f"V{self.number()}", asked["view"])}

    def _views_push(self, asked: Json) -> Json:
        return self._views_open(asked)

    def _views_update(self, asked: Json) -> Json:
        mark = asked.get("external_id")
        view_id = asked.get("view_id") or next(
            (one for one, v in self.views.items() if v.get("external_id") == mark), ""
        )
        if view_id not in self.views:
            raise Refused("not_found")
        return {"view": self._view(view_id, asked["view"])}

    def _views_publish(self, asked: Json) -> Json:
        self.homes[asked["user_id"]] = asked["view"]
        return {"view": {"id": f"H{asked['user_id']}"}}

    def _view(self, view_id: str, view: Json) -> Json:
        """A view as it stands now; what was typed stays as long as a field's block has the same id."""
        before = self.views.get(view_id, {}).get("state", {}).get("values", {})
        state = {block["block_id"]: _initial(block) for block in view["blocks"] if block["type"] == "input"}
        kept = {block: before[block] for block in state if block in before}
        self.views[view_id] = {**view, "id": view_id, "hash": str(self.number()), "state": {"values": state | kept}}
        return self.views[view_id]


def _initial(block: Json) -> Json:
    """What stands in a field before anybody types."""
    element = block["element"]
    if element["type"] == "plain_text_input":
        return {element["action_id"]: {"type": element["type"], "value": element.get("initial_value")}}
    return {element["action_id"]: {"type": element["type"], "selected_option": element.get("initial_option")}}


def _handler(slack: FakeSlack) -> type[Handler]:
    class OfSlack(Handler):
        def do_GET(self) -> None:  # noqa: N802  # http.server names it
            if self.headers.get("Upgrade", "").lower() == "websocket":
                upgrade(self)
                slack.socket.talk(self.connection)
                self.close_connection = True
                return
            self._answer(dict(parse_qsl(urlsplit(self.path).query)))

        def do_POST(self) -> None:  # noqa: N802  # http.server names it
            if self.path.startswith("/response/"):
                slack.respond(self.path, self.arguments())
                self.send(200, b"ok", {"Content-Type": "text/plain"})
            elif self.path.startswith("/api/"):
                self._answer({name: _read(value) for name, value in self.arguments().items()})
            else:
                self.send_error(404)

        def _answer(self, asked: Json) -> None:
            method = urlsplit(self.path).path.rpartition("/")[2]
            self.send(200, json.dumps(slack.call(method, asked)).encode(), {"Content-Type": "application/json"})

    return OfSlack


def _read(value: Any) -> Any:
    """A form's field may be JSON."""
    return json.loads(value) if isinstance(value, str) and value[:1] in ("[", "{") else value
