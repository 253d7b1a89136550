"""The scenarios, on the console."""

from pathlib import Path

import pytest

from bot.app import App
from bot.chat.console.conversation import Conversation
from bot.demo.server import NewsroomServer
from bot.digests.write import plain
from tests.scenarios.play import SCENARIOS, play, work
from tests.scenarios.site import ScenarioSite


class ConsolePlayer:
    """Somebody at the console; what the worker posts stands in the transcript."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._talk = Conversation(app.respond, app.carry_out)

    def play(self, line: str) -> str:
        """See the protocol."""
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
        work(self._app, act)
        return "\n".join(plain(post.message) for post in self._app.transcript.read(seen))


@pytest.mark.parametrize(
    ("app", "scenario"), [(path, path) for path in SCENARIOS], indirect=["app"], ids=[path.stem for path in SCENARIOS]
)
def test_scenario(app: App, scenario: Path, newsroom: NewsroomServer, site: ScenarioSite) -> None:
    play(
        ConsolePlayer(app),
        scenario,
        {"newsroom": newsroom.base, "site": site.base, "me": "the operator", "channel": "console"},
    )
