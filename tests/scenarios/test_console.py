"""Scenarios: conversations that every platform must hold, here on the console.

A scenario is a text file: `# newsroom` or `# empty` says what the archive holds; a line with `>` is what a person says;
the lines under it must stand in the answer, in their order; a line with `!` must not; a line with `=` is done by the
worker (`= publish`, `= deliver`), and what it posts is the answer.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.configuration import read_configuration
from bot.demo.newsroom import load_newsroom
from bot.demo.server import NewsroomServer
from bot.digests.write import plain
from bot.settings import ROOT, load_settings

HERE = Path(__file__).parent
SCENARIOS = sorted(HERE.glob("*.txt"))


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample newsroom polled into it."""
    folder = tmp_path_factory.mktemp("archive")
    with NewsroomServer(load_newsroom(ROOT / "config" / "newsroom"), datetime.now(UTC)) as server:
        host, port = server.address
        settings = load_settings(data=folder, fetch={"allow": (f"{host}:{port}",)})
        with open_app(settings) as app:
            app.set_up(feeds=server.feeds)
            app.poll()
    return folder


@pytest.fixture
def app(request: pytest.FixtureRequest, tmp_path: Path, archive: Path) -> Iterator[App]:
    """An application on a copy of the archive, or on an empty one."""
    scenario: Path = request.param
    if scenario.read_text("utf-8").startswith("# newsroom"):
        for file in archive.iterdir():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with open_app(load_settings(data=tmp_path)) as opened:
        if scenario.read_text("utf-8").startswith("# empty"):
            opened.set_up(feeds=(), topics=read_configuration(ROOT / "config").topics)
        yield opened


def say(app: App, line: str) -> str:
    """What is answered, or posted, to one line of a scenario."""
    if line.startswith(">"):
        return plain(app.respond(line[1:].strip()))
    seen = app.transcript.last()
    match line[1:].strip():
        case "publish":
            bring_forward(app)
            app.publish()
        case "deliver":
            app.deliver()
    return "\n".join(plain(post.message) for post in app.transcript.read(seen))


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
def test_scenario(app: App, scenario: Path) -> None:
    answer, place = "", 0
    for number, line in enumerate(scenario.read_text("utf-8").splitlines(), start=1):
        where = f"{scenario.name}:{number}"
        if line.startswith((">", "=")):
            answer, place = say(app, line), 0
        elif line.startswith("!"):
            assert line[1:].strip() not in answer, f"{where} must not stand in:\n{answer}"
        elif line.strip() and not line.startswith("#"):
            found = answer.find(line.strip(), place)
            assert found >= 0, f"{where} does not stand in (after what came before):\n{answer}"
            place = found + len(line.strip())
