"""Cards for people's own messages: what they see of one before it is chosen, and what stands in it."""

import pytest

from bot.chat.teams.limits import PREVIEW_TEXT, PREVIEW_TITLE
from bot.chat.teams.stories import Preview, preview, previews
from bot.digests.write import write_digest
from bot.model.message import Block, Header, Item, Quote
from tests.chat.hostile import TITLES
from tests.chat.samples import BASE, EVERY_BLOCK, everywhere, message, spans, votes
from tests.chat.teams.reader import unsafe
from tests.chat.teams.sound import harmless
from tests.digests.samples import weekly


def sound(shown: Preview) -> Preview:
    harmless(shown.card)
    assert not unsafe(shown.title + shown.text)
    assert "Action.Execute" not in str(shown.card)
    return shown


def found(*blocks: Block) -> list[Preview]:
    return [sound(one) for one in previews(message(*blocks), base_url=BASE)]


def test_each_story_of_an_answer_is_a_card() -> None:
    first, second = found(
        Header("Found"),
        Item(1, spans("A list is copied", "https://news.example/1"), spans("It was long."), spans("Mon 2 Mar")),
        votes(1),
        Item(2, spans("Title")),
        Quote(spans("Their words")),
    )
    assert (first.title, first.text) == ("A list is copied", "It was long. · Mon 2 Mar")
    assert first.card["body"][0]["items"][0]["text"] == "[A list is copied](https://news.example/1)"
    assert (second.title, second.text) == ("Title", "Their words")


def test_a_long_title_ends_at_a_word_in_the_list_and_is_whole_in_the_card() -> None:
    title, clause = "Council hears of cameras at the harbour " * 5, "They count who comes and goes " * 12
    (one,) = found(Item(1, spans(title.strip()), spans(clause.strip()), spans("Mon 2 Mar")))
    below = one.text.removesuffix(" · Mon 2 Mar")
    for shown, said, most in ((one.title, title, PREVIEW_TITLE), (below, clause, PREVIEW_TEXT)):
        assert shown.endswith(" …")
        assert len(shown) <= most
        assert said.startswith(shown.removesuffix("…"))
    assert title.strip() in one.card["body"][0]["items"][0]["text"]


def test_an_answer_without_stories_has_none() -> None:
    assert found(Header("Nothing")) == []


def test_a_page_of_ours_is_one_card() -> None:
    parent = next(iter(write_digest(weekly())))
    shown = sound(preview(parent, base_url=BASE))
    assert shown.title.startswith("Facial recognition")
    assert shown.text == parent.fallback
    assert sound(preview(message(*EVERY_BLOCK[1:]), base_url=BASE)).title == "In one line"


@pytest.mark.parametrize("text", TITLES)
def test_no_text_does_harm_in_them(text: str) -> None:
    assert len(found(*everywhere(text))) == 2
    sound(preview(message(*everywhere(text), fallback=text), base_url=BASE))
