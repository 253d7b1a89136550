"""Slack's poster: one call of the Web API for each attempt, and never a second one behind the ledger's back."""

import http.client
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.chat.outcomes import Denial
from bot.chat.slack.api import web_client
from bot.chat.slack.blocks import Rendered, render
from bot.chat.slack.find import Look, find_post, metadata, opaque_id
from bot.chat.slack.outcomes import broken, refused
from bot.errors import PresswatchError
from bot.model.channel import Channel
from bot.model.delivery import Outcome, OutcomeKind, Reach
from bot.model.message import Message

_CODE = re.compile(r"[a-z0-9_]+")  # Slack's codes; the client puts a sentence where the body was none of Slack's
_PERSON = ("U", "W")  # what a person's id begins with: chat.update and conversations.history take no such id
_Broken = (OSError, http.client.HTTPException)

_T = TypeVar("_T")
Call = Callable[[WebClient, str, Rendered], SlackResponse]  # a client, the place, what is shown


class SlackPoster:
    """Keeps the Poster port on Slack's Web API."""

    pace = timedelta(seconds=1)  # https://docs.slack.dev/apis/web-api/rate-limits#posting-messages, without bursts
    tells = True

    def __init__(
        self,
        *,
        token_of: Callable[[str], str],
        salt: Callable[[], str],
        api_url: str,
        timeout: float,
        base_url: str,
        now: Callable[[], datetime],
    ) -> None:
        """`token_of` a workspace's key gives its bot token, "" where there is none; `salt` makes deliveries opaque;
        `timeout` is in seconds; `base_url` is where our own pages are."""
        self._token_of = token_of
        self._salt = salt
        self._api_url = api_url
        self._timeout = timeout
        self._base_url = base_url
        self._now = now
        self._talks: dict[tuple[str, str], str] = {}  # a workspace's person: the channel of direct messages with them
        self._left_off: dict[str, str] = {}
        self._bots: dict[str, str] = {}  # a token: the id of its bot

    def post(
        self, channel: Channel, message: Message, *, delivery_key: str, reply_to: str, plain: bool = False
    ) -> Outcome:
        """See the port."""
        delivery_id = opaque_id(self._salt(), delivery_key)
        self._left_off.pop(delivery_id, None)  # what comes now is newer than where a look had to stop
        return self._attempt(
            channel,
            message,
            plain,
            lambda client, place, shown: client.chat_postMessage(
                channel=place,
                text=shown.text,
                blocks=shown.blocks or None,
                thread_ts=reply_to or None,
                metadata=metadata(delivery_id),
                parse="none",
                unfurl_links=False,
                unfurl_media=False,
            ),
        )

    def edit(self, channel: Channel, message: Message, *, platform_id: str, plain: bool = False) -> Outcome:
        """See the port. What travels with the message stays, as it is not named here."""
        return self._attempt(
            channel,
            message,
            plain,
            lambda client, place, shown: client.chat_update(
                channel=place,
                ts=platform_id,
                text=shown.text,
                blocks=shown.blocks or None,
                parse="none",
            ),
        )

    def find(self, channel: Channel, *, delivery_key: str, since: datetime, reply_to: str = "") -> str | None:
        """See the port."""
        client = self._client(channel)
        try:
            look = Look(
                channel=self._place(client, channel),
                delivery_id=opaque_id(self._salt(), delivery_key),
                since=since,
                thread=reply_to,
                bot=self._bot(client),
            )
            return find_post(client, look, self._left_off)
        except SlackApiError as error:
            if reply_to and _denial(error).code == "thread_not_found":
                return None  # nobody has replied to a message that is not there
            raise PresswatchError(refused(_denial(error), now=self._now()).reason) from error
        except _Broken as error:
            raise PresswatchError(broken(error).reason) from error

    def _attempt(self, channel: Channel, message: Message, plain: bool, call: Call) -> Outcome:
        """One call that writes, once all that it needs is there; what goes wrong before it leaves nothing behind."""
        try:
            client = self._client(channel)
        except PresswatchError as error:
            return Outcome(kind=OutcomeKind.PARKED, reason=error.message, parks=Reach.WORKSPACE)
        shown = render(message, base_url=self._base_url, plain=plain)
        place = self._tried(lambda: self._place(client, channel))
        if isinstance(place, Outcome):
            return replace(place, kind=OutcomeKind.RETRY) if place.kind is OutcomeKind.UNCLEAR else place
        answer = self._tried(lambda: call(client, place, shown))
        if isinstance(answer, Outcome):
            return answer
        ts = str(answer.get("ts") or "")
        if not ts:
            return Outcome(kind=OutcomeKind.UNCLEAR, reason="Slack said yes and named no message")
        return Outcome(kind=OutcomeKind.SENT, platform_id=ts)

    def _tried(self, act: Callable[[], _T]) -> _T | Outcome:
        """What an act gives, or what becomes of the delivery without it."""
        try:
            return act()
        except SlackApiError as error:
            return refused(_denial(error), now=self._now())
        except _Broken as error:
            return broken(error)

    def _place(self, client: WebClient, channel: Channel) -> str:
        """Where messages stand: a person's are in what the bot and they say to each other, which is opened first."""
        if not channel.key.startswith(_PERSON):
            return channel.key
        person = (channel.workspace_key, channel.key)
        if person not in self._talks:
            answer = client.conversations_open(users=channel.key)
            self._talks[person] = str((answer.get("channel") or {}).get("id") or channel.key)
        return self._talks[person]

    def _client(self, channel: Channel) -> WebClient:
        return web_client(api_url=self._api_url, timeout=self._timeout, token=self._token_of(channel.workspace_key))

    def _bot(self, client: WebClient) -> str:
        """Whose messages count: another app can copy what travels with ours."""
        token = client.token or ""
        if token not in self._bots:
            bot = str(client.auth_test().get("bot_id") or "")
            if not bot:
                raise PresswatchError("Slack does not say which bot this token is of.", "Use a bot token, xoxb-….")
            self._bots[token] = bot
        return self._bots[token]


def _denial(error: SlackApiError) -> Denial:
    answer = error.response
    body = answer.data if isinstance(answer.data, dict) else {}
    code = str(body.get("error", ""))
    return Denial(status=answer.status_code, code=code if _CODE.fullmatch(code) else "", headers=dict(answer.headers))
