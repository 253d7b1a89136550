"""A topic that names what the lists of entities have lost: it finds nothing, says so, and keeps nothing waiting."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import CommandError
from bot.flow.set_up import set_up
from bot.model.command import (
    Covered,
    EditTopic,
    FillForm,
    ListTopics,
    PlaceWords,
    Placing,
    SaveTopic,
    SetThreshold,
    ShowDigest,
    ShowTopic,
    Since,
)
from bot.model.form import Form
from bot.model.subscription import Cadence
from bot.model.topic import TopicSpec
from tests.flow.asker import ask, reply, told
from tests.flow.issues import cut, titles
from tests.flow.press import FACES, NOW, Office, item, office

LOST = TopicSpec(name="lost", title="Lost", description="", query="company:nobody-there OR schools")
KEPT = TopicSpec(name="lost", title="Lost", description="", query="schools")
TITLE = "Aldport bans facial recognition in its schools"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """An office that is subscribed to a topic that could once be read, and to another."""
    with office(tmp_path, gazette=[item(1, TITLE)]) as opened:
        opened.set_up(FACES, LOST)
        opened.poll()
        opened.subscribe("faces", Cadence.DAILY)
        opened.subscribe("lost", Cadence.DAILY)
        yield opened


def test_it_is_named_wherever_topics_are_shown(desk: Office) -> None:
    assert "`lost` – Lost · daily at 09:00 (UTC) · cannot be read, so it finds nothing" in told(desk, ListTopics())
    shown = told(desk, ShowTopic("lost"))
    assert "Finds: nothing until its query is mended: We know no company “nobody-there”." in shown
    assert LOST.query in shown
    assert "[Edit]" in shown


def test_it_keeps_nothing_else_from_being_read(desk: Office) -> None:
    assert "Faces" in told(desk, Covered("https://site.example/story/1"))
    assert "Faces" in told(desk, Since("yesterday"))
    desk.poll(after=timedelta(hours=1))


def test_it_can_be_mended_by_words_and_by_the_form(desk: Office) -> None:
    assert "1 story" in told(desk, EditTopic(topic="lost", query="schools"))
    form = reply(desk, FillForm(form="topic", subject="lost", values={"query": "schools"}))
    assert isinstance(form, Form)
    assert not form.faulty
    told(desk, SaveTopic(topic="lost", query="schools"))
    assert "cannot be read" not in told(desk, ListTopics())


@pytest.mark.parametrize(
    "command",
    [PlaceWords(topic="lost", placing=placing, words="drones") for placing in Placing] + [SetThreshold("lost", "50%")],
    ids=str,
)
def test_what_stands_beside_it_waits_for_its_query(desk: Office, command: PlaceWords | SetThreshold) -> None:
    with pytest.raises(CommandError, match=r"^Lost cannot be read: We know no company “nobody-there”") as caught:
        ask(desk, command)
    assert (caught.value.cure, caught.value.meant) == ("`topic edit lost` mends it.", "topic edit lost")


def test_its_digests_wait_and_are_caught_up(desk: Office) -> None:
    assert [titles(issue) for issue in cut(desk)] == [[TITLE]]
    with pytest.raises(CommandError, match=r"^Lost cannot be read: We know no company “nobody-there”"):
        ask(desk, ShowDigest("lost"))
    set_up(desk.store, feeds=desk.press.specs(), topics=[FACES, KEPT], interval=timedelta(hours=1), now=NOW)
    desk.poll(after=timedelta(hours=1))
    assert [(issue.topic_name, titles(issue)) for issue in cut(desk)] == [("lost", [TITLE])]
