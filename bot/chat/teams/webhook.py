"""The poster of workflows: a card to the address that a workflow has, which takes it and says no more of it.

https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx
from pydantic import SecretStr

from bot.chat.render.spoken import spoken
from bot.chat.teams.card import CONTENT_TYPE, Rendered, render
from bot.chat.teams.hosts import webhook_fault
from bot.chat.teams.loop import Loop
from bot.chat.teams.outcomes import broken, denial, refused
from bot.errors import PresswatchError
from bot.model.channel import Channel
from bot.model.delivery import Outcome, OutcomeKind, Reach
from bot.model.message import Message

WHO = "The workflow"
_ACCEPTED = "accepted by the workflow, which does not say whether it arrived"
_GONE = (401, 403, 404, 410)

# The library tells each address that it asks, and a workflow's is a secret.
logging.getLogger("httpx").addFilter(lambda record: record.levelno >= logging.WARNING)


class WebhookPoster:
    """Keeps the Poster port on workflows, as far as they go: no replies, no edits, and nothing is ever looked up."""

    pace = timedelta(seconds=1)  # ours: 4 a second are taken
    tells = False

    def __init__(
        self,
        webhooks: Mapping[str, SecretStr],
        *,
        timeout: float,
        base_url: str,
        now: Callable[[], datetime],
        local: bool = False,
    ) -> None:
        """`webhooks` are addresses by their channels; `timeout` is in seconds; `local` lets this machine be one."""
        self._webhooks = webhooks
        self._timeout = timeout
        self._base_url = base_url
        self._now = now
        self._local = local
        self._loop = Loop()

    def close(self) -> None:
        """End the loop."""
        self._loop.close()

    def post(
        self,
        channel: Channel,
        message: Message,
        *,
        delivery_key: str,  # noqa: ARG002  # nothing travels with a card
        reply_to: str,  # noqa: ARG002  # parts go one after the other
        plain: bool = False,
    ) -> Outcome:
        """See the port. SENT has no id: a workflow names no message."""
        address = self._webhooks.get(channel.key)
        if address is None:
            reason = f"teams.webhooks has no {channel.key} any more"
            return Outcome(kind=OutcomeKind.PARKED, reason=reason, parks=Reach.CHANNEL)
        if fault := webhook_fault(address.get_secret_value(), local=self._local):
            reason = f"the address of {channel.key} in teams.webhooks {fault}"
            return Outcome(kind=OutcomeKind.PARKED, reason=reason, parks=Reach.CHANNEL)
        shown = render(spoken(message, ""), base_url=self._base_url, sign=None, plain=plain)
        return self._loop.run(self._send(address.get_secret_value(), _body(shown)), seconds=2 * self._timeout)

    def edit(self, *_given: object, **_named: object) -> Outcome:
        """See the port: never."""
        return Outcome(kind=OutcomeKind.REFUSED, reason="what a workflow has posted cannot be changed")

    def find(self, *_asked: object, **_named: object) -> str | None:
        """See the port: it is never told."""
        raise PresswatchError(
            "A workflow does not say whether a message arrived.", "`deliver.when_unclear` decides what becomes of it."
        )

    async def _send(self, url: str, body: dict[str, Any]) -> Outcome:
        try:
            async with asyncio.timeout(self._timeout), httpx.AsyncClient(timeout=self._timeout) as client:
                answer = await client.post(url, json=body)
        except (httpx.RequestError, httpx.InvalidURL, TimeoutError) as error:
            return broken(error, who=WHO)
        if answer.is_success:
            return Outcome(kind=OutcomeKind.SENT, reason=_ACCEPTED)
        if answer.status_code in _GONE:
            reason = f"the workflow was deleted or switched off, or has a new address ({answer.status_code})"
            return Outcome(kind=OutcomeKind.PARKED, reason=reason, parks=Reach.CHANNEL)
        return refused(denial(answer), who=WHO, now=self._now())


def _body(shown: Rendered) -> dict[str, Any]:
    return {
        "type": "message",
        "attachments": [{"contentType": CONTENT_TYPE, "contentUrl": None, "content": shown.card}],
    }
