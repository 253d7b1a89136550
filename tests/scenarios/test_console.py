"""Scenarios: conversations that every platform must hold, here on the console.

A scenario is a text file: `# newsroom` or `# empty` says what the archive holds.

- `> words` is what a person says; `? field = value` fills in a field of the form in the answer before, `? submit`
  submits it, `? cancel` leaves it.
- `= poll`, `= publish`, `= deliver` is done by the worker, and what it posts is the answer; `= news TITLE` is an
  article that comes now.
- `{newsroom}` in a line is the address where the sample newsroom's feeds are served; `{site}` that of a site with
  pages and lists.
- The lines under it must stand in the answer, in their order; a line with `!` must not.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.chat.console.conversation import Conversation
from bot.configuration import read_configuration
from bot.demo.newsroom import load_newsroom
from bot.demo.server import NewsroomServer
from bot.digests.write import plain
from bot.settings import ROOT, Settings, load_settings
from tests.scenarios.news import report
from tests.scenarios.site import ScenarioSite

HERE = Path(__file__).parent
SCENARIOS = sorted(HERE.glob("*.txt"))


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


def settings(folder: Path, newsroom: NewsroomServer, *others: str) -> Settings:
    host, port = newsroom.address
    return load_settings(data=folder, fetch={"allow": (f"{host}:{port}", *others)})


@pytest.fixture(scope="session")
def site() -> Iterator[ScenarioSite]:
    """Feeds, pages and lists that the newsroom does not have, served."""
    with ScenarioSite(datetime.now(UTC)) as served:
        yield served


@pytest.fixture
def app(
    request: pytest.FixtureRequest, tmp_path: Path, archive: Path, newsroom: NewsroomServer, site: ScenarioSite
) -> Iterator[App]:
    """An application on a copy of the archive, or on an empty one."""
    scenario: Path = request.param
    if scenario.read_text("utf-8").startswith("# newsroom"):
        for file in archive.iterdir():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with open_app(settings(tmp_path, newsroom, site.address)) as opened:
        if scenario.read_text("utf-8").startswith("# empty"):
            opened.set_up(feeds=(), topics=read_configuration(ROOT / "config").topics)
        yield opened


class Player:
    """Plays the lines of a scenario at the console; each gives the text of its answer."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._talk = Conversation(app.respond, app.obey)

    def play(self, line: str) -> str:
        words = line[1:].strip()
        match line[0]:
            case ">":
                self._talk.leave()
                return self._hear(words)
            case "?":
                return self._fill(words)
            case _:
                return self._work(words)

    def _hear(self, words: str) -> str:
        """What is shown and asked, and a form as it stands."""
        turn = self._talk.hear(words)
        whole = [self._talk.form] if self._talk.form else []
        return "\n".join([*map(plain, [*turn.shown, *whole]), turn.prompt])

    def _fill(self, words: str) -> str:
        assert self._talk.form, "there is no form to fill in"
        if words == "cancel":
            return self._hear("cancel")
        name, _, value = ("", "", "y") if words == "submit" else words.partition("=")
        return self._refused_before(name.strip()) or self._hear(value.strip() or "-")

    def _refused_before(self, field: str) -> str:
        """Keep what stands in the fields before this one ("": in all); what is said where one cannot stay so."""
        for _ in range(30):
            asked = self._talk.field
            if asked == field:
                return ""
            said = self._hear("" if asked else "edit")
            if self._talk.field == asked:
                return said
        raise AssertionError(f"the form never asks for {field or 'its last question'}")

    def _work(self, act: str) -> str:
        """What the worker posts."""
        seen = self._app.transcript.last()
        match act:
            case "poll":
                bring_forward_feeds(self._app)
                self._app.poll()
            case "publish":
                bring_forward(self._app)
                self._app.publish()
            case "deliver":
                self._app.deliver()
            case _ if act.startswith("news "):
                report(self._app, act.removeprefix("news "))
            case _:
                raise AssertionError(f"the worker does not know “{act}”")
        return "\n".join(plain(post.message) for post in self._app.transcript.read(seen))


def bring_forward_feeds(app: App) -> None:
    """Every feed falls due now."""
    with app.store.writing() as session:
        for feed in session.feeds.all():
            session.feeds.save(replace(feed, due_at=datetime.now(UTC)))


def bring_forward(app: App) -> None:
    """Every digest falls due now."""
    with app.store.writing() as session:
        for order in session.subscriptions.of_channel(app.console_channel.id):
            if order.due_at is not None:
                session.subscriptions.told(
                    order.id,
                    mark=order.mark,
                    until=order.told_until or datetime.now(UTC) - timedelta(days=7),
                    due_at=datetime.now(UTC),
                )


@pytest.mark.parametrize(
    ("app", "scenario"), [(path, path) for path in SCENARIOS], indirect=["app"], ids=[path.stem for path in SCENARIOS]
)
def test_scenario(app: App, scenario: Path, newsroom: NewsroomServer, site: ScenarioSite) -> None:
    player, answer, place = Player(app), "", 0
    for number, written in enumerate(scenario.read_text("utf-8").splitlines(), start=1):
        where, line = f"{scenario.name}:{number}", written.replace("{newsroom}", newsroom.base)
        line = line.replace("{site}", site.base)
        if line.startswith((">", "=", "?")):
            answer, place = player.play(line), 0
        elif line.startswith("!"):
            assert line[1:].strip() not in answer, f"{where} must not stand in:\n{answer}"
        elif line.strip() and not line.startswith("#"):
            found = answer.find(line.strip(), place)
            assert found >= 0, f"{where} does not stand in (after what came before):\n{answer}"
            place = found + len(line.strip())
