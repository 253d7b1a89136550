"""What stand-ins on a loopback port are served by: a server for the length of a block, and a quiet handler."""

import json
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

Json = dict[str, Any]


class Loopback(ThreadingHTTPServer):
    """A server on a free port of loopback, a thread a connection."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)

    @property
    def url(self) -> str:
        """Where it is, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    @contextmanager
    def served(self) -> Iterator[str]:
        """Answer for as long as the block lasts; yields where."""
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self.url
        finally:
            self.shutdown()
            thread.join()
            self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a caller that hangs up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection, kept open between requests; nothing is logged."""

    protocol_version = "HTTP/1.1"

    def body(self) -> bytes:
        """What came with a request."""
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def arguments(self) -> Json:
        """The fields of a JSON object or of a form."""
        body = self.body().decode()
        return dict(json.loads(body)) if body.startswith("{") else dict(parse_qsl(body))

    def send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        """A whole answer. Its length is told unless `headers` tell another."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
