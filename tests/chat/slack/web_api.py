"""A Web API on loopback that answers what it is told, and remembers what it was asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench.loopback import Handler, Loopback

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


class _Handler(Handler):
    api: WebApi

    def do_POST(self) -> None:  # noqa: N802  # http.server names it
        method = self.path.rpartition("/")[2].partition("?")[0]
        self.api.asked.append((method, self.arguments()))
        self.api.tokens.append(self.headers.get("Authorization", "").removeprefix("Bearer "))
        answer = dict(self.api.answers.get(method, {"ok": False, "error": "unknown_method"}))
        headers = answer.pop("_headers", {})
        self.send(200, json.dumps({"ok": True} | answer).encode(), {"Content-Type": "application/json", **headers})

    do_GET = do_POST  # noqa: N815  # http.server names it

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The time of this server."""
        return str(self.api.answers.get("_date", {}).get("is", "")) or super().date_time_string(timestamp)


@contextmanager
def web_api(**answers: Answer) -> Iterator[WebApi]:
    """A Web API with these answers; `__` in a name is a dot."""
    api = WebApi(answers={name.replace("__", "."): answer for name, answer in answers.items()})
    with Loopback(type("_Bound", (_Handler,), {"api": api})).served() as url:
        api.url = f"{url}/api/"
        yield api
