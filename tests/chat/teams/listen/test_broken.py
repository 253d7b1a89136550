"""What Teams could send and never should: fields of other types than they have. It is refused or answered, and nothing
breaks over it."""

import asyncio
import copy
import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bench.teams_server import Stage
from bot.chat.teams.app import TeamsApp
from tests.chat.teams.listen.seen import buttons
from tests.chat.teams.listen.someone import BOT, Json, Pools, Someone, card_of

# In JSON's own words: what Python reads from it, and a platform's JSON hardly has, is among them.
STRANGE = ("null", "true", "-1", "NaN", f"1{'0' * 40}", '"\\ud800"', '"\\u0000"', "[]", '[["x"]]', '{"id": 5}')
_NO_SUCH = 501  # what Teams is answered to what we do not know
_GAP = "the strange value"


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value in a payload."""
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        yield from places(each, (*path, key))


def broken(activity: Json) -> Iterator[bytes]:
    """The payload with each of its values strange, one at a time."""
    for path in places(activity):
        made: Any = copy.deepcopy(activity)
        holder = made
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = _GAP
        whole = json.dumps(made)
        yield from (whole.replace(f'"{_GAP}"', strange).encode() for strange in STRANGE)


def activities(ada: Someone, pools: Pools) -> list[Json]:
    """One of each kind that we hear, with all that stands in it."""
    own = ada.alone()
    own.says("topics")
    own.says("subscribe")
    pools.settle()
    said, asked = sorted((card_of(one) for one in own.told()), key=lambda card: "Input." in str(card))
    pressed = next(iter(buttons(said).values()))["data"]
    filled = buttons(asked)["Subscribe"]["data"] | {"chosen:topic": "=facial-recognition", "typed:hour": "09:00"}
    acts = [{"action": {"type": "Action.Execute", "data": data}, "trigger": "manual"} for data in (pressed, filled)]
    options = {"skip": 0, "count": 25}
    query = {"commandId": "search", "parameters": [{"name": "query", "value": "ferry"}], "queryOptions": options}
    event = ada.activity("conversationUpdate", membersAdded=[{"id": BOT}], topicName="Night shift")
    event["channelData"] |= {"eventType": "channelRenamed", "settings": {"selectedChannel": {"id": "19:x"}}}
    return [
        ada.written("status", alone=True),
        ada.written("status", root="42"),
        event,
        ada.activity("installationUpdate", action="add"),
        *(own.activity("invoke", name="adaptiveCard/action", value=act, replyToId="1") for act in acts),
        own.activity("invoke", name="composeExtension/query", value=query),
        own.activity("invoke", name="composeExtension/queryLink", value={"url": "https://press.example/digests/x"}),
    ]


@pytest.mark.parametrize("kind", range(8))
def test_a_payload_with_a_strange_field_breaks_nothing(
    ada: Someone, listener: TeamsApp, stage: Stage, pools: Pools, caplog: pytest.LogCaptureFixture, kind: int
) -> None:
    activity = activities(ada, pools)[kind]
    caplog.clear()
    answers = asyncio.run(answered(listener, stage, list(broken(activity)), pools))
    assert not {body: status for body, status in answers.items() if status >= 500 and status != _NO_SUCH}
    assert not [one.message for one in caplog.records if one.levelno >= logging.ERROR and "fault" in one.message]


async def answered(listener: TeamsApp, stage: Stage, bodies: list[bytes], pools: Pools) -> dict[bytes, int]:
    """What each is answered."""
    headers = {"Authorization": f"Bearer {stage.signer.token(serviceurl=stage.service_url)}"}
    transport = httpx.ASGITransport(Starlette(routes=listener.routes()), raise_app_exceptions=False)
    found: dict[bytes, int] = {}
    async with httpx.AsyncClient(transport=transport, base_url="http://teams.example", timeout=60) as client:
        for body in bodies:
            found[body] = (await client.post("/api/messages", content=body, headers=headers)).status_code
            pools.settle()
    return found
