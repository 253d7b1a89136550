"""Scenarios: conversations that every platform must hold.

A scenario is a text file: `# newsroom` or `# empty` says what the archive holds.

- `> words` is what a person says; `? field = value` fills in a field of the form in the answer before, `? submit`
  submits it, `? cancel` leaves it.
- `= poll`, `= publish`, `= deliver` is done by the worker, and what it posts is the answer; `= news TITLE` is an
  article that comes now.
- `{newsroom}` in a line is the address where the sample newsroom's feeds are served; `{site}` that of a site with
  pages and lists; `{me}` is what the person who asks is called, `{channel}` the name by which a channel can be typed.
- The lines under it must stand in the answer, in their order; a line with `!` must not.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from bot.app import App
from bot.demo.server import NewsroomServer
from bot.settings import Settings, load_settings
from tests.scenarios.news import report

HERE = Path(__file__).parent
SCENARIOS = sorted(HERE.glob("*.txt"))


class Player(Protocol):
    """Plays the lines of a scenario on one platform; each gives the text of its answer."""

    def play(self, line: str) -> str:
        """What is answered to a line that begins with `>`, `?` or `=`."""
        ...


def settings(folder: Path, newsroom: NewsroomServer, *others: str, **more: Any) -> Settings:
    """Settings for a scenario: it may visit the newsroom, and the others."""
    host, port = newsroom.address
    return load_settings(data=folder, fetch={"allow": (f"{host}:{port}", *others)}, **more)


def play(
    player: Player, scenario: Path, places: Mapping[str, str], *, alike: Callable[[str], str] = lambda text: text
) -> None:
    """Play a scenario to its end. `places` are what stands for the names in braces; `alike` makes the same of what a
    platform shows in another way."""
    answer, place = "", 0
    for number, written in enumerate(scenario.read_text("utf-8").splitlines(), start=1):
        where, line = f"{scenario.name}:{number}", written
        for name, base in places.items():
            line = line.replace(f"{{{name}}}", base)
        if line.startswith((">", "=", "?")):
            answer, place = alike(player.play(line)), 0
        elif line.startswith("!"):
            assert alike(line[1:].strip()) not in answer, f"{where} must not stand in:\n{answer}"
        elif line.strip() and not line.startswith("#"):
            found = answer.find(alike(line.strip()), place)
            assert found >= 0, f"{where} does not stand in (after what came before):\n{answer}"
            place = found + len(line.strip())


def work(app: App, act: str) -> None:
    """What the worker does."""
    match act:
        case "poll":
            _bring_forward_feeds(app)
            app.poll()
        case "publish":
            _bring_forward(app)
            app.publish()
        case "deliver":
            app.deliver()
        case _ if act.startswith("news "):
            report(app, act.removeprefix("news "))
        case _:
            raise AssertionError(f"the worker does not know “{act}”")


def _bring_forward_feeds(app: App) -> None:
    """Every feed falls due now."""
    with app.store.writing() as session:
        for feed in session.feeds.all():
            session.feeds.save(replace(feed, due_at=datetime.now(UTC)))


def _bring_forward(app: App) -> None:
    """Every digest falls due now."""
    with app.store.writing() as session:
        channels = [one for house in session.channels.workspaces() for one in session.channels.of_workspace(house.id)]
        for order in (order for channel in channels for order in session.subscriptions.of_channel(channel.id)):
            if order.due_at is not None:
                session.subscriptions.told(
                    order.id,
                    mark=order.mark,
                    until=order.told_until or datetime.now(UTC) - timedelta(days=7),
                    due_at=datetime.now(UTC),
                )
