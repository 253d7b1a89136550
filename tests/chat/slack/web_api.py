"""A Web API on loopback that answers what it is told, and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

Answer = dict[str, Any]


@dataclass
class WebApi:
    """Answers by method; an answer's `_headers` are sent as headers. A method without an answer is refused."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)  # method, and what came with it
    tokens: list[str] = field(default_factory=list)
    url: str = ""

    def of(self, method: str) -> list[dict[str, str]]:
        """What came with each call of a method."""
        return [given for name, given in self.asked if name == method]


class _Handler(BaseHTTPRequestHandler):
    api: WebApi

    def do_POST(self) -> None:
        method = self.path.rpartition("/")[2].partition("?")[0]
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        is_json = "json" in self.headers.get("Content-Type", "")
        self.api.asked.append((method, json.loads(body) if is_json and body else dict(parse_qsl(body))))
        self.api.tokens.append(self.headers.get("Authorization", "").removeprefix("Bearer "))
        answer = dict(self.api.answers.get(method, {"ok": False, "error": "unknown_method"}))
        headers = answer.pop("_headers", {})
        told = json.dumps({"ok": True} | answer).encode()
        self.send_response(200)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(told)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(told)

    do_GET = do_POST  # noqa: N815  # http.server names it

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The time of this server."""
        return str(self.api.answers.get("_date", {}).get("is", "")) or super().date_time_string(timestamp)

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@contextmanager
def web_api(**answers: Answer) -> Iterator[WebApi]:
    """A Web API with these answers; `__` in a name is a dot."""
    api = WebApi(answers={name.replace("__", "."): answer for name, answer in answers.items()})
    handler = type("_Bound", (_Handler,), {"api": api})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    api.url = f"http://127.0.0.1:{server.server_address[1]}/api/"
    try:
        yield api
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
