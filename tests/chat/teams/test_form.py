"""A form as a card: within the limits, its values come back, and what is wrong stands under its field."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.teams.form import form_card
from bot.chat.teams.press import form_of, note_of
from bot.model.form import Choice, Field, FieldKind, Form, Suggestion
from tests.chat.facts import FORM
from tests.chat.hostile import TITLES, titles
from tests.chat.samples import BASE, everywhere
from tests.chat.teams.reader import dressed, words
from tests.chat.teams.sound import SIGN, harmless

Json = dict[str, Any]


def shown(form: Form) -> Json:
    """The card, which Teams would take and which does no harm."""
    card = form_card(form, note={"channel": "19:1"}, base_url=BASE, sign=SIGN)
    harmless(card)
    return card


def inputs(card: Json) -> list[Json]:
    return [element for element in card["body"] if element["type"].startswith("Input.")]


def buttons(card: Json) -> list[Json]:
    rows = [element for element in card["body"] if element["type"] == "ActionSet"]
    rows += [item for box in card["body"] for item in box.get("items", ()) if item["type"] == "ActionSet"]
    return [action for row in rows for action in row["actions"]]


def pressed(card: Json, title: str, **typed: str) -> Json:
    """What Teams sends for a button, with what a person typed or chose beside what stood there."""
    stands = {each["id"]: each["value"] for each in inputs(card) if "value" in each}
    action = next(each for each in buttons(card) if each["title"] == title)
    return {**action["data"], **stands, **{f"typed:{name}": value for name, value in typed.items()}}


def test_what_stands_in_the_fields_comes_back() -> None:
    filled = form_of(pressed(shown(FORM), "Build it"))
    assert filled.values == {"name": "Ada", "light": "lamp", "note": "covered>=3\n<x>"}
    assert (filled.name, filled.done) == ("desk", True)


def test_a_preview_brings_the_same_and_means_nothing_yet() -> None:
    data = pressed(shown(FORM), "See what it would bring", name="Bea")
    assert (form_of(data).values["name"], form_of(data).done) == ("Bea", False)
    assert note_of(data) == {"channel": "19:1"}


def test_what_a_client_leaves_out_is_empty() -> None:
    card = shown(FORM.filled({"name": "", "light": "sun"}))
    assert "value" not in inputs(card)[1]
    assert form_of(pressed(card, "Build it")).values == {"name": "", "light": "", "note": "covered>=3\n<x>"}


def test_a_suggestion_stands_below_its_gain() -> None:
    card = shown(FORM)
    offer = card["body"][-1]
    assert words(offer["items"][0]["text"]) == "saves ∗power∗"
    assert form_of(pressed(card, "No light")).values["light"] == ""


def test_what_is_wrong_stands_under_its_field() -> None:
    faulty = replace(FORM, fields=(replace(FORM.fields[0], error="Not `Ada`."), *FORM.fields[1:]))
    name, hint, wrong, light, *_ = shown(faulty)["body"][1:]
    assert (name["label"], wrong["style"], light["label"]) == ("Name", "attention", "Light (optional)")
    assert (words(hint["text"]), words(wrong["items"][0]["text"])) == ("As in “desk NAME”.", "Not “Ada”.")


@pytest.mark.parametrize(("count", "style"), [(1, "compact"), (12, "compact"), (13, "filtered"), (80, "filtered")])
def test_many_choices_are_searched(count: int, style: str) -> None:
    choices = tuple(Choice(f"topic-{n}", f"Topic {n}") for n in range(count))
    field = Field(name="topic", label="Topic", kind=FieldKind.CHOICE, choices=choices, value=f"topic-{count - 1}")
    card = shown(replace(FORM, fields=(field,)))
    assert inputs(card)[0]["style"] == style
    assert form_of(pressed(card, "Build it")).values == {"topic": f"topic-{count - 1}"}


@pytest.mark.parametrize("count", [0, 400])
def test_without_choices_or_with_too_many_a_field_is_typed(count: int) -> None:
    choices = tuple(Choice(f"topic-{n}", f"Topic {n}") for n in range(count))
    field = Field(name="topic", label="Topic", kind=FieldKind.CHOICE, choices=choices, value="x")
    card = shown(replace(FORM, fields=(field,)))
    assert inputs(card)[0]["type"] == "Input.Text"
    assert form_of(pressed(card, "Build it")).values == {"topic": "x"}


def test_a_value_that_is_too_long_for_a_field_can_neither_be_cut_nor_overwritten() -> None:
    query = Field(name="query", label="Query", kind=FieldKind.TEXT, value="x" * 3_001, elsewhere="Say `topic edit`.")
    card = shown(replace(FORM, fields=(Field(name="name", label="Name", value="faces"), query)))
    assert form_of(pressed(card, "Build it")).values == {"name": "faces"}
    assert "3,000" in str(card["body"][2])
    alone = shown(replace(FORM, fields=(query,)))
    assert not inputs(alone)
    assert not buttons(alone)


def hostile(text: str) -> Form:
    """A form with a text in every place."""
    choices = (Choice(text, text), Choice("other", text))
    return Form(
        name="x",
        title=text,
        fields=(
            Field(name="line", label=text, value=text.replace("\n", " "), hint=text, error=text),
            Field(name="choice", label=text, kind=FieldKind.CHOICE, choices=choices, value=text),
            Field(name="text", label=text, kind=FieldKind.TEXT, value=text),
        ),
        intro=everywhere(text),
        preview=everywhere(text),
        suggestions=(Suggestion(label=text, values={"text": text}, gist=text),) * 3,
        submit=text,
    )


@pytest.mark.parametrize("text", TITLES)
def test_no_text_does_harm_in_a_form(text: str) -> None:
    assert not [seen for seen in dressed(shown(hostile(text))) if "<" in seen]


@given(text=titles, times=st.integers(1, 12))
@settings(max_examples=20)
def test_every_form_is_within_the_limits(text: str, times: int) -> None:
    form = hostile(text)
    shown(replace(form, preview=form.preview * times))
