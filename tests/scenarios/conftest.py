"""What scenarios are played on: the sample newsroom and a site, served, and an archive that was polled from it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.configuration import read_configuration
from bot.demo.newsroom import load_newsroom
from bot.demo.server import NewsroomServer
from bot.settings import ROOT
from tests.scenarios.play import settings
from tests.scenarios.site import ScenarioSite


@pytest.fixture(scope="session")
def newsroom() -> Iterator[NewsroomServer]:
    """The sample newsroom, served."""
    with NewsroomServer(load_newsroom(ROOT / "config" / "newsroom"), datetime.now(UTC)) as server:
        yield server


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, newsroom: NewsroomServer) -> Path:
    """A data folder with the sample newsroom polled into it."""
    folder = tmp_path_factory.mktemp("archive")
    with open_app(settings(folder, newsroom)) as app:
        app.set_up(feeds=newsroom.feeds)
        app.poll()
    return folder


@pytest.fixture(scope="session")
def site() -> Iterator[ScenarioSite]:
    """Feeds, pages and lists that the newsroom does not have, served."""
    with ScenarioSite(datetime.now(UTC)) as served:
        yield served


@pytest.fixture
def platform() -> dict[str, object]:
    """Settings of the platform on which a scenario is played."""
    return {}


@pytest.fixture
def app(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    archive: Path,
    newsroom: NewsroomServer,
    site: ScenarioSite,
    platform: dict[str, dict[str, object]],
) -> Iterator[App]:
    """An application on a copy of the archive, or on an empty one."""
    scenario: Path = request.param
    if scenario.read_text("utf-8").startswith("# newsroom"):
        for file in archive.iterdir():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with open_app(settings(tmp_path, newsroom, site.address, **platform)) as opened:
        if scenario.read_text("utf-8").startswith("# empty"):
            opened.set_up(feeds=(), topics=read_configuration(ROOT / "config").topics)
        yield opened
