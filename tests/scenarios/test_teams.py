"""The scenarios, on Teams: through the SDK's app and our listeners, with a stand-in of Teams behind them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bench.teams_server import Stage
from bench.teams_stand_in import TeamsStandIn
from bot.app import App
from bot.chat.render.spoken import BY_MENTION
from bot.chat.teams.post import TeamsPoster
from bot.demo.server import NewsroomServer
from tests.chat.teams.listen.house import TEAM, organised, part_of, sending, somebody, teams_of
from tests.chat.teams.listen.seen import buttons, fill, inputs, seen
from tests.chat.teams.listen.someone import Pools, Someone, card_of
from tests.chat.teams.stage import HERE
from tests.chat.teams.validator import faults
from tests.scenarios.play import SCENARIOS, play, work
from tests.scenarios.site import ScenarioSite

Json = dict[str, Any]


@pytest.fixture(scope="module")
def office() -> Iterator[tuple[TeamsStandIn, Stage]]:
    """An organisation for all of them."""
    with organised() as (teams, stage):
        teams.teams[TEAM] = [{"id": HERE, "name": "this console"}]
        yield teams, stage


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """One organisation; the person looks after Presswatch, too, as whoever sits at the console does."""
    monkeypatch.setattr(TeamsPoster, "pace", timedelta(0))
    return {"teams": part_of(editors=("ada",))}


class TeamsPlayer:
    """Somebody who asks alone in a channel; an answer is what they see of it, and a form is a card."""

    def __init__(self, app: App, person: Someone, pools: Pools) -> None:
        self._app = app
        self._person = person
        self._pools = pools
        self._known: dict[str, Json] = {}
        self._form: tuple[str, Json] = ("", {})  # the message, and the card as it stands

    def play(self, line: str) -> str:
        """See the protocol."""
        words = line[1:].strip()
        if line[0] == "?":
            return self._fill(words)
        self._known = {said["id"]: said["activity"] for said in self._person.told()}
        if line[0] == ">":
            self._person.says(words, alone=True)
        else:
            work(self._app, words)
        self._pools.settle()
        news = [said for said in self._person.told() if self._known.get(said["id"]) is not said["activity"]]
        for said in news:
            if inputs(card_of(said)):
                self._form = said["id"], card_of(said)
        return "\n".join(self._read(card_of(said)) for said in news)

    def _fill(self, words: str) -> str:
        message, card = self._form
        if words == "cancel":  # the card just stays
            return "nothing is saved"
        if words != "submit":
            name, _, value = words.partition("=")
            fill(card, name.strip(), value.strip())
        label = next(label for label, one in buttons(card).items() if "done" in one["data"] or words != "submit")
        label = label if words == "submit" else "See what it would bring"
        shown = self._person.presses(label, card, message=message)["value"]
        self._form = message, shown
        return self._read(shown)

    def _read(self, card: Json) -> str:
        assert faults(card) == []
        last = [f"[{label}]" for label, one in buttons(card).items() if "done" in one["data"]]  # as elsewhere
        shown = "\n".join([seen(card), *last])
        return shown.replace(f"“{BY_MENTION}", "“")  # scenarios name commands as they are said at the console


def alike(text: str) -> str:
    """Teams has no code: what can be typed stands in quotes."""
    return text.translate({ord(sign): '"' for sign in "`“”"})


@pytest.mark.parametrize(
    ("app", "scenario"), [(path, path) for path in SCENARIOS], indirect=["app"], ids=[path.stem for path in SCENARIOS]
)
def test_scenario(
    app: App,
    scenario: Path,
    office: tuple[TeamsStandIn, Stage],
    newsroom: NewsroomServer,
    site: ScenarioSite,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (teams, stage), pools = office, Pools(monkeypatch)
    teams.clear()
    whole = app.platforms.__dict__["teams"] = teams_of(app, stage)
    listener = whole.app(app.asking)
    places = {"newsroom": newsroom.base, "site": site.base, "me": "Ada", "channel": HERE}
    try:
        with sending(listener, stage) as send:
            play(TeamsPlayer(app, somebody(teams, stage, send), pools), scenario, places, alike=alike)
    finally:
        listener.close()
        whole.close()
