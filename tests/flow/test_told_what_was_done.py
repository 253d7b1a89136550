"""Told what was done: each press that changes something is answered with what it did, to what, and the way back.

A button on Teams can be copied below a label that lies: whoever presses it must see at once what came of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digests.write import plain
from bot.flow.answer.table import ACTS, WRITES
from bot.model.command import (
    AddFeed,
    Alerts,
    Command,
    DeleteTopic,
    Examine,
    ExportFeeds,
    FillForm,
    ImportFeeds,
    Mute,
    NewTopic,
    Pause,
    PlaceWords,
    Placing,
    RemoveFeed,
    Resume,
    SaveTopic,
    SetThreshold,
    ShowDigest,
    Subscribe,
    Takedown,
    Unlearn,
    Unmute,
    Unsubscribe,
    Vote,
)
from bot.model.learned import LearnedKind
from bot.model.mute import MuteKind
from bot.model.subscription import Cadence
from tests.flow.asker import ask, buttons
from tests.flow.press import FACES, Office, item, office, url_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What a button says, what its answer must name, and what leads back."""

    command: Command
    names: str
    back: str
    before: tuple[Command, ...] = ()


USEFUL = Vote(story=1, useful=True, by_id=True)
GAZETTE = Mute(kind=MuteKind.SOURCE, value="Gazette")
PRESSES = (
    Press(command=USEFUL, names="Museum counts faces is useful", back="unvote story 1"),
    Press(
        command=Vote(story=1, useful=None, by_id=True),
        names="Museum counts faces is taken back",
        back="useful story 1",
        before=(USEFUL,),
    ),
    Press(command=GAZETTE, names="Source Gazette is muted here", back="unmute source Gazette"),
    Press(
        command=Unmute(kind=MuteKind.SOURCE, value="Gazette"),
        names="Gazette is muted here no more",
        back="mute source Gazette",
        before=(GAZETTE,),
    ),
    Press(command=Pause(topic="faces"), names="Faces is paused here", back="resume faces"),
    Press(
        command=Resume(topic="faces"), names="Faces goes on here", back="pause faces", before=(Pause(topic="faces"),)
    ),
    Press(command=Unsubscribe("faces"), names="Faces comes here no more", back="subscribe faces"),
    Press(command=Subscribe(topic="faces"), names="Faces now comes to console", back="unsubscribe faces"),
    Press(
        command=Subscribe(topic="faces", cadence=Cadence.DAILY),
        names="Faces now comes to console daily",
        back="subscribe faces weekly on Monday at 09:00 in UTC",
    ),
    Press(
        command=Subscribe(topic="faces"),
        names="Faces is paused no more",
        back="pause faces",
        before=(Pause(topic="faces"),),
    ),
    Press(
        command=Unlearn(kind=LearnedKind.SOURCE, value="Gazette", again=False),
        names="Gazette does not count any more",
        back="relearn source Gazette",
        before=(USEFUL,),
    ),
    Press(command=Alerts(ceiling=0), names="No alert interrupts console", back="alerts change"),
    Press(command=SaveTopic(topic="harbour", query="ferry"), names="Harbour is saved", back="topic delete harbour yes"),
    Press(
        command=PlaceWords(topic="harbour", placing=Placing.EXCLUDE, words="tug"),
        names="Harbour is saved",
        back="topic clear harbour tug",
        before=(SaveTopic(topic="harbour", query="ferry"),),
    ),
    Press(
        command=SetThreshold("harbour", "60%"),
        names="Harbour is saved",
        back="topic threshold harbour none",
        before=(SaveTopic(topic="harbour", query="ferry"),),
    ),
    Press(
        command=DeleteTopic(topic="harbour", sure=True),
        names="Harbour is deleted",
        back="topic save harbour ferry",
        before=(SaveTopic(topic="harbour", query="ferry"),),
    ),
    Press(command=RemoveFeed(url_of("gazette")), names="Gazette", back=f"feeds add {url_of('gazette')}"),
)
# Why the others need no way back in their answer:
OTHERS = {
    AddFeed: "its address is named, with Undo: tests/flow/test_feeds_change.py; only editors",
    ExportFeeds: "changes nothing",
    Examine: "changes nothing",
    FillForm: "is shown first, for whoever presses alone",
    ImportFeeds: "all feeds are counted, and each can be removed; only editors",
    NewTopic: "opens a form, or tries a query",
    ShowDigest: "posts what was subscribed to, and says which issue",
    Takedown: "cannot be taken back, so a yes that all see is asked for once more: bot/chat/teams/listen/presses.py",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """A channel that gets a topic, which has a story."""
    with office(tmp_path, gazette=[item(1, "Museum counts faces", ago=timedelta(hours=1))]) as opened:
        opened.set_up(FACES)
        opened.poll()
        opened.subscribe("faces", Cadence.WEEKLY)
        yield opened


def test_nothing_that_changes_anything_is_left_out() -> None:
    assert {*WRITES, *ACTS} == {*(type(one.command) for one in PRESSES), *OTHERS}


@pytest.mark.parametrize("pressed", PRESSES, ids=lambda one: f"{type(one.command).__name__}")
def test_a_press_names_what_it_did_and_the_way_back(desk: Office, pressed: Press) -> None:
    for command in pressed.before:
        ask(desk, command)
    answer = ask(desk, pressed.command)
    assert pressed.names in plain(answer)
    assert pressed.back in [one.command for one in buttons(answer)]
