"""Slack as far as an ack needs one: a Web API that says yes to everything, a socket for envelopes, signed requests."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from aiohttp import ClientSession, web

TEAM, CHANNEL, PERSON, BOT = "T0BENCH", "C0BENCH", "U0BENCH", "U0BOT"
SECRET = "a-signing-secret-of-the-bench"
Json = dict[str, Any]


class Slack:
    """One workspace with one channel and one person, on a loopback port."""

    def __init__(self) -> None:
        self.base = ""
        self._socket: asyncio.Future[web.WebSocketResponse] = asyncio.get_running_loop().create_future()
        self._waiting: dict[str, asyncio.Future[None]] = {}

    @asynccontextmanager
    async def served(self) -> AsyncIterator[None]:
        """Answer for as long as the block lasts."""
        app = web.Application()
        app.add_routes(
            [web.get("/socket", self._hold), web.post("/api/{method}", self._call), web.post("/later", _yes)]
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.base = f"http://{runner.addresses[0][0]}:{runner.addresses[0][1]}"
        try:
            yield
        finally:
            await runner.cleanup()

    async def connected(self) -> None:
        """Wait for the socket."""
        await self._socket

    async def envelop(self, kind: str, payload: Json) -> None:
        """Send an envelope; back when it is acknowledged."""
        key = str(uuid4())
        acked = self._waiting[key] = asyncio.get_running_loop().create_future()
        envelope = {"envelope_id": key, "type": kind, "payload": payload, "accepts_response_payload": True}
        await (await self._socket).send_json(envelope)
        await acked

    async def _hold(self, request: web.Request) -> web.WebSocketResponse:
        held = web.WebSocketResponse()
        await held.prepare(request)
        await held.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0BENCH"}})
        if not self._socket.done():
            self._socket.set_result(held)
        async for said in held:
            acked = self._waiting.pop(json.loads(said.data).get("envelope_id", ""), None)
            if acked and not acked.done():
                acked.set_result(None)
        return held

    async def _call(self, request: web.Request) -> web.Response:
        known: dict[str, Json] = {
            "apps.connections.open": {"url": f"{self.base.replace('http', 'ws')}/socket"},
            "auth.test": {"team_id": TEAM, "team": "Bench", "user_id": BOT, "bot_id": "B0BOT", "user": "presswatch"},
            "conversations.info": {"channel": {"id": CHANNEL, "name": "bench", "is_member": True, "creator": PERSON}},
            "users.info": {"user": {"id": PERSON, "name": "dana", "tz": "Europe/Berlin", "profile": {}}},
        }
        usual = {"ts": f"{time.time():.6f}", "channel": CHANNEL, "view": {"id": "V1", "hash": "1"}}
        return web.json_response({"ok": True, **known.get(request.match_info["method"], usual)})


async def _yes(_request: web.Request) -> web.Response:
    return web.Response(text="ok")


def signed(secret: str, body: str, *, at: float | None = None) -> dict[str, str]:
    """The headers by which a request is known to be Slack's."""
    stamp = str(int(time.time() if at is None else at))
    mark = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={mark}"}


async def post_signed(session: ClientSession, url: str, kind: str, payload: Json) -> None:
    """Send what Slack would send to a request URL; back when it is acknowledged."""
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    body = urlencode(fields)
    headers = {"Content-Type": "application/x-www-form-urlencoded", **signed(SECRET, body)}
    async with session.post(url, data=body, headers=headers) as answer:
        answer.raise_for_status()
        await answer.read()


def slash_command(words: str, base: str) -> Json:
    """A person's `/press …`."""
    return {
        "team_id": TEAM,
        "team_domain": "bench",
        "channel_id": CHANNEL,
        "channel_name": "bench",
        "user_id": PERSON,
        "user_name": "dana",
        "command": "/press",
        "text": words,
        "api_app_id": "A0BENCH",
        "is_enterprise_install": "false",
        "response_url": f"{base}/later",
        "trigger_id": str(uuid4()),
    }


def press(words: str, base: str) -> Json:
    """A person's press on a button that says these words, under a message in the channel."""
    at = f"{time.time():.6f}"
    button = {"type": "button", "action_id": "say:1", "block_id": "b1", "value": words, "action_ts": at}
    return {
        "type": "block_actions",
        "api_app_id": "A0BENCH",
        "team": {"id": TEAM, "domain": "bench"},
        "user": {"id": PERSON, "username": "dana", "name": "dana", "team_id": TEAM},
        "channel": {"id": CHANNEL, "name": "bench"},
        "container": {"type": "message", "message_ts": at, "channel_id": CHANNEL, "is_ephemeral": False},
        "message": {"type": "message", "ts": at, "text": "", "blocks": []},
        "is_enterprise_install": False,
        "response_url": f"{base}/later",
        "trigger_id": str(uuid4()),
        "actions": [{**button, "text": {"type": "plain_text", "text": "Press"}}],
    }
