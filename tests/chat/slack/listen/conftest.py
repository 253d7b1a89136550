"""What tests of the listeners share: a workspace, and the app that listens there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.chat.slack.app import SlackApp
from bot.settings import ROOT, Settings, load_settings
from tests.chat.slack.listen.fake import FakeSlack
from tests.chat.slack.listen.someone import Pools, Someone, dispatching

SECRET = "shh-this-is-a-test"


def slack_settings(folder: Path, slack: FakeSlack, **more: object) -> Settings:
    """Settings of one workspace by two tokens."""
    part = {
        "bot_token": "xoxb-test",
        "app_token": "xapp-test",
        "signing_secret": SECRET,
        "api_url": slack.api_url,
        "post_timeout": 10.0,
    }
    return load_settings(data=folder, config=ROOT / "config", slack={**part, **more})


def peopled(slack: FakeSlack) -> None:
    """Ada made #security; Bert is a member, Gus a guest, Ann an admin."""
    slack.person("U1", "Ada")
    slack.person("U2", "Bert")
    slack.person("U3", "Gus", is_restricted=True)
    slack.person("U4", "Ann", is_admin=True)
    slack.channel("C1", "security", creator="U1")
    slack.channel("C2", "policy", creator="U2", is_member=False)


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
    app = house.slack.app(house.asking)
    yield app
    pools.settle()
    app.close()


@pytest.fixture
def ada(slack: FakeSlack, listener: SlackApp) -> Someone:
    """Who made the channel."""
    return Someone(slack=slack, send=dispatching(listener.bolt))
