"""Calls of Teams that answers need: messages, cards that change, and who somebody is. Each ends within a time."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

import httpx
from microsoft_teams.api.models.account import Account, TeamsChannelAccount
from microsoft_teams.api.models.channel_data.channel_info import ChannelInfo
from microsoft_teams.apps import App

from bot.chat.rest import rest_of
from bot.chat.teams.card import Rendered
from bot.chat.teams.outcomes import denial, in_words
from bot.chat.teams.sdk import Sdk, as_activity, talk
from bot.errors import PlatformFault

_GRACE = 1.0  # seconds: a silence ends by the call's own time-out
_NO_ENTRY, _TOO_MANY, _SERVER_FAULT = 401, 429, 500

_T = TypeVar("_T")
Call = Callable[[App], Coroutine[Any, Any, _T]]


class TeamsApi:
    """What listeners ask of Teams. Not to be called on the SDK's loop. A fault is a PlatformFault."""

    def __init__(self, sdk: Sdk, *, tenant_id: str) -> None:
        self._sdk = sdk
        self._tenant_id = tenant_id

    def send(self, conversation: str, shown: Rendered, *, service_url: str, to: str = "") -> None:
        """Post in a conversation; for the eyes of one person alone, where `to` names them."""

        async def call(app: App) -> None:
            activity = as_activity(shown)
            if to:
                activity = activity.with_recipient(Account(id=to), is_targeted=True)
            await app.send(conversation, activity, service_url=service_url)

        self._run(call, service_url)

    def update(self, conversation: str, message: str, shown: Rendered, *, service_url: str, to: str = "") -> None:
        """Put something in the place of a message; of one for a single person, where `to` names them."""

        async def call(app: App) -> None:
            activity = as_activity(shown)
            activity.id = message
            if to:
                activity = activity.with_recipient(Account(id=to), is_targeted=True)
            with suppress(KeyError):  # an answer need not name the message again
                await app.send(conversation, activity, service_url=service_url)

        self._run(call, service_url)

    def talk(self, account: str, *, service_url: str) -> str:
        """The conversation between somebody and us."""

        async def call(app: App) -> str:
            return await talk(app, account, tenant_id=self._tenant_id, service_url=service_url)

        return self._run(call, service_url)

    def member(self, conversation: str, key: str, *, service_url: str) -> TeamsChannelAccount:
        """Somebody in a conversation, by their id in Teams or in the directory."""

        async def call(app: App) -> TeamsChannelAccount:
            conversations = app.api.from_service_url(service_url).conversations
            found: TeamsChannelAccount = await conversations.get_member_by_id(conversation, key)
            return found

        return self._run(call, service_url)

    def team_name(self, team: str, *, service_url: str) -> str:
        """What a team is called; "" where Teams does not say."""

        async def call(app: App) -> str:
            return (await app.api.from_service_url(service_url).teams.get_by_id(team)).name or ""

        return self._run(call, service_url)

    def channels(self, team: str, *, service_url: str) -> list[ChannelInfo]:
        """A team's channels."""

        async def call(app: App) -> list[ChannelInfo]:
            return await app.api.from_service_url(service_url).teams.get_conversations(team)

        return self._run(call, service_url)

    def _run(self, call: Call[_T], service_url: str) -> _T:
        return self._sdk.loop.run(self._tried(call, service_url), seconds=self._sdk.timeout + _GRACE)

    async def _tried(self, call: Call[_T], service_url: str) -> _T:
        if not self._sdk.cloud.takes(service_url):
            raise PlatformFault("Teams did not say where it takes messages for this place.", code="NoServiceUrl")
        try:
            async with asyncio.timeout(self._sdk.timeout):
                return await self._patiently(call, await self._sdk.ready())
        except httpx.HTTPStatusError as error:
            said = denial(error.response)
            if said.status == _NO_ENTRY:
                self._sdk.tokens.forget()
            code = said.code or str(said.status)
            if said.status >= _SERVER_FAULT:  # it may have been done: none of its words is a no
                raise PlatformFault(f"Teams gave no answer: it says {code}.") from error
            raise PlatformFault(f"Teams refused: it says {code}.", code=code) from error
        except (httpx.RequestError, httpx.InvalidURL, TimeoutError) as error:
            raise PlatformFault(f"Teams cannot be reached: {in_words(error)}.") from error
        except (ValueError, LookupError, TypeError, AttributeError) as error:  # no JSON, or not what it should be
            raise PlatformFault("The answer was none of Teams’.") from error

    async def _patiently(self, call: Call[_T], app: App) -> _T:
        """What a call gives; where so many were made that Teams asks to wait, nothing was done, and it is made again.

        How often is bounded by the time of the whole.
        """
        while True:
            try:
                return await call(app)
            except httpx.HTTPStatusError as error:
                if error.response.status_code != _TOO_MANY:
                    raise
                await asyncio.sleep(rest_of(error.response.headers).total_seconds())
