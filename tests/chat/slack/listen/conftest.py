"""What tests of the listeners share: a workspace, and the app that listens there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.chat.slack.app import SlackApp
from tests.chat.slack.listen.fake import FakeSlack
from tests.chat.slack.listen.someone import Pools, Someone, dispatching
from tests.chat.slack.listen.workspace import peopled, slack_settings


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A workspace."""
    with FakeSlack() as fake:
        peopled(fake)
        yield fake


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> Pools:
    """Knows when the app has nothing more to do."""
    return Pools(monkeypatch)


@pytest.fixture
def house(tmp_path: Path, slack: FakeSlack) -> Iterator[App]:
    """The application, set up for that workspace."""
    with open_app(slack_settings(tmp_path, slack)) as opened:
        opened.set_up(feeds=())
        yield opened


@pytest.fixture
def listener(house: App, pools: Pools) -> Iterator[SlackApp]:
    """What listens; payloads are handed to it without a transport."""
    app = house.platforms.slack.app(house.asking)
    yield app
    pools.settle()
    app.close()


@pytest.fixture
def ada(slack: FakeSlack, listener: SlackApp) -> Someone:
    """Who made the channel."""
    return Someone(slack=slack, send=dispatching(listener.bolt))
