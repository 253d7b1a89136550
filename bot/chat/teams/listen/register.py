"""All listeners, in one place: what Teams tells us, and who hears it."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from microsoft_teams.api.models.invoke_response import InvokeResponse
from microsoft_teams.apps.events import ActivityEvent

from bot.chat.seldom import Seldom
from bot.chat.teams.card import CONTENT_TYPE
from bot.chat.teams.inbox import Json, caller_of, tenant_of, text
from bot.chat.teams.listen import channels, extension, presses, words
from bot.chat.teams.listen.clerk import Clerk, Reaction

log = logging.getLogger(__name__)
log.addFilter(Seldom())

T = TypeVar("T")

_PATIENCE = 8.0  # seconds; Teams waits for ten
_NO_SUCH = 501
_NAMELESS = "composeExtension/anonymousQueryLink"
_LATER = "This takes a moment: the answer comes below."
_SLOW = "This takes too long now: please try it again in a minute."
_STRANGE = "Presswatch is not set up for your organisation."

HEARD: dict[str, Callable[[Clerk, Json], None]] = {
    "message": words.message,
    "installationUpdate": channels.installed,
    "conversationUpdate": channels.updated,
}


async def receive(clerk: Clerk, event: ActivityEvent) -> InvokeResponse[Any]:
    """An activity that was let in. On the SDK's loop: nothing here waits for anything but a press's answer."""
    activity: Json = event.body.model_dump()
    kind, name = text(activity, "type"), text(activity, "name")
    if tenant_of(activity) != clerk.means.tenant_id and not _is_nameless(activity):
        log.warning("something was said in an organisation that is not teams.tenant_id, and was not heard")
        return InvokeResponse(status=200, body=_words(_STRANGE) if kind == "invoke" else None)
    if kind != "invoke":
        if kind in HEARD:
            HEARD[kind](clerk, activity)
        return InvokeResponse(status=200)
    answer = INVOKED.get(name)
    return await answer(clerk, activity) if answer else InvokeResponse(status=_NO_SUCH)


def _is_nameless(activity: Json) -> bool:
    """Whether somebody pasted a link where nobody has installed us: Teams says neither who nor in which organisation.
    A page of ours opens to whoever knows its address, and they have it."""
    return text(activity, "name") == _NAMELESS and not tenant_of(activity)


async def _pressed(clerk: Clerk, activity: Json) -> InvokeResponse[Any]:
    caller = caller_of(activity)
    given = clerk.promise(lambda: presses.pressed(clerk, caller, activity), Reaction)
    reaction = await _within(given)
    if reaction is None:
        given.add_done_callback(lambda done: clerk.quietly(lambda: clerk.late(caller, done.result())))
        return InvokeResponse(status=200, body=_words(_LATER))
    return InvokeResponse(status=200, body=_reaction(reaction))


async def _queried(clerk: Clerk, activity: Json) -> InvokeResponse[Any]:
    found = await _within(clerk.promise(lambda: extension.query(clerk, activity), extension.said))
    return InvokeResponse(status=200, body=found or extension.said(_SLOW))


async def _linked(clerk: Clerk, activity: Json) -> InvokeResponse[Any]:
    return InvokeResponse(status=200, body=await _within(clerk.promise(lambda: extension.link(clerk, activity), _none)))


INVOKED = {
    "adaptiveCard/action": _pressed,
    "composeExtension/query": _queried,
    "composeExtension/queryLink": _linked,
    _NAMELESS: _linked,
}


async def _within(given: "Future[T]") -> T | None:
    """What was promised; None where it takes longer than Teams waits."""
    try:
        return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(given)), _PATIENCE)
    except TimeoutError:
        return None


def _none(_sentence: str) -> None:
    """What is left of a link that no card could be made for."""


def _reaction(reaction: Reaction) -> dict[str, Any]:
    if reaction.shown is None:
        return _words(reaction.words)
    return {"statusCode": 200, "type": CONTENT_TYPE, "value": reaction.shown.card}


def _words(words: str) -> dict[str, Any]:
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": words}
