"""One request to an ASGI application, without a socket."""

import asyncio
import contextlib
import gzip
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.types import Message, Scope


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the application sent; `body` as it was before compression."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    app: Starlette,
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    fault: type[Exception] = OSError,
) -> Answer:
    """The answer to a request. A `fault` that the application raises after it has answered is let pass."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def call() -> None:
        with contextlib.suppress(fault):
            await app(_scope(path, method, {"host": "press.example", **(headers or {})}), receive, send)

    asyncio.run(call())
    return _answer(sent)


def _scope(path: str, method: str, headers: Mapping[str, str]) -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": path.partition("?")[0],
        "raw_path": path.partition("?")[0].encode(),
        "root_path": "",
        "query_string": path.partition("?")[2].encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }


def _answer(sent: list[Message]) -> Answer:
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    packed = headers.get("content-encoding") == "gzip" and body
    return Answer(status=sent[0]["status"], headers=headers, body=gzip.decompress(body) if packed else body)
