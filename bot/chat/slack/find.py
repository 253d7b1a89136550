"""Whether a message arrived: looked up among the channel's messages, or its thread's, by what travels with it.

A delivery's key never reaches Slack, where every app can read what travels with a message: an opaque id does.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.errors import PresswatchError

EVENT_TYPE = "presswatch_delivery"
_PAGE = 200  # messages; https://docs.slack.dev/reference/methods/conversations.history recommends no more
_TOO_MANY = 429
_PAGES = 40  # of 50 that Slack allows a minute


def opaque_id(salt: str, delivery_key: str) -> str:
    """What stands for a delivery on Slack; nobody without the salt can tell which."""
    return hmac.new(salt.encode(), delivery_key.encode(), hashlib.sha256).hexdigest()[:32]


def metadata(delivery_id: str) -> dict[str, Any]:
    """What travels with a message."""
    return {"event_type": EVENT_TYPE, "event_payload": {"delivery_id": delivery_id}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is looked for, and where. Replies stand in their thread alone."""

    channel: str
    delivery_id: str
    since: datetime
    thread: str
    bot: str  # whose messages count: another app can copy what travels with ours


def find_post(client: WebClient, look: Look, left_off: dict[str, str]) -> str | None:
    """The ts of the message of that delivery which this bot posted, None where there surely is none.

    Raises what the client raises, and PresswatchError where there is too much for once. `left_off` remembers where a
    look had to stop, by delivery, and the next one goes on there: some apps may read 15 messages a minute.
    """
    for message in _messages(client, look, left_off):
        if message.get("bot_id") == look.bot and _delivery_of(message) == look.delivery_id:
            return str(message["ts"])
    return None


def _messages(client: WebClient, look: Look, left_off: dict[str, str]) -> Iterator[dict[str, Any]]:
    cursor = left_off.pop(look.delivery_id, "")
    for _ in range(_PAGES):
        try:
            answer = _page(client, look, cursor)
        except SlackApiError as error:
            if error.response.status_code == _TOO_MANY:
                left_off[look.delivery_id] = cursor
            raise
        yield from answer.get("messages") or ()
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
    left_off[look.delivery_id] = cursor
    raise PresswatchError(f"{look.channel} has more messages than can be looked through at once.")


def _page(client: WebClient, look: Look, cursor: str) -> SlackResponse:
    oldest = f"{look.since.timestamp():.6f}"
    if look.thread:
        return client.conversations_replies(
            channel=look.channel,
            ts=look.thread,
            oldest=oldest,
            limit=_PAGE,
            cursor=cursor or None,
            include_all_metadata=True,
        )
    return client.conversations_history(
        channel=look.channel, oldest=oldest, limit=_PAGE, cursor=cursor or None, include_all_metadata=True
    )


def _delivery_of(message: dict[str, Any]) -> object:
    """The opaque id that travels with a message; whatever other apps put there is none."""
    found = message.get("metadata")
    if not isinstance(found, dict) or found.get("event_type") != EVENT_TYPE:
        return None
    payload = found.get("event_payload")
    return payload.get("delivery_id") if isinstance(payload, dict) else None
