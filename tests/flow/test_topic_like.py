"""Topic like: a form for a new topic with words of a story in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import NotFound
from bot.model.command import NewTopic
from bot.model.form import Form
from bot.stories.query import parse
from tests.flow.asker import reply
from tests.flow.press import FACES, Office, item, office

PINPATH = item(1, "Broker Pinpath sold phone trails")
AGAIN = item(2, "Phone broker Pinpath sued over trails", url="https://courier.example/2")
LATER = item(3, "Pinpath phone listing sells for a song", url="https://courier.example/3")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, gazette=[PINPATH], courier=[AGAIN, LATER]) as opened:
        opened.set_up(FACES)
        opened.poll()
        yield opened


def like(desk: Office, story: int, name: str = "") -> Form:
    answer = reply(desk, NewTopic(topic=name, like=story))
    assert isinstance(answer, Form)
    return answer


def story_of(desk: Office, title: str) -> int:
    with desk.store.reading() as session:
        return next(one.story_id for one in session.entries.after(0) if one.title == title)


def test_a_form_with_a_query_that_finds_the_story_and_a_name(desk: Office) -> None:
    form = like(desk, story_of(desk, PINPATH["title"]))
    assert (form.name, form.subject, form.faulty) == ("topic", "", False)
    assert len(form.values["query"].split()) > 1
    assert form.values["name"]
    assert PINPATH["title"] in str(form.preview)


def test_a_name_that_is_given_stays(desk: Office) -> None:
    assert like(desk, 1, "brokers").values["name"] == "brokers"


def test_other_words_are_suggested_with_what_they_would_find(desk: Office) -> None:
    form = like(desk, story_of(desk, PINPATH["title"]))
    assert 2 <= len(form.suggestions) <= 4
    assert form.values["query"] not in [one.values["query"] for one in form.suggestions]
    for one in form.suggestions:
        parse(one.values["query"])
        assert "over 90 days" in one.gist


def test_a_title_that_says_nothing_asks_for_a_query(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "And so it is")]) as desk:
        desk.set_up(FACES)
        desk.poll()
        assert like(desk, 1, "brokers").values == {"name": "brokers", "query": ""}


def test_a_story_that_does_not_exist_is_told(desk: Office) -> None:
    with pytest.raises(NotFound, match="There is no story 99"):
        like(desk, 99)
