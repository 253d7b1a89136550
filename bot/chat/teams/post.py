"""Teams' poster: one call for each attempt. Nothing there says later whether a message arrived."""

import asyncio
import re
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

import httpx
from microsoft_teams.api.activities.message.message import MessageActivityInput
from microsoft_teams.api.activities.sent_activity import SentActivity
from microsoft_teams.apps import App

from bot.chat.render.spoken import spoken
from bot.chat.teams.card import render
from bot.chat.teams.outcomes import broken, denial, garbled, refused, rootless, unchangeable, without_token
from bot.chat.teams.places import CHANNEL, before, in_thread, kind_of
from bot.chat.teams.sdk import Sdk, as_activity, talk
from bot.chat.teams.seal import Sign, sealing
from bot.errors import PlatformFault, PresswatchError
from bot.model.channel import DIRECT, Channel
from bot.model.delivery import Outcome, OutcomeKind, Reach
from bot.model.message import Message

WHO = "Teams"
_NAMELESS = ("", "DO_NOT_USE_PLACEHOLDER_ID")  # what the SDK says where the platform named no message
_PERSON = re.compile(r"29:.+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NO_ENTRY = 401
_CALLS = 2  # what comes before the message, and the message: each may take the whole time-out
_NOTHING_SENT = Outcome(kind=OutcomeKind.RETRY, reason="Teams did not answer before the message; nothing was sent")
_GRACE = 1.0  # seconds: each ends by its own time-out, which says so

_T = TypeVar("_T")
# The app, the place, and where Teams takes messages for it.
Call = Callable[[App, str, str], Coroutine[Any, Any, SentActivity | Outcome]]


class TeamsPoster:
    """Keeps the Poster port on Teams."""

    # 60 in 30 seconds and 1,800 an hour: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit
    pace = timedelta(seconds=1)
    tells = False

    def __init__(
        self, sdk: Sdk, *, tenant_id: str, base_url: str, now: Callable[[], datetime], salt: Callable[[], str]
    ) -> None:
        """`base_url` is where our own pages are; buttons are sealed with the salt."""
        self._sdk = sdk
        self._tenant_id = tenant_id
        self._base_url = base_url
        self._now = now
        self._salt = salt
        self._talks: dict[str, str] = {}  # a person: the conversation with them

    def post(
        self,
        channel: Channel,
        message: Message,
        *,
        delivery_key: str,  # noqa: ARG002  # nothing travels with a message that could be found again
        reply_to: str,
        plain: bool = False,
    ) -> Outcome:
        """See the port. A reply stands in the thread of a channel; a chat has none, and it comes below."""
        salt, kind = self._salt(), channel.kind or kind_of(channel.key, channel.team)

        async def call(app: App, place: str, url: str) -> SentActivity | Outcome:
            shown, where = self._activity(message, plain, kind, sealing(salt, place)), _within(place, kind, reply_to)
            try:
                return await app.send(where, shown, service_url=url)
            except httpx.HTTPStatusError as error:
                if where != place and rootless(denial(error.response)):
                    return Outcome(kind=OutcomeKind.REFUSED, reason="the message that it replies to is gone")
                raise

        return self._run(channel, call)

    def edit(self, channel: Channel, message: Message, *, platform_id: str, plain: bool = False) -> Outcome:
        """See the port."""
        salt, kind = self._salt(), channel.kind or kind_of(channel.key, channel.team)

        async def call(app: App, place: str, url: str) -> SentActivity | Outcome:
            written = self._activity(message, plain, kind, sealing(salt, place))
            written.id = platform_id
            try:
                await app.send(place, written, service_url=url)
            except httpx.HTTPStatusError as error:
                if unchangeable(denial(error.response)):
                    return Outcome(kind=OutcomeKind.REFUSED, reason="the message is gone, or may not be changed")
                raise
            except (KeyError, TypeError):
                pass  # an answer need not name the message again
            return SentActivity(id=platform_id, activity_params=written)

        return self._run(channel, call)

    def find(self, *_asked: object, **_named: object) -> str | None:
        """See the port: it is never told."""
        raise PresswatchError(
            "Teams does not say whether a message arrived.", "`deliver.when_unclear` decides what becomes of it."
        )

    def _activity(self, message: Message, plain: bool, kind: str, sign: Sign) -> MessageActivityInput:
        return as_activity(render(spoken(message, before(kind)), base_url=self._base_url, sign=sign, plain=plain))

    def _run(self, channel: Channel, call: Call) -> Outcome:
        return self._sdk.loop.run(self._attempt(channel, call), seconds=_CALLS * self._sdk.timeout + _GRACE)

    async def _attempt(self, channel: Channel, call: Call) -> Outcome:
        """One call that writes, once all that it needs is there; what goes wrong before it leaves nothing behind."""
        url = channel.service_url or self._sdk.cloud.service_url
        if not self._sdk.cloud.takes(url):
            reason = "Teams has not said yet where it takes messages for it: somebody there has to write to Presswatch"
            return Outcome(kind=OutcomeKind.PARKED, reason=reason, parks=Reach.CHANNEL)
        ready = await self._tried(self._ready(channel, url))
        if isinstance(ready, Outcome):
            return _NOTHING_SENT if ready.kind is OutcomeKind.UNCLEAR else ready
        app, place = ready
        sent = await self._tried(call(app, place, url))
        if isinstance(sent, Outcome):
            if sent.kind is OutcomeKind.PARKED:
                self._talks.pop(channel.key, None)  # the next try opens it anew
            return sent
        return garbled(WHO) if sent.id in _NAMELESS else Outcome(kind=OutcomeKind.SENT, platform_id=sent.id)

    async def _ready(self, channel: Channel, url: str) -> tuple[App, str]:
        """All that comes before the message: a token, and where it goes."""
        app = await self._sdk.ready()
        await self._sdk.tokens.bot()
        return app, await self._place(app, channel, url)

    async def _tried(self, act: Coroutine[Any, Any, _T]) -> _T | Outcome:
        """What an act gives within its time, or what becomes of the delivery without it."""
        try:
            async with asyncio.timeout(self._sdk.timeout):
                return await act
        except PlatformFault as fault:
            return without_token(fault)
        except httpx.HTTPStatusError as error:
            said = denial(error.response)
            if said.status == _NO_ENTRY:
                self._sdk.tokens.forget()
            return refused(said, who=WHO, now=self._now())
        except (httpx.RequestError, httpx.InvalidURL, TimeoutError) as error:
            return broken(error, who=WHO)
        except (ValueError, LookupError, TypeError, AttributeError):  # no JSON, or not what an answer should be
            return garbled(WHO)

    async def _place(self, app: App, channel: Channel, url: str) -> str:
        """Where messages stand: a person's are in what the bot and they say to each other, which is opened first where
        we know no such place yet. An id alone does not tell: a playground's conversations have such as people have."""
        if channel.name != DIRECT or not _PERSON.fullmatch(channel.key):
            return channel.key
        if channel.key not in self._talks:
            self._talks[channel.key] = await talk(app, channel.key, tenant_id=self._tenant_id, service_url=url)
        return self._talks[channel.key]


def _within(place: str, kind: str, reply_to: str) -> str:
    """Where a reply goes: chats have no threads."""
    return in_thread(place, reply_to) if kind == CHANNEL else place
