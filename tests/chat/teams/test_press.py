"""What a button says travels in a card and back."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.render.share_button import ShareButton
from bot.chat.teams import press
from bot.model.form import Field, Form, Suggestion
from bot.model.message import Button, PageLink, WebLink
from tests.chat.teams.sound import SIGN
from tests.chat.teams.validator import action

FORM = Form(name="topic", title="A topic", subject="ai", fields=(Field(name="query", label="Query"),), submit="Save")
NOTE = {"channel": "19:1@thread.tacv2", "words": "topic edit ai"}


def sheet(*asked: str, note: dict[str, str] = NOTE) -> press.Sheet:
    """The form with these fields."""
    return press.Sheet(form=FORM, asked=asked, note=note, sign=SIGN)


def data_of(shown: dict[str, Any] | None, **inputs: str) -> dict[str, Any]:
    """What Teams sends where the button was pressed."""
    assert shown is not None
    assert action(shown) == []
    data: dict[str, Any] = json.loads(json.dumps(shown))["data"]
    return data | inputs


@pytest.mark.parametrize("words", ["why 1", "search AT&T <x> covered>=3", "search " + "facial OR recognition " * 90])
def test_a_button_says_its_words_again(words: str) -> None:
    data = data_of(press.button(Button("Go", command=words), "", SIGN))
    assert (press.kind_of(data), press.words_of(data)) == (press.SAY, words)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_words_survive_the_way(words: str) -> None:
    if not words.startswith("z:"):  # no command begins so
        assert press.words_of(data_of(press.button(Button("Go", command=words), "", SIGN))) == words


def test_words_for_which_there_is_no_room_make_no_button() -> None:
    assert press.button(Button("Go", command=" ".join(map(str, range(5_000)))), "", SIGN) is None
    assert press.button(Button("Go"), "", SIGN) is None
    assert press.share(ShareButton("", "k"), SIGN) is None


def test_a_link_goes_before_words() -> None:
    both = Button("Read", PageLink("digests/abc"), "why 1")
    shown = press.button(both, "https://press.example", SIGN)
    assert shown == {"type": "Action.OpenUrl", "title": "Read", "url": "https://press.example/digests/abc"}
    assert press.words_of(data_of(press.button(both, "", SIGN))) == "why 1"
    assert press.button(Button("Read", WebLink("https://a.example/" + "x" * 3_000)), "", SIGN) is None


def test_without_a_bot_only_a_link_is_left() -> None:
    assert press.button(Button("Why", command="why 1"), "", None) is None
    assert press.button(Button("Read", WebLink("https://a.example/")), "", None) is not None


def test_an_answer_s_words_and_key_are_shared() -> None:
    data = data_of(press.share(ShareButton("search x", "k1"), SIGN))
    assert (press.kind_of(data), press.share_of(data)) == (press.SHARE, ShareButton("search x", "k1"))


def test_a_form_comes_back_with_what_was_typed_and_chosen() -> None:
    data = data_of(
        press.submit(sheet("query", "zone", "day")), **{"typed:query": "a b", "chosen:day": press.marked("")}
    )
    filled = press.form_of(data)
    assert (press.kind_of(data), filled.name, filled.subject, filled.done) == (press.FORM, "topic", "ai", True)
    assert filled.values == {"query": "a b", "zone": "", "day": ""}
    assert press.note_of(data) == NOTE


def test_a_preview_is_not_meant() -> None:
    data = data_of(press.preview(sheet("query", note={})), **{"typed:query": "=a"})
    assert not press.form_of(data).done
    assert press.form_of(data).values == {"query": "=a"}
    assert press.note_of(data) == {}


def test_a_suggestion_s_values_go_before_what_was_typed() -> None:
    offered = Suggestion(label="Include 2", values={"query": "covered>=3 “é”\n<x>"})
    filled = press.form_of(data_of(press.suggestion(offered, sheet("query")), **{"typed:query": "a"}))
    assert filled.values == {"query": "covered>=3 “é”\n<x>"}
    assert not filled.done


def test_a_refresh_is_for_one_person() -> None:
    shown = press.refresh("home", "29:1", SIGN)
    assert shown["userIds"] == ["29:1"]
    assert press.words_of(shown["action"]["data"]) == "home"


@pytest.mark.parametrize("data", [None, "say", [], {}, {"action": 1}, {"action": "delete"}, {"verb": "say"}])
def test_what_is_not_ours_is_nothing(data: object) -> None:
    assert press.kind_of(data) == ""


def test_data_of_the_wrong_shape_says_nothing() -> None:
    strange = {"action": "form", "words": ["x"], "form": 1, "asked": "query", "with": [1], "note": "x", "typed:a": None}
    assert press.words_of(strange) == ""
    assert press.form_of(strange) == press.Filled(name="", subject="", values={"a": ""}, done=False)
    assert press.note_of(strange) == {}
    assert press.words_of({"words": "z:AAAA"}) == ""
