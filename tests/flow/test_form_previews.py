"""What forms show while they are filled in: what a search finds, what muted words hide, what a query just misses."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digests.write import plain
from bot.model.command import EditTopic, FillForm, MuteTerm, Search, Subscribe, Try
from bot.model.form import Form
from bot.model.message import Message
from bot.model.subscription import Cadence
from bot.stories.query import parse
from tests.flow.asker import ask, buttons, reply
from tests.flow.press import FACES, PRIVACY, Office, item, office

DAY = timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """A channel that hears of faces: four stories, two of them of one exhibition."""
    news = [
        item(1, "Portrait exhibition draws faces from all over", ago=DAY),
        item(2, "Painted faces hang in the harbour: an exhibition by pupils", ago=3 * DAY),
        item(3, "Shops count faces at the door", ago=5 * DAY),
        item(4, "Airport measures faces in the queue", ago=6 * DAY),
        item(5, "Ferry runs on time again", ago=2 * DAY),
    ]
    with office(tmp_path, gazette=news) as opened:
        opened.set_up(FACES, PRIVACY)
        opened.poll()
        reply(opened, Subscribe(topic="faces", cadence=Cadence.WEEKLY))
        yield opened


def form_of(desk: Office, form: str, subject: str = "", **values: str) -> Form:
    answer = reply(desk, FillForm(form=form, subject=subject, values=values))
    assert isinstance(answer, Form)
    return answer


def story_id(desk: Office, words: str) -> int:
    with desk.store.reading() as session:
        return next(one.story_id for one in session.entries.search(words=None, limit=9) if words in one.title)


def test_a_search_without_a_query_asks_for_it(desk: Office) -> None:
    form = reply(desk, Search())
    assert isinstance(form, Form)
    assert (form.name, form.values, form.preview, form.faulty) == ("search", {"query": ""}, (), False)


def test_a_search_shows_what_it_finds_while_it_is_typed(desk: Office) -> None:
    told = plain(form_of(desk, "search", query="faces"))
    assert "4 stories, the newest:" in told
    assert "• Portrait exhibition draws faces from all over – Gazette, Tue 3 Mar" in told
    assert "Airport" not in told  # three are enough
    assert "Nothing in the archive matches." in plain(form_of(desk, "search", query="zeppelin"))
    assert form_of(desk, "search", query="(faces").fields[0].error.endswith("It is at character 1.")


def test_a_search_that_is_done_is_a_search(desk: Office) -> None:
    done = reply(desk, FillForm(form="search", values={"query": "ferry"}, done=True))
    assert done == ask(desk, Search(query="ferry"))


def test_words_are_muted_after_they_show_what_they_hide(desk: Office) -> None:
    form = form_of(desk, "mute", words="exhibition", until="friday")
    assert "It hides 2 of the 4 stories of the last four weeks here." in plain(form)
    assert "• Portrait exhibition draws faces from all over" in plain(form)
    done = reply(desk, FillForm(form="mute", values=form.values, done=True))
    assert isinstance(done, Message)
    assert "Term `exhibition` is muted here until Fri 6 Mar." in plain(done)


def test_what_cannot_be_muted_is_said_at_its_place(desk: Office) -> None:
    form = form_of(desk, "mute", words="(exhibition", until="yesterday")
    assert [bool(field.error) for field in form.fields] == [True, True]
    assert form_of(desk, "mute").fields[0].error == ""


def test_a_story_s_words_are_suggested_with_what_they_would_hide(desk: Office) -> None:
    form = reply(desk, MuteTerm(story=story_id(desk, "Shops")))
    assert isinstance(form, Form)
    hiding = {one.values["words"]: one.gist for one in form.suggestions}
    assert hiding['"Shops count"'] == "hides 1 of 4, in four weeks"
    assert '"faces"' not in hiding  # it would hide everything
    assert all(parse(words) for words in hiding)


def test_a_story_that_does_not_exist_suggests_nothing(desk: Office) -> None:
    form = reply(desk, MuteTerm(story=999))
    assert isinstance(form, Form)
    assert form.suggestions == ()


def test_a_topic_s_near_misses_can_be_included_with_one_press(desk: Office) -> None:
    (suggestion,) = form_of(desk, "topic", name="shops", query="count NEAR/1 door").suggestions
    assert suggestion.label == "Include it"
    assert "1 more story over 90 days, “Shops count faces at the door”" in suggestion.gist
    assert suggestion.gist.endswith("; its words are prominent there.")
    assert "1 story over 90 days" in plain(form_of(desk, "topic", name="shops", **suggestion.values))


def test_what_a_near_miss_costs_in_noise_is_said(tmp_path: Path) -> None:
    passing = "The mayor opened the fair. " * 30 + "A camera stood near the door of the hall."
    news = [item(1, "A camera at each door of the school"), item(2, "The fair opens", text=passing, ago=DAY)]
    with office(tmp_path, gazette=news) as desk:
        desk.set_up(FACES)
        desk.poll()
        (suggestion,) = form_of(desk, "topic", name="doors", query="title:camera").suggestions
        assert suggestion.gist.endswith("90 days, “The fair opens”; it has the words in passing only.")


def test_an_edit_is_counted_against_the_saved_query(desk: Office) -> None:
    opened = reply(desk, EditTopic(topic="faces"))
    assert isinstance(opened, Form)
    assert "4 stories over 90 days" in plain(opened)
    changed = form_of(desk, "topic", "faces", query="exhibition OR ferry")
    assert "Adds 1 story and loses 2 over 90 days, against the saved query" in plain(changed)


def test_a_query_that_finds_nothing_offers_what_would_find_something_before_a_topic_of_it(desk: Office) -> None:
    labels = [step.label for step in buttons(ask(desk, Try("exhibition NEAR/1 zeppelin")))]
    assert labels[-1] == "Make it a topic"
    assert len(labels) > 1
    assert buttons(ask(desk, Try("exhibition")))[0].label == "Make it a topic"


def test_an_edit_that_loses_every_story_is_marked(desk: Office) -> None:
    assert form_of(desk, "topic", "faces", query="zeppelin").loses_all
    assert not form_of(desk, "topic", "faces", query="faces shops").loses_all
    assert not form_of(desk, "topic", query="zeppelin").loses_all  # there was nothing to lose
