"""A topic's threshold in what people see: live, replayed, rematched and told they are judged alike."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.flow.match import rematch
from bot.flow.replay import WINDOW, replay
from bot.flow.trial import trial
from bot.model.command import EditTopic, SaveTopic, SetThreshold, ShowTopic, Why
from bot.model.topic import Topic
from bot.stories.query import parse, query_of
from tests.flow.asker import told
from tests.flow.press import FACES, Office, item, office

STRICT = replace(FACES, threshold=0.6)
FILLER = "The works took two years and cost more than planned. " * 12
ITEMS = (
    item(1, "Airport tries facial recognition at the gate"),
    item(2, "Bridge reopens", text=f"{FILLER}Its cameras have no facial recognition."),
    item(3, "Harvest begins", text="Nothing else happened."),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, gazette=list(ITEMS)) as opened:
        opened.set_up(STRICT)
        opened.poll()
        yield opened


def topic(desk: Office) -> Topic:
    with desk.store.reading() as session:
        return next(one for one in session.topics.all() if one.name == "faces")


def matched(desk: Office) -> list[str]:
    now = topic(desk)
    with desk.store.reading() as session:
        found = session.stories.matches_ever(range(1, session.stories.next_id()))
        ids = [one.story_id for one in found if (one.topic_id, one.topic_version) == (now.id, now.version)]
        return sorted(story.title for story in session.stories.get(ids).values())


def test_live_polling_keeps_what_reaches_it(desk: Office) -> None:
    assert matched(desk) == ["Airport tries facial recognition at the gate"]


def test_a_lower_one_finds_more_in_the_open_window(desk: Office) -> None:
    with desk.store.writing() as session:
        for changed in session.topics.sync([replace(FACES, threshold=0.2)], now=desk.press.now):
            rematch(session, changed, now=desk.press.now)
    assert matched(desk) == ["Airport tries facial recognition at the gate", "Bridge reopens"]


def test_a_replay_and_a_trial_judge_by_it(desk: Office) -> None:
    query = query_of(topic(desk))
    with desk.store.reading() as session:
        found = replay(session, query, since=desk.press.now - WINDOW, now=desk.press.now)
        tried = trial(session, query, found)
    assert [one.story.title for one in found.stories] == matched(desk)
    assert [one.story.title for one in tried.below] == ["Bridge reopens"]
    assert 0.3 < tried.below[0].score < 0.6


def test_without_one_nothing_is_below(desk: Office) -> None:
    query = replace(query_of(topic(desk)), threshold=0.0)
    with desk.store.reading() as session:
        found = replay(session, query, since=desk.press.now - WINDOW, now=desk.press.now)
        assert trial(session, query, found).below == ()


def test_why_says_how_far_a_story_stays_below(desk: Office) -> None:
    assert "Faces – it matches, 80% central where 60% is asked for." in told(desk, Why(story=1, by_id=True))
    answer = told(desk, Why(story=2, by_id=True))
    assert "Faces – no match: its words are 44% central, and 60% is asked for." in answer


def test_a_broken_percentage_is_told_as_it_is(desk: Office) -> None:
    told(desk, SetThreshold("faces", "60.5%"))
    assert "it matches, 80% central where 60.5% is asked for." in told(desk, Why(story=1, by_id=True))
    assert "its words are 44% central, and 60.5% is asked for." in told(desk, Why(story=2, by_id=True))
    assert "Just below 60.5%" in told(desk, EditTopic(topic="faces", query='"facial recognition"'))


def test_an_edit_keeps_it_and_shows_what_stays_just_below(desk: Office) -> None:
    preview = told(desk, EditTopic(topic="faces", query='"facial recognition"'))
    assert "Just below 60%" in preview
    assert "Bridge reopens – 44% central" in preview
    told(desk, SaveTopic(topic="faces", query='"facial recognition"'))
    with desk.store.reading() as session:
        own = next(one for one in session.topics.all() if one.workspace_id is not None)
    assert (own.query, own.threshold) == ('"facial recognition"', 0.6)
    assert "1 story" in told(desk, ShowTopic(topic="faces"))


def test_an_article_that_is_found_late_is_judged_like_any_other(desk: Office) -> None:
    desk.press.feeds["gazette"] = [*ITEMS, item(4, "Zoo opens", text=f"{FILLER}No faces are scanned there.")]
    desk.poll(after=timedelta(hours=1))
    assert matched(desk) == ["Airport tries facial recognition at the gate"]


def test_a_higher_one_loses_what_scores_less(desk: Office) -> None:
    with desk.store.writing() as session:
        for changed in session.topics.sync([replace(FACES, threshold=0.99)], now=desk.press.now):
            assert rematch(session, changed, now=desk.press.now) == 0
    assert matched(desk) == []


@pytest.mark.parametrize(("threshold", "near"), [(0.0, {"Bridge reopens"}), (0.6, set[str]())])
def test_a_change_brings_what_reaches_it_then(desk: Office, threshold: float, near: set[str]) -> None:
    query = replace(parse('"facial recognition" ticket'), threshold=threshold)
    with desk.store.reading() as session:
        found = replay(session, query, since=desk.press.now - WINDOW, now=desk.press.now)
        tried = trial(session, query, found)
    assert {story.title for one in tried.near for story in one.stories} - {ITEMS[0]["title"]} == near
