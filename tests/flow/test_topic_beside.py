"""What a team has beside a topic's query: words that count, too, or keep a story out, and the threshold."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digests.write import plain
from bot.errors import CommandError, NotAllowed, QueryError
from bot.flow.answer.noting import written
from bot.flow.answer.topic_threshold import percent, share_of
from bot.flow.set_up import set_up
from bot.model.command import (
    EditTopic,
    FillForm,
    ListChanges,
    PlaceWords,
    Placing,
    SaveTopic,
    SetThreshold,
    ShowTopic,
    Subscribe,
)
from bot.model.form import Form
from bot.model.person import Person
from bot.model.topic import Topic, TopicSpec
from bot.stories.query import LIMIT
from tests.flow.asker import ask, buttons, reply, told
from tests.flow.press import FACES, Office, item, office

LONG = replace(FACES, query=" OR ".join(["faces", *(f'"nobody says word {n}"' for n in range(400))]), threshold=0.6)
FILLER = "The works took two years and cost more than planned. " * 12
ITEMS = (
    item(1, "Museum counts faces"),
    item(2, "Ferry line buys cameras"),
    item(3, "Phone review: faces at dusk"),
    item(4, "Bridge reopens", text=f"{FILLER}Nobody counts faces there."),
)
STRANGER = Person(key="U-else", name="Else")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """An office whose topic has a query that no form's field could hold."""
    with office(tmp_path, gazette=list(ITEMS)) as opened:
        opened.set_up(LONG)
        opened.poll()
        yield opened


def place(desk: Office, placing: Placing, words: str) -> str:
    return told(desk, PlaceWords(topic="faces", placing=placing, words=words))


def topic(desk: Office) -> Topic:
    """The topic as this workspace has it."""
    workspace_id = desk.channel("console").workspace_id
    with desk.store.reading() as session:
        (found,) = session.topics.offered(workspace_id)
        return found


def matched(desk: Office) -> set[str]:
    now = topic(desk)
    with desk.store.reading() as session:
        found = session.stories.matches_ever(range(1, session.stories.next_id()))
        ids = [one.story_id for one in found if (one.topic_id, one.topic_version) == (now.id, now.version)]
        return {story.title for story in session.stories.get(ids).values()}


def undo(desk: Office, command: PlaceWords | SetThreshold) -> str:
    """The words of the Undo of a command."""
    return next(one.command for one in buttons(ask(desk, command)) if one.label == "Undo")


def form(desk: Office, **values: str) -> Form:
    found = reply(desk, FillForm(form="topic", subject="faces", values=values))
    assert isinstance(found, Form)
    return found


def test_words_count_and_keep_out_beside_a_query_of_any_length(desk: Office) -> None:
    assert "Adds 1 story" in place(desk, Placing.INCLUDE, "ferry")
    assert matched(desk) == {"Museum counts faces", "Ferry line buys cameras", "Phone review: faces at dusk"}
    answer = place(desk, Placing.EXCLUDE, '"phone review"')
    assert answer.index("Lost") < answer.index("Phone review: faces at dusk")
    assert matched(desk) == {"Museum counts faces", "Ferry line buys cameras"}
    shown = told(desk, ShowTopic("faces"))
    assert "Also counts: ferry" in shown.replace("`", "")
    assert 'Never counts: "phone review"' in shown.replace("`", "")
    place(desk, Placing.CLEAR, 'ferry OR "phone review"')
    assert matched(desk) == {"Museum counts faces", "Phone review: faces at dusk"}


def test_words_stand_in_one_place(desk: Office) -> None:
    place(desk, Placing.INCLUDE, "ferry")
    place(desk, Placing.EXCLUDE, "ferry")
    assert "Also counts" not in told(desk, ShowTopic("faces"))
    place(desk, Placing.INCLUDE, "ferry")
    assert "Never counts" not in told(desk, ShowTopic("faces"))
    assert "Ferry line buys cameras" in matched(desk)


def test_each_change_says_how_to_take_it_back_in_few_words(desk: Office) -> None:
    assert undo(desk, PlaceWords(topic="faces", placing=Placing.INCLUDE, words="ferry")) == "topic delete faces yes"
    assert undo(desk, PlaceWords(topic="faces", placing=Placing.INCLUDE, words="tug")) == "topic clear faces tug"
    assert undo(desk, PlaceWords(topic="faces", placing=Placing.EXCLUDE, words="tug")) == "topic include faces tug"
    assert undo(desk, PlaceWords(topic="faces", placing=Placing.CLEAR, words="tug")) == "topic exclude faces tug"
    assert undo(desk, SetThreshold("faces", "25%")) == "topic threshold faces 60%"
    assert undo(desk, SetThreshold("faces", "none")) == "topic threshold faces 25%"
    assert undo(desk, SetThreshold("faces", "0.6")) == "topic threshold faces none"


def test_what_changes_nothing_is_said_and_saves_nothing(desk: Office) -> None:
    place(desk, Placing.INCLUDE, "ferry OR tug")
    version = topic(desk).version
    assert "counts already" in place(desk, Placing.INCLUDE, "tug")
    assert "counts already" in place(desk, Placing.INCLUDE, "faces")
    assert "threshold already" in told(desk, SetThreshold("faces", "60"))
    for words in ("barge", "faces"):  # the installation's own words are not for this workspace to clear
        with pytest.raises(CommandError, match="were not added to Faces"):
            place(desk, Placing.CLEAR, words)
    assert topic(desk).version == version


@pytest.mark.parametrize("words", ["-ferry", "ferry OR -tug"])
def test_words_stand_without_a_minus(desk: Office, words: str) -> None:
    with pytest.raises(CommandError, match="without a minus"):
        place(desk, Placing.INCLUDE, words)


def test_words_that_cannot_be_read_say_where(desk: Office) -> None:
    with pytest.raises(QueryError):
        place(desk, Placing.EXCLUDE, "(ferry")


def test_the_threshold_moves_what_is_just_below_it(desk: Office) -> None:
    assert "Bridge reopens" not in matched(desk)
    answer = told(desk, SetThreshold("faces", "none"))
    assert "Adds 1 story" in answer
    assert answer.index("Added") < answer.index("Bridge reopens")
    assert "Bridge reopens" in matched(desk)
    assert "Loses 1 story" in told(desk, SetThreshold("faces", "60%"))
    assert "Threshold: 60%" in told(desk, ShowTopic("faces"))


@pytest.mark.parametrize("share", ["101%", "much", "-5", "1e3", "٦٠%", "5.", "2.5", "1000"])
def test_a_threshold_is_a_percentage(desk: Office, share: str) -> None:
    with pytest.raises(CommandError, match="is no percentage"):
        told(desk, SetThreshold("faces", share))


@pytest.mark.parametrize("share", ["60", ".333", "60.5%", "0.5 %", "12.34%", ".0001", "100%", "none"])
def test_a_threshold_can_be_said_as_it_is_shown(share: str) -> None:
    assert share_of(percent(share_of(share))) == share_of(share)


def test_a_broken_percentage_stands_in_the_form_and_in_the_way_back(desk: Office) -> None:
    told(desk, SetThreshold("faces", ".333"))
    assert (form(desk).values["threshold"], form(desk).faulty) == ("33.3%", False)
    back = undo(desk, SetThreshold("faces", "none"))
    assert back == "topic threshold faces 33.3%"
    told(desk, SetThreshold("faces", back.rpartition(" ")[2]))
    assert topic(desk).threshold == 0.333


def test_a_topic_of_the_workspace_s_own_takes_words_like_any_other(desk: Office) -> None:
    told(desk, SaveTopic(topic="boats", query="ferry -tug"))
    told(desk, PlaceWords(topic="boats", placing=Placing.INCLUDE, words="barge"))
    told(desk, PlaceWords(topic="boats", placing=Placing.EXCLUDE, words="gull"))
    with desk.store.reading() as session:
        assert [one.query for one in session.topics.all() if one.name == "boats"] == ["(ferry OR barge) -(tug OR gull)"]


def test_whoever_may_not_change_a_topic_may_not_change_what_stands_beside_it(desk: Office) -> None:
    told(desk, Subscribe(topic="faces"))
    for command in (PlaceWords(topic="faces", placing=Placing.INCLUDE, words="x"), SetThreshold("faces", "10%")):
        with pytest.raises(NotAllowed):
            ask(desk, command, person=STRANGER)
    assert topic(desk).workspace_id is None


def test_each_change_leaves_a_line(desk: Office) -> None:
    place(desk, Placing.INCLUDE, "ferry")
    told(desk, SetThreshold("faces", "25%"))
    lines = told(desk, ListChanges()).replace("`", "")
    assert lines.index("topic threshold faces 25%") < lines.index("topic include faces ferry")


def test_a_form_asks_for_what_stands_beside_the_query_and_shows_what_that_changes(desk: Office) -> None:
    place(desk, Placing.INCLUDE, "ferry")
    first = reply(desk, EditTopic(topic="faces"))
    assert isinstance(first, Form)
    assert first.values == {"query": LONG.query, "include": "ferry", "exclude": "", "threshold": "60%"}
    changed = form(desk, include="", exclude="museum", threshold="60")
    assert "Loses 2 stories" in plain(changed)
    assert changed.shows != first.shows
    (looser,) = (one for one in form(desk).suggestions if set(one.values) == {"threshold"})
    assert looser.gist.endswith("instead of 60%: 1 more story over 90 days, “Bridge reopens”.")
    saved = reply(desk, FillForm(form="topic", subject="faces", values={"include": "", "exclude": "museum"}, done=True))
    assert "is saved as version 2" in plain(saved)
    assert matched(desk) == {"Phone review: faces at dusk"}
    assert "topic edit faces: exclude museum" in told(desk, ListChanges()).replace("`", "")


def test_the_line_of_a_form_tells_what_stands_beside_a_long_query(desk: Office) -> None:
    values = {"query": LONG.query, "include": "ferry", "threshold": "50%"}
    command = FillForm(form="topic", subject="faces", values=values, done=True)
    assert written(command).startswith("topic edit faces: include ferry; threshold 50%; query faces OR")
    assert written(replace(command, values={"query": "ferry -tug", "include": ""})) == "topic save faces ferry -tug"
    assert written(replace(command, values={"include": ""})) == "topic edit faces"


def test_a_form_shows_what_a_threshold_alone_would_change(desk: Office) -> None:
    assert "Adds 1 story over 90 days, against the saved query" in plain(form(desk, threshold=""))
    assert "against the saved query" not in plain(form(desk, threshold="60"))


def test_a_form_names_what_is_wrong_in_its_field(desk: Office) -> None:
    wrong = form(desk, include="-ferry", exclude="(museum", threshold="600")
    assert {field.name for field in wrong.fields if field.error} == {"include", "exclude", "threshold"}
    assert not wrong.preview
    long = form(desk, include="x" * (LIMIT - len(LONG.query) // 2))  # too long only beside the query
    assert [field.name for field in long.fields if "characters" in field.error] == ["include"]
    assert "`topic include faces WORDS`" in next(field.elsewhere for field in long.fields if field.name == "include")


def resume(desk: Office, spec: TopicSpec) -> None:
    """The worker starts on another file."""
    set_up(desk.store, feeds=desk.press.specs(), topics=[spec], interval=timedelta(minutes=30), now=desk.press.now)


def test_what_stands_beside_a_file_goes_on_with_the_file(desk: Office) -> None:
    place(desk, Placing.INCLUDE, "ferry")
    resume(desk, replace(LONG, query="museum", threshold=0.3))
    assert (topic(desk).query, topic(desk).threshold) == ("museum OR ferry", 0.3)
    assert matched(desk) == {"Museum counts faces", "Ferry line buys cameras"}
    told(desk, SetThreshold("faces", "50%"))
    resume(desk, replace(LONG, query="bridge", threshold=0.4))
    assert (topic(desk).query, topic(desk).threshold) == ("bridge OR ferry", 0.5)


def test_a_copy_that_would_be_too_long_stays_and_the_log_says_where(
    desk: Office, caplog: pytest.LogCaptureFixture
) -> None:
    place(desk, Placing.INCLUDE, "ferry")
    before = topic(desk)
    resume(desk, replace(LONG, query=f"museum OR {'x' * (LIMIT - len('museum OR '))}"))
    assert topic(desk) == before
    assert f"topic faces of workspace {before.workspace_id} stays as it was" in caplog.text
    assert f"over {LIMIT} characters; `topic clear faces WORDS` makes room" in caplog.text


def test_a_query_that_was_written_anew_is_left_alone_by_the_file(desk: Office) -> None:
    told(desk, SaveTopic(topic="faces", query="ferry"))
    resume(desk, replace(LONG, query="museum"))
    assert (topic(desk).query, topic(desk).version) == ("ferry", 1)
