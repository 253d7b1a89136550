"""What every chat platform's poster promises. A platform joins by adding itself to RIGS."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.slack_faults import slack_faults
from bench.slack_server import standing_in
from bench.slack_stand_in import TEAM, TOKEN, Place, StandIn
from bot.chat.console.post import ConsolePoster
from bot.chat.console.transcript import Transcript
from bot.chat.slack.post import SlackPoster
from bot.errors import PresswatchError
from bot.model.channel import Channel
from bot.model.delivery import OutcomeKind
from bot.model.message import Header, Message, Paragraph, Span
from bot.ports.poster import Poster
from tests.chat.teams.flows import flow_rig
from tests.chat.teams.stage import HERE, THERE, teams_rig

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
MESSAGE = Message(fallback="A digest", blocks=(Header("A digest"), Paragraph((Span("Nothing to report."),))))
GROWN = Message(fallback="A digest", blocks=(Header("A digest"), Paragraph((Span("Something, after all."),))))


@dataclass(frozen=True, kw_only=True)
class Rig:
    """A poster with two channels it may post in, and the time just before the test."""

    poster: Poster
    here: Channel
    there: Channel
    before: datetime

    def post(self, key: str, *, reply_to: str = "") -> str:
        """Post in `here` and return the platform's id."""
        outcome = self.poster.post(self.here, MESSAGE, delivery_key=key, reply_to=reply_to)
        assert outcome.kind is OutcomeKind.SENT
        return outcome.platform_id

    def edit(self, platform_id: str, message: Message = GROWN) -> tuple[OutcomeKind, str]:
        """Edit in `here`; what came of it and the platform's id."""
        outcome = self.poster.edit(self.here, message, platform_id=platform_id)
        return outcome.kind, outcome.platform_id

    def find(self, key: str, *, reply_to: str = "") -> str | None:
        return self.poster.find(self.here, delivery_key=key, since=self.before, reply_to=reply_to)


def console(folder: Path, _closing: ExitStack) -> Rig:
    def channel(number: int) -> Channel:
        return Channel(id=number, workspace_id=1, platform="console", key=f"desk-{number}", name=f"desk-{number}")

    poster = ConsolePoster(Transcript(folder / "transcript.jsonl"), lambda: NOW)
    return Rig(poster=poster, here=channel(1), there=channel(2), before=NOW - timedelta(minutes=1))


def slack(_folder: Path, closing: ExitStack) -> Rig:
    def channel(number: int) -> Channel:
        key = f"C{number}"
        return Channel(id=number, workspace_id=1, platform="slack", key=key, name=key.lower(), workspace_key=TEAM)

    stand_in = StandIn(places={"C1": Place(), "C2": Place()}, pace=0)
    url = closing.enter_context(standing_in(stand_in, slack_faults(random.Random(1)), patience=5))
    poster = SlackPoster(
        token_of=lambda _workspace: TOKEN,
        salt=lambda: "salt",
        api_url=url,
        timeout=5,
        base_url="",
        now=lambda: datetime.now(UTC),
    )
    return Rig(poster=poster, here=channel(1), there=channel(2), before=datetime.now(UTC) - timedelta(minutes=1))


def teams(_folder: Path, closing: ExitStack) -> Rig:
    rig = closing.enter_context(teams_rig())
    return Rig(poster=rig.poster, here=rig.channel(HERE), there=rig.channel(THERE), before=datetime.now(UTC))


def workflows(_folder: Path, closing: ExitStack) -> Rig:
    def channel(name: str) -> Channel:
        return Channel(id=1, workspace_id=1, platform="workflows", key=name, name=name, workspace_key="workflows")

    rig = closing.enter_context(flow_rig("here", "there"))
    return Rig(poster=rig.poster, here=channel("here"), there=channel("there"), before=datetime.now(UTC))


RIGS: dict[str, Callable[[Path, ExitStack], Rig]] = {
    "console": console,
    "slack": slack,
    "teams": teams,
    "workflows": workflows,
}


NAMING = ("console", "slack", "teams")  # they say under which id a message stands
TELLING = ("console", "slack")  # and what arrived


def made(request: pytest.FixtureRequest, folder: Path) -> Iterator[Rig]:
    with ExitStack() as closing:
        yield RIGS[request.param](folder, closing)


@pytest.fixture(params=NAMING)
def naming(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    yield from made(request, tmp_path)


@pytest.fixture(params=TELLING)
def telling(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    yield from made(request, tmp_path)


@pytest.fixture(params=sorted(RIGS.keys() - set(TELLING)))
def silent(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    yield from made(request, tmp_path)


@pytest.fixture(params=sorted(RIGS.keys() - set(NAMING)))
def nameless(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    yield from made(request, tmp_path)


def test_who_says_what_arrived_says_that_it_does(telling: Rig) -> None:
    assert telling.poster.tells


def test_who_never_says_it_says_so_of_what_is_there_and_of_what_is_not(silent: Rig) -> None:
    assert not silent.poster.tells
    silent.post("digest:1:0")
    for key in ("digest:1:0", "digest:2:0"):
        with pytest.raises(PresswatchError):
            silent.find(key)


def test_without_ids_all_is_taken_and_nothing_is_edited(nameless: Rig) -> None:
    assert nameless.post("digest:1:0") == nameless.post("digest:1:1", reply_to="") == ""
    assert nameless.edit("")[0] is OutcomeKind.REFUSED


def test_a_posted_message_has_an_id_of_its_own(naming: Rig) -> None:
    first, second = naming.post("digest:1:0"), naming.post("digest:2:0")
    assert first
    assert second
    assert first != second


def test_a_posted_message_is_found_by_its_key(telling: Rig) -> None:
    telling.post("digest:1:0")
    posted = telling.post("digest:11:0")
    assert telling.find("digest:11:0") == posted


def test_a_reply_is_found_as_well(telling: Rig) -> None:
    parent = telling.post("digest:1:0")
    reply = telling.post("digest:1:1", reply_to=parent)
    assert reply != parent
    assert telling.find("digest:1:1", reply_to=parent) == reply


def test_what_was_not_posted_is_not_found(telling: Rig) -> None:
    telling.post("digest:1:0")
    assert telling.find("digest:2:0") is None


def test_another_channel_s_message_is_not_found(telling: Rig) -> None:
    telling.post("digest:1:0")
    assert telling.poster.find(telling.there, delivery_key="digest:1:0", since=telling.before) is None


def test_an_older_message_is_not_found(telling: Rig) -> None:
    telling.post("digest:1:0")
    assert (
        telling.poster.find(telling.here, delivery_key="digest:1:0", since=telling.before + timedelta(days=1)) is None
    )


def test_an_edited_message_keeps_its_id_and_is_found_by_its_key(telling: Rig) -> None:
    posted = telling.post("alert:1:1")
    assert telling.edit(posted) == (OutcomeKind.SENT, posted)
    assert telling.find("alert:1:1") == posted


def test_an_edit_done_twice_changes_nothing_more(naming: Rig) -> None:
    posted, other = naming.post("alert:1:1"), naming.post("alert:1:2")
    assert naming.edit(posted) == naming.edit(posted) == (OutcomeKind.SENT, posted)
    assert naming.edit(posted, MESSAGE) == (OutcomeKind.SENT, posted)
    if naming.poster.tells:
        assert (naming.find("alert:1:1"), naming.find("alert:1:2")) == (posted, other)


def test_a_reply_can_be_edited_as_well(naming: Rig) -> None:
    reply = naming.post("digest:1:1", reply_to=naming.post("digest:1:0"))
    assert naming.edit(reply) == (OutcomeKind.SENT, reply)


def test_what_is_not_there_or_not_here_cannot_be_edited(naming: Rig) -> None:
    posted = naming.post("alert:1:1")
    assert naming.edit("no such id")[0] is OutcomeKind.REFUSED
    elsewhere = naming.poster.edit(naming.there, GROWN, platform_id=posted)
    assert elsewhere.kind is OutcomeKind.REFUSED
