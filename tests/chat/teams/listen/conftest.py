"""What tests of the listeners share: an organisation, and the app that listens there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.teams_server import Stage
from bench.teams_stand_in import TeamsStandIn
from bot.app import App, open_app
from bot.chat.teams.app import TeamsApp
from tests.chat.teams.listen.house import BERT, organised, sending, somebody, teams_of, teams_settings
from tests.chat.teams.listen.someone import Pools, Someone


@pytest.fixture(scope="session")
def office() -> Iterator[tuple[TeamsStandIn, Stage]]:
    """An organisation for all of them: a key is dear."""
    with organised() as both:
        yield both


@pytest.fixture
def stage(office: tuple[TeamsStandIn, Stage]) -> Stage:
    """Where it is."""
    return office[1]


@pytest.fixture
def teams(office: tuple[TeamsStandIn, Stage]) -> Iterator[TeamsStandIn]:
    """What stands there, at first nothing, and in no places that another test made."""
    known = set(office[0].places)
    yield office[0]
    office[0].clear()
    office[0].places = {key: place for key, place in office[0].places.items() if key in known}


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> Pools:
    """Knows when the app has nothing more to do."""
    return Pools(monkeypatch)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[App]:
    """The application, set up for that organisation."""
    with open_app(teams_settings(tmp_path), base_url="https://press.example") as opened:
        opened.set_up(feeds=())
        yield opened


@pytest.fixture
def listener(house: App, stage: Stage, pools: Pools) -> Iterator[TeamsApp]:
    """What listens."""
    whole = house.platforms.__dict__["teams"] = teams_of(house, stage)
    app = whole.app(house.asking)
    yield app
    pools.settle()
    app.close()
    whole.close()


@pytest.fixture
def ada(teams: TeamsStandIn, stage: Stage, listener: TeamsApp) -> Iterator[Someone]:
    """Somebody in a channel."""
    with sending(listener, stage) as send:
        yield somebody(teams, stage, send)


@pytest.fixture
def bert(ada: Someone) -> Someone:
    """Another."""
    return somebody(ada.teams, ada.stage, ada.send, **BERT)
