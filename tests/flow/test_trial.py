"""What a query's parts bring and cost over an archive, and what it just misses."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.flow.replay import WINDOW, replay
from bot.flow.trial import Trial, trial
from bot.model.command import EditTopic, NewTopic, Try
from bot.stories.query import parse
from tests.flow.asker import ask, buttons, told
from tests.flow.press import FACES, Office, item, office

DAY = timedelta(days=1)
NEWS = (
    "Council bans face scans at schools",
    "Airport opens gates with face scans",
    "Museum tries a face and iris scan",
    "Bank adds iris login",
    "Cow face scans spread on farms",
    "Bridge reopens after works",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    items = [item(number, title, ago=3 * number * DAY) for number, title in enumerate(NEWS, start=1)]
    with office(tmp_path, gazette=items) as opened:
        opened.set_up(FACES)
        opened.poll()
        yield opened


def tried(desk: Office, words: str) -> Trial:
    query = parse(words)
    with desk.store.reading() as session:
        return trial(session, query, replay(session, query, since=desk.press.now - WINDOW, now=desk.press.now))


def counts(found: Trial) -> dict[str, tuple[int, int, int | None]]:
    return {one.part.clause: (one.stories, one.alone, one.kept_out) for one in found.parts}


def test_alternatives_count_the_stories_they_are_in_and_those_they_alone_bring(desk: Office) -> None:
    assert counts(tried(desk, '"face scan" OR iris OR school OR tram')) == {
        '"face scan"': (3, 2, None),
        "iris": (2, 2, None),
        "school": (1, 0, None),
        "tram": (0, 0, None),
    }


def test_conditions_and_exclusions_count_the_stories_they_keep_out(desk: Office) -> None:
    assert counts(tried(desk, "face scan airport -cow")) == {
        "face": (0, 0, 0),
        "scan": (0, 0, 0),
        "airport": (0, 0, 2),
        "-cow": (0, 0, 0),
    }
    assert counts(tried(desk, "scan -cow"))["-cow"] == (0, 0, 1)
    assert counts(tried(desk, "face covered<3"))["face"] == (0, 0, None)  # without it nearly everything matches


def test_a_near_miss_stands_with_the_smallest_change_that_brings_it(desk: Office) -> None:
    first, *_ = tried(desk, "face NEAR/0 scan").near
    assert first.relaxation.change == "Allow 2 words instead of 0 between face and scan."
    assert ([story.title for story in first.stories], first.adds) == (["Museum tries a face and iris scan"], 1)


def test_a_change_that_brings_a_flood_is_no_small_one(tmp_path: Path) -> None:
    titles = [f"Town {number} opens a gate of its own" for number in range(40)]
    with office(tmp_path, gazette=[item(n, title, ago=n * DAY) for n, title in enumerate(titles)]) as opened:
        opened.set_up()
        opened.poll()
        assert tried(opened, "gate camera").near == ()


def test_what_is_learnt_is_said_with_the_command_that_takes_the_change(desk: Office) -> None:
    seen = told(desk, Try("face NEAR/0 scan -cow"))
    for words in (
        "2 stories over 90 days",
        "Stories by week",
        "Council bans face scans at schools – Gazette · Sun 1 Mar · “face scans”",
        "What its parts do",
        "-cow              keeps out 1 story",
        "Just missed",
        "Allow 2 words instead of 0 between face and scan. It brings 1 more: Museum tries a face and iris scan",
    ):
        assert words in seen
    for command, verb in (
        (Try("face NEAR/0 scan"), "try"),
        (NewTopic(topic="scans", query="face NEAR/0 scan"), "topic new scans"),
        (EditTopic(topic="faces", query="face NEAR/0 scan"), "topic edit faces"),
    ):
        assert f"{verb} face NEAR/2 scan" in [button.command for button in buttons(ask(desk, command))]


def test_a_query_becomes_a_topic_under_a_name_made_of_it(desk: Office) -> None:
    first, *_ = buttons(ask(desk, Try('"Face scans" airport')))
    assert first.command == 'topic new face-scans-airport "Face scans" airport'
    first, *_ = buttons(ask(desk, Try("faces")))  # a topic of that name is there
    assert first.command == "topic new"


def test_a_query_that_finds_nothing_says_what_it_misses(desk: Office) -> None:
    seen = told(desk, Try("bridge NEAR/0 works"))
    assert "No stories over 90 days" in seen
    assert "Allow 2 words instead of 0 between bridge and works. It brings 1 more: Bridge reopens after works" in seen


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    with office(tmp_path) as opened:
        assert "The archive is empty" in told(opened, Try("faces"))


def test_a_young_archive_tells_how_far_it_reaches(desk: Office) -> None:
    assert "The archive is whole from Wed 4 Mar on" in told(desk, Try("face"))
    desk.press.now += 120 * DAY
    assert "The archive is whole" not in told(desk, Try("face"))


def test_an_archive_that_is_read_in_part_says_so(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.flow.replay.SCANNED", 2)
    seen = told(desk, Try("face"))
    assert "2 stories over 6 days" in seen
    assert "They reach back to Thu 26 Feb" in seen


def test_parts_that_find_nothing_are_named_only_beside_those_that_find(desk: Office) -> None:
    assert "None of the stories found rests on `zeppelin`" in told(desk, Try("faces OR zeppelin"))
    nothing = told(desk, Try("(kazoo OR zeppelin) NEAR/0 (scan OR balloon)"))
    assert "rests on" not in nothing
