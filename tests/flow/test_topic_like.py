"""Topic like: a form for a new topic with words of examples in it: stories, articles, a text."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import CommandError, NotFound
from bot.model.command import NewTopic
from bot.model.form import Form
from bot.stories.query import evaluate, parse, read_document
from tests.flow.asker import reply
from tests.flow.press import FACES, Office, item, office
from tests.flow.web import Web, rss

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
    answer = reply(desk, NewTopic(topic=name, like=(str(story),)))
    assert isinstance(answer, Form)
    return answer


def story_of(desk: Office, title: str) -> int:
    with desk.store.reading() as session:
        return next(one.story_id for one in session.entries.after(0) if one.title == title)


def test_a_form_with_a_query_that_finds_the_story_and_a_name(desk: Office) -> None:
    form = like(desk, story_of(desk, PINPATH["title"]))
    assert (form.name, form.subject, form.faulty) == ("topic", "", False)
    assert form.values["query"] == "pinpath"  # a name says enough
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


def like_these(desk: Office, *examples: str, web: Web | None = None) -> Form:
    answer = reply(desk, NewTopic(like=examples), look=web.look if web else None)
    assert isinstance(answer, Form)
    return answer


def page(title: str, description: str = "") -> tuple[str, bytes]:
    head = f'<title>{title}</title><meta name="description" content="{description}">'
    return "text/html", f"<!doctype html><html><head>{head}</head><body>Words.</body></html>".encode()


def test_an_article_that_a_feed_brought_is_not_visited(desk: Office) -> None:
    form = like_these(desk, "https://courier.example/2?utm_source=mail")
    assert PINPATH["title"] in str(form.preview)
    assert "Made of words of" in str(form.intro)


def test_the_page_of_an_unknown_article_is_read(desk: Office) -> None:
    web = Web(pages={"https://else.example/9": page("Pinpath trails sold again", "Phone brokers, once more.")})
    form = like_these(desk, "https://else.example/9", web=web)
    assert web.asked == ["https://else.example/9"]
    assert "Pinpath trails sold again" in str(form.intro)
    assert "pinpath" in form.values["query"]


def test_several_examples_give_what_they_share_and_each_is_found(tmp_path: Path) -> None:
    titles = [
        "Ferry line ends facial recognition at its gates",
        "Supermarkets switch facial recognition off after fines",
    ]
    with office(tmp_path, gazette=[item(number, title) for number, title in enumerate(titles)]) as desk:
        desk.set_up(FACES)
        desk.poll()
        form = like_these(desk, *(str(story_of(desk, title)) for title in titles))
    query = parse(form.values["query"])
    assert all(evaluate(query, read_document(title=title)).matched for title in titles)
    assert "Made of what 2 examples share" in str(form.intro)
    assert "It does not find" not in str(form.intro)


def test_two_articles_of_one_story_are_one_example(desk: Office) -> None:
    form = like_these(desk, str(story_of(desk, PINPATH["title"])), "https://courier.example/2")
    assert "examples share" not in str(form.intro)


def test_a_pasted_text_says_what_it_is_about(desk: Office) -> None:
    form = like_these(desk, "Broker Pinpath sold phone trails. A court will hear the case in May.")
    assert PINPATH["title"] in str(form.preview)


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ({}, "could not be read: The host answered 404"),
        ({"https://else.example/9": rss("The Echo")}, "answers with a feed, not with an article"),
        ({"https://else.example/9": page("")}, "has no title to read"),
    ],
)
def test_what_cannot_be_read_is_told_with_a_cure(desk: Office, pages: dict[str, tuple[str, bytes]], said: str) -> None:
    with pytest.raises(CommandError, match=said) as caught:
        like_these(desk, "https://else.example/9", web=Web(pages=pages))
    assert caught.value.cure


def test_too_many_examples_are_refused(desk: Office) -> None:
    with pytest.raises(CommandError, match="8 are the most"):
        like_these(desk, *map(str, range(1, 10)))
