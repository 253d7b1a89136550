"""The scenarios, on Slack: through Bolt and our listeners, with a fake workspace behind them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from bot.chat.render.spoken import BY_SLASH
from bot.chat.slack.app import SlackApp
from bot.chat.slack.post import SlackPoster
from bot.demo.server import NewsroomServer
from tests.chat.slack.listen.fake import FakeSlack
from tests.chat.slack.listen.seen import seen
from tests.chat.slack.listen.someone import Pools, Someone, dispatching
from tests.chat.slack.validator import faults, view_faults
from tests.scenarios.play import SCENARIOS, play, work
from tests.scenarios.site import ScenarioSite

USER, CHANNEL = "U1", "C1"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A workspace with one channel and the person who made it."""
    with FakeSlack() as fake:
        fake.person(USER, "Ada", tz="UTC")
        fake.channel(CHANNEL, "this console", creator=USER)
        yield fake


@pytest.fixture
def platform(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """One workspace; the person looks after Presswatch, too, as whoever sits at the console does."""
    monkeypatch.setattr(SlackPoster, "pace", timedelta(0))
    return {"slack": {"bot_token": "xoxb-test", "api_url": slack.api_url, "editors": (USER,)}}


class SlackPlayer:
    """Somebody in a channel; an answer is what they see of it, and a form is a modal."""

    def __init__(self, app: App, listener: SlackApp, slack: FakeSlack, pools: Pools) -> None:
        self._app = app
        self._slack = slack
        self._pools = pools
        self._before = 0, 0
        self._person = Someone(slack=slack, send=dispatching(listener.bolt), user=USER, channel=CHANNEL)

    def play(self, line: str) -> str:
        """See the protocol."""
        words = line[1:].strip()
        match line[0]:
            case ">":
                self._slack.views.clear()
                self._look_away()
                self._person.says(words.removeprefix("/press "))
                return self._shown()
            case "?":
                return self._fill(words)
            case _:
                self._look_away()
                work(self._app, words)
                return self._shown()

    def _fill(self, words: str) -> str:
        [view_id] = self._slack.views
        if words == "cancel":  # Slack closes a modal and tells nobody
            self._slack.views.clear()
            return "nothing is saved"
        if words == "submit":
            ack = self._person.submits(view_id)
            return "\n".join([*ack.get("errors", {}).values(), self._shown()])
        name, _, value = words.partition("=")
        self._person.fills(name.strip(), value.strip(), view_id)
        return self._shown()

    def _look_away(self) -> None:
        """What was there before is no answer to what comes now."""
        self._before = len(self._slack.said), len(self._slack.edits)

    def _shown(self) -> str:
        """What has come or changed, and the modal that is open."""
        self._pools.settle()
        said, edits = self._before
        news = [*self._slack.said[said:], *self._slack.edits[edits:]]
        assert [fault for one in news for fault in faults(one.blocks)] == []
        assert [fault for view in self._slack.views.values() for fault in view_faults(_sent(view))] == []
        shown = "\n".join([*(seen(one.blocks) for one in news), *map(seen, self._slack.views.values())])
        return re.sub(f"([`“]){BY_SLASH}", r"\1", shown)  # scenarios name commands as they are said at the console


def _sent(view: dict[str, Any]) -> dict[str, Any]:
    """A view without what Slack adds to it."""
    return {key: value for key, value in view.items() if key not in ("id", "hash", "state")}


@pytest.mark.parametrize(
    ("app", "scenario"), [(path, path) for path in SCENARIOS], indirect=["app"], ids=[path.stem for path in SCENARIOS]
)
def test_scenario(
    slack: FakeSlack,
    app: App,
    scenario: Path,
    newsroom: NewsroomServer,
    site: ScenarioSite,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pools = Pools(monkeypatch)
    listener = app.platforms.slack.app(app.asking)
    try:
        play(
            SlackPlayer(app, listener, slack, pools),
            scenario,
            {"newsroom": newsroom.base, "site": site.base, "me": "Ada", "channel": CHANNEL},
        )
    finally:
        listener.close()
