"""A site on loopback for scenarios: a folder of feeds, pages and lists, with a few addresses that lead elsewhere."""

import threading
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.demo.placeholders import fill

FOLDER = Path(__file__).parent / "site"
_TYPES = {
    ".rss": "application/rss+xml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
}
_ELSEWHERE = {"/old.rss": (301, "/ferry-times.rss"), "/gone.rss": (410, ""), "/busy.rss": (503, "")}


class ScenarioSite:
    """Answers with the folder's files as they are at `now`, from `with` to its end; 404 for all else."""

    def __init__(self, now: datetime) -> None:
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.address = f"127.0.0.1:{self._http.server_port}"
        self.base = f"http://{self.address}"
        _Handler.pages = {
            f"/{file.name}": fill(file.read_bytes(), now=now, base=self.base) for file in FOLDER.iterdir()
        }
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    pages: dict[str, bytes]

    def do_GET(self) -> None:
        status, place = _ELSEWHERE.get(self.path, (200 if self.path in self.pages else 404, ""))
        body = self.pages.get(self.path, b"")
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if place:
            self.send_header("Location", place)
        elif body:
            self.send_header("Content-Type", _TYPES[Path(self.path).suffix])
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
