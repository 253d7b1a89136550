"""What every chat platform's poster promises. A platform joins by adding itself to RIGS."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.slack_faults import Faults
from bench.slack_server import standing_in
from bench.slack_stand_in import TEAM, TOKEN, Place, StandIn
from bot.chat.console.post import ConsolePoster
from bot.chat.console.transcript import Transcript
from bot.chat.slack.post import SlackPoster
from bot.model.channel import Channel
from bot.model.delivery import OutcomeKind
from bot.model.message import Header, Message, Paragraph, Span
from bot.ports.poster import Poster

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
    url = closing.enter_context(standing_in(stand_in, Faults(random.Random(1)), patience=5))
    poster = SlackPoster(
        token_of=lambda _workspace: TOKEN,
        salt=lambda: "salt",
        api_url=url,
        timeout=5,
        base_url="",
        now=lambda: datetime.now(UTC),
    )
    return Rig(poster=poster, here=channel(1), there=channel(2), before=datetime.now(UTC) - timedelta(minutes=1))


RIGS: dict[str, Callable[[Path, ExitStack], Rig]] = {"console": console, "slack": slack}


@pytest.fixture(params=RIGS)
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    with ExitStack() as closing:
        yield RIGS[request.param](tmp_path, closing)


def test_a_posted_message_has_an_id_of_its_own(rig: Rig) -> None:
    first, second = rig.post("digest:1:0"), rig.post("digest:2:0")
    assert first
    assert second
    assert first != second


def test_a_posted_message_is_found_by_its_key(rig: Rig) -> None:
    rig.post("digest:1:0")
    posted = rig.post("digest:11:0")
    assert rig.find("digest:11:0") == posted


def test_a_reply_is_found_as_well(rig: Rig) -> None:
    parent = rig.post("digest:1:0")
    reply = rig.post("digest:1:1", reply_to=parent)
    assert reply != parent
    assert rig.find("digest:1:1", reply_to=parent) == reply


def test_what_was_not_posted_is_not_found(rig: Rig) -> None:
    rig.post("digest:1:0")
    assert rig.find("digest:2:0") is None


def test_another_channel_s_message_is_not_found(rig: Rig) -> None:
    rig.post("digest:1:0")
    assert rig.poster.find(rig.there, delivery_key="digest:1:0", since=rig.before) is None


def test_an_older_message_is_not_found(rig: Rig) -> None:
    rig.post("digest:1:0")
    assert rig.poster.find(rig.here, delivery_key="digest:1:0", since=rig.before + timedelta(days=1)) is None


def test_an_edited_message_keeps_its_id_and_is_found_by_its_key(rig: Rig) -> None:
    posted = rig.post("alert:1:1")
    assert rig.edit(posted) == (OutcomeKind.SENT, posted)
    assert rig.find("alert:1:1") == posted


def test_an_edit_done_twice_changes_nothing_more(rig: Rig) -> None:
    posted, other = rig.post("alert:1:1"), rig.post("alert:1:2")
    assert rig.edit(posted) == rig.edit(posted) == (OutcomeKind.SENT, posted)
    assert rig.edit(posted, MESSAGE) == (OutcomeKind.SENT, posted)
    assert (rig.find("alert:1:1"), rig.find("alert:1:2")) == (posted, other)


def test_a_reply_can_be_edited_as_well(rig: Rig) -> None:
    reply = rig.post("digest:1:1", reply_to=rig.post("digest:1:0"))
    assert rig.edit(reply) == (OutcomeKind.SENT, reply)


def test_what_is_not_there_or_not_here_cannot_be_edited(rig: Rig) -> None:
    posted = rig.post("alert:1:1")
    assert rig.edit("no such id")[0] is OutcomeKind.REFUSED
    elsewhere = rig.poster.edit(rig.there, GROWN, platform_id=posted)
    assert elsewhere.kind is OutcomeKind.REFUSED
