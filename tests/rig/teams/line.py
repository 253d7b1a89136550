"""The line from Presswatch to the Playground: it carries each call on, notes it, and can make messages heavier."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Json = dict[str, Any]
_PATIENCE = 15  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A message on its way, and what the Playground said to it."""

    path: str  # with what is asked behind the "?"
    body: Json
    size: int  # bytes, as the Playground got it
    status: int

    @property
    def is_targeted(self) -> bool:
        """Whether it is for the eyes of one person alone."""
        return self.path.endswith("?isTargetedActivity=true")


@dataclass(slots=True)
class Line:
    """Between the two. What is `heavier` weighs so many times as much as it did when it was sent."""

    playground: int  # its port
    calls: list[Call] = field(default_factory=list)
    heavier: int = 1

    def carry(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        """One call, there and back."""
        said: Json = json.loads(body) if body else {}
        if said and self.heavier > 1:
            ballast = {"ballast": "." * (len(body) * (self.heavier - 1))}
            body = json.dumps(said | {"channelData": ballast}, ensure_ascii=False).encode()
        there = HTTPConnection("127.0.0.1", self.playground, timeout=_PATIENCE)
        try:
            there.request(method, path, body or None, {"Content-Type": "application/json"} if body else {})
            answer = there.getresponse()
            status, answered = answer.status, answer.read()
        finally:
            there.close()
        if said:
            self.calls.append(Call(path=path, body=said, size=len(body), status=status))
        return status, answered


@contextmanager
def line_to(playground: int, port: int) -> Iterator[Line]:
    """A line to the Playground at that port, for as long as the block lasts."""
    line = Line(playground)

    class Handler(BaseHTTPRequestHandler):
        def _carry(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, answered = line.carry(self.command, self.path, body)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answered)))
            self.end_headers()
            self.wfile.write(answered)

        do_GET = do_POST = do_PUT = do_DELETE = _carry  # noqa: N815  # as the library calls them

        def log_message(self, *_said: object) -> None:
            """Calls are noted already."""

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield line
        server.shutdown()
