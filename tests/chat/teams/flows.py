"""A workflow as tests use it: it takes what comes, or says no as it is told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pydantic import SecretStr

from bench.loopback import Handler, Loopback
from bot.chat.teams.webhook import WebhookPoster

SECRET = "sig=open-sesame"


@dataclass
class Workflow:
    """What came, by its path, and what is answered: statuses in their order, then 202 for ever."""

    taken: list[tuple[str, Any]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    silent: bool = False  # it takes, and says nothing


@dataclass(frozen=True, kw_only=True)
class FlowRig:
    """A poster, and the workflow behind its addresses."""

    poster: WebhookPoster
    workflow: Workflow
    url: str


@contextmanager
def flow_rig(*names: str, timeout: float = 5.0) -> Iterator[FlowRig]:
    """A poster with a channel for each name."""
    workflow = Workflow()

    class Call(Handler):
        def do_POST(self) -> None:  # noqa: N802  # http.server names it
            status, headers = workflow.answers.pop(0) if workflow.answers else (202, {})
            workflow.taken.append((self.path, json.loads(self.body())))
            if workflow.silent:
                self.close_connection = True
                return
            self.send(status, b"", headers)

    with Loopback(Call).served() as url:
        webhooks = {name: SecretStr(f"{url}/workflows/{name}?{SECRET}") for name in names}
        poster = WebhookPoster(webhooks, timeout=timeout, base_url="", now=lambda: datetime.now(UTC), local=True)
        try:
            yield FlowRig(poster=poster, workflow=workflow, url=url)
        finally:
            poster.close()
