"""The organisation of the tests, and the application that is set up for it."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette

from bench.teams_faults import teams_faults
from bench.teams_server import Stage, teams_standing_in
from bench.teams_stand_in import CLIENT, SECRET, TENANT, Place, TeamsStandIn
from bot.app import App
from bot.chat.teams.app import TeamsApp
from bot.chat.teams.entry import Teams
from bot.settings import ROOT, Settings, load_settings
from tests.chat.teams.listen.someone import Json, Send, Someone, people_of
from tests.chat.teams.stage import CHAT, HERE, THERE, utc_now

TEAM = "19:team@thread.tacv2"
ADA: dict[str, Any] = {"account": "29:ada", "key": "ada", "name": "Ada"}
BERT: dict[str, Any] = {"account": "29:bert", "key": "bert", "name": "Bert"}
GUS: dict[str, Any] = {"account": "29:gus", "key": "gus", "name": "Gus"}


@contextmanager
def organised() -> Iterator[tuple[TeamsStandIn, Stage]]:
    """A team with two channels, and a chat; everybody has a chat with us."""
    places = {key: Place() for key in (HERE, THERE, CHAT, "a:ada", "a:bert", "a:gus")}
    named = [{"id": TEAM}, {"id": HERE, "name": "security"}, {"id": THERE, "name": "policy"}]
    teams = TeamsStandIn(places=places, pace=0.0, is_rated=False, teams={TEAM: named})
    with teams_standing_in(teams, teams_faults(random.Random(1)), patience=5.0) as stage:
        teams.people = people_of(*(somebody(teams, stage, refused, **who) for who in (ADA, BERT)))
        teams.people |= people_of(somebody(teams, stage, refused, **GUS), role="guest")
        yield teams, stage


def somebody(teams: TeamsStandIn, stage: Stage, send: Send, conversation: str = HERE, **who: Any) -> Someone:
    """One of them."""
    return Someone(teams=teams, stage=stage, send=send, conversation=conversation, **{**ADA, **who})


def refused(_activity: Json) -> Json:
    """Where nobody listens."""
    raise AssertionError("nobody listens")


def teams_settings(folder: Path, **more: object) -> Settings:
    """Settings of a bot that is registered there."""
    return load_settings(data=folder, config=ROOT / "config", teams=part_of(**more))


def part_of(**more: object) -> dict[str, object]:
    """Its own part of them."""
    return {"client_id": CLIENT, "client_secret": SECRET, "tenant_id": TENANT, "post_timeout": 10.0, **more}


def teams_of(house: App, stage: Stage) -> Teams:
    """All that talks with Teams, at the stand-in."""
    part = house.settings.teams
    return Teams(part, store=house.store, clock=utc_now, base_url=house.base_url, cloud=stage.cloud)


@contextmanager
def sending(app: TeamsApp, stage: Stage) -> Iterator[Send]:
    """Hand activities to the app as Teams does: by signed requests."""
    token = stage.signer.token(serviceurl=stage.service_url)
    headers = {"Authorization": f"Bearer {token}"}
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(Starlette(routes=app.routes())), base_url="http://teams.example", timeout=60
    )
    with asyncio.Runner() as runner:

        def send(activity: Json) -> Json:
            answer = runner.run(client.post("/api/messages", json=activity, headers=headers))
            assert answer.status_code == 200, answer.text
            body: Json = answer.json() if answer.content else {}
            return body

        yield send
        runner.run(client.aclose())
