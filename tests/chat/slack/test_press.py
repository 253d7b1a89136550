"""What a button says travels to Slack and back, within the room that Slack gives it."""

import json
import zlib
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.slack import press
from bot.model.form import Suggestion
from bot.model.message import Button, PageLink, WebLink
from tests.chat.slack import validator

WORDS = (
    "why 1",
    "search AT&T <x> covered>=3",
    "mute source Lantern Post",
    "search " + "facial OR recognition " * 150,
    'topic save a "é 😀" ' * 200,
)


def packed_zeros(count: int) -> str:
    return urlsafe_b64encode(zlib.compress(b"0" * count, 9)).decode()


def pressed(shown: dict[str, Any] | None) -> str:
    assert shown is not None
    assert validator.button(shown) == []
    assert not {*"&<>"} & {*shown["value"]}
    return press.words_of(json.loads(json.dumps(shown)))


@pytest.mark.parametrize("words", WORDS, ids=len)
def test_a_button_says_its_words_again(words: str) -> None:
    assert pressed(press.button(Button("Go", command=words), "")) == words


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300).filter(lambda words: words != "-"))
def test_words_survive_the_way(words: str) -> None:
    if not words.startswith("z:"):  # no command begins so
        assert pressed(press.button(Button("Go", command=words), "")) == words


def test_words_for_which_there_is_no_room_make_no_button() -> None:
    endless = " ".join(map(str, range(5_000)))
    assert press.button(Button("Go", command=endless), "") is None
    assert press.vote(Button("Yes", command=endless), Button("No", command="no")) is None
    assert press.button(Button("Go"), "") is None


def test_a_link_goes_before_words() -> None:
    button = press.button(Button("Read", PageLink("digests/abc"), "why 1"), "https://press.example")
    assert button is not None
    assert (button["action_id"], button["url"]) == ("open", "https://press.example/digests/abc")
    assert press.words_of(button) == ""
    assert pressed(press.button(Button("Read", PageLink("digests/abc"), "why 1"), "")) == "why 1"


def test_an_address_that_is_too_long_opens_nothing() -> None:
    assert press.button(Button("Read", WebLink("https://a.example/" + "x" * 3_000)), "") is None


def test_an_option_has_less_room() -> None:
    long = "why story " + " ".join(map(str, range(1_000, 1_100)))
    assert press.option(Button("Why", command=long), "") is None
    link = press.option(Button("Read", WebLink("https://a.example/")), "")
    assert link is not None
    assert press.words_of({"selected_option": link}) == ""
    said = press.option(Button("Why", command="why 1"), "")
    assert press.words_of({"selected_option": said, "type": "overflow"}) == "why 1"


def test_a_suggestion_brings_its_values() -> None:
    values = {"query": "covered>=3 “é”\n<x>" * 80, "topic": "ai-privacy"}
    shown = press.suggestion(Suggestion(label="Include them", values=values))
    assert shown is not None
    assert validator.button(shown) == []
    assert press.suggested(shown) == values


def test_actions_are_numbered_and_known_by_their_kind() -> None:
    say, link = Button("a", command="a"), Button("b", WebLink("https://a.example/"))
    row = [{"type": "actions", "elements": [press.button(say, ""), press.button(link, ""), press.button(say, "")]}]
    ids = list(validator.ids(press.numbered(row), "action_id"))
    assert ids == ["say:1", "open:2", "say:3"]
    assert [bool(press.SAY.search(name)) for name in ids] == [True, False, True]
    assert [bool(press.OPEN.search(name)) for name in ids] == [False, True, False]
    assert press.SUGGEST.search("suggest:12")
    assert press.FIELD.search("field:query")
    assert not press.SAY.search("essay:1x")


def test_an_empty_label_is_shown_all_the_same() -> None:
    assert press.label("\x00")["text"] == "…"
    assert press.label("x" * 80)["text"] == "x" * 74 + "…"


@pytest.mark.parametrize("value", ["z:", "z:!", "z:AAAA", "z:eJwrSS0u", "z:" + packed_zeros(1_000_000)])
def test_what_nobody_packed_says_nothing(value: str) -> None:
    assert press.words_of({"value": value}) == ""
