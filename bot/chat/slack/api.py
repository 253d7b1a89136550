"""Slack's Web API as the listeners call it: never twice behind our backs, and none of its errors goes further."""

import http.client
import logging
from collections.abc import Callable
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.chat.loopback import LOOPBACK
from bot.chat.slack.within import BoundedClient
from bot.errors import PlatformFault

Json = dict[str, Any]

TRIGGER_GONE = frozenset({"expired_trigger_id", "trigger_expired", "trigger_exchanged", "invalid_trigger_id"})
_library = logging.getLogger(f"{__name__}.library")
_library.setLevel(logging.CRITICAL)  # what goes wrong it raises as well, and we say
_HOSTS = (".slack.com", ".slack-gov.com")
VIEW_GONE = frozenset({"not_found", "view_not_found"})  # closed, or not there yet


def web_client(*, api_url: str, timeout: float, token: str | None = None) -> WebClient:
    """A client that never retries: its usual handlers post twice where a connection breaks after the post. Each call is
    over within `timeout` seconds."""
    return BoundedClient(
        token=token,
        base_url=api_url,
        timeout=timeout,  # type: ignore[arg-type]  # it takes fractions
        retry_handlers=[],
        logger=_library,
    )


class SlackApi:
    """Calls in the name of a workspace. Every fault is a PlatformFault that knows Slack's code."""

    def __init__(self, *, token_of: Callable[[str], str], api_url: str, timeout: float) -> None:
        """`token_of` a workspace's key gives its bot token; `timeout` is in seconds."""
        self._token_of = token_of
        self._api_url = api_url
        self._timeout = timeout

    def call(self, team: str, act: Callable[[WebClient], SlackResponse]) -> Json:
        """What one call answers."""
        client = web_client(api_url=self._api_url, timeout=self._timeout, token=self._token_of(team))
        try:
            data = act(client).data
        except SlackApiError as error:
            raise _refused(error) from error
        except (SlackClientError, OSError, http.client.HTTPException) as error:
            raise PlatformFault(f"Slack cannot be reached: {reason_of(error)}.") from error
        return data if isinstance(data, dict) else {}

    def respond(self, url: str, body: Json) -> None:
        """Answer where Slack said that this question is to be answered: five times, within half an hour."""
        if not is_slacks(url, self._api_url):
            raise PlatformFault("An answer was to go to an address that is none of Slack’s.")
        client = WebhookClient(url, timeout=self._timeout, retry_handlers=[])  # type: ignore[arg-type]
        try:
            answer = client.send_dict(body)
        except (SlackClientError, OSError, http.client.HTTPException) as error:
            raise PlatformFault(f"Slack cannot be reached: {reason_of(error)}.") from error
        if answer.status_code != 200:
            raise PlatformFault(f"Slack took no answer: {answer.body[:80]}", code=answer.body[:80])


def is_slacks(url: str, api_url: str) -> bool:
    """Whether an address that came with a payload is Slack's own, so that no payload makes us call another, such as one
    within our network. Slack's stand-ins answer where their API is, or beside it on loopback."""
    there, api = urlsplit(url), urlsplit(api_url)
    if (there.scheme, there.netloc) == (api.scheme, api.netloc) or {there.hostname, api.hostname} <= LOOPBACK:
        return there.scheme in ("http", "https")
    return there.scheme == "https" and there.netloc == there.hostname and f".{there.netloc}".endswith(_HOSTS)


def _refused(error: SlackApiError) -> PlatformFault:
    data = error.response.data if isinstance(error.response.data, dict) else {}
    code, needed = str(data.get("error", "")), data.get("needed")
    more = f", and that it needs {needed}" if needed else ""
    return PlatformFault(f"Slack says {code or error.response.status_code}{more}.", code=code)


def reason_of(error: Exception) -> str:
    """What the system says of a connection, without what the libraries wrap it in."""
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, OSError) else error
    return getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
