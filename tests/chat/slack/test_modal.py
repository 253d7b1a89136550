"""A form as a modal: within the limits, its values come back, and a suggestion's values take the typed ones' place."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.slack.modal import CALLBACK, errors_of, modal, revision_of, values_of
from bot.model.form import Choice, Field, FieldKind, Form, Suggestion
from tests.chat.facts import FORM
from tests.chat.hostile import TITLES, titles
from tests.chat.samples import BASE, everywhere
from tests.chat.slack.reader import dressed, harm
from tests.chat.slack.validator import texts, view_faults


def shown(form: Form, revision: int = 0) -> dict[str, Any]:
    """The view, which Slack would take and which does no harm."""
    view = modal(form, private='{"form":"desk"}', base_url=BASE, revision=revision)
    assert view_faults(view) == []
    assert [found for text in dressed(view) for found in harm(text)] == []
    return view


def filled(view: dict[str, Any], **typed: str) -> dict[str, Any]:
    """The view as Slack sends it back, with what a person typed or selected."""
    states: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            name = element["action_id"].removeprefix("field:")
            states[block["block_id"]] = {element["action_id"]: _state(element, typed.get(name))}
    return {**view, "state": {"values": states}}


def _state(element: dict[str, Any], typed: str | None) -> dict[str, Any]:
    if element["type"] == "plain_text_input":
        return {"type": element["type"], "value": element.get("initial_value") if typed is None else typed or None}
    groups = element.get("option_groups", ())
    options = element["options"] if "options" in element else [one for group in groups for one in group["options"]]
    meant = next((option for option in options if option["text"]["text"] == typed), None)
    return {"type": element["type"], "selected_option": meant if typed else element.get("initial_option")}


def test_what_stands_in_the_fields_comes_back() -> None:
    assert values_of(filled(shown(FORM))) == {"name": "Ada", "light": "lamp", "note": "covered>=3\n<x>"}


def test_what_was_typed_and_selected_comes_back() -> None:
    view = filled(shown(FORM), name="", light="None at all", note="<!here>")
    assert values_of(view) == {"name": "", "light": "", "note": "<!here>"}


def test_nothing_selected_is_nothing() -> None:
    view = shown(FORM.filled({"light": "sun"}))
    assert "initial_option" not in view["blocks"][1]["element"]
    assert values_of(filled(view))["light"] == ""


def test_a_view_says_what_it_is() -> None:
    view = shown(FORM)
    assert (view["callback_id"], view["private_metadata"]) == (CALLBACK, '{"form":"desk"}')
    assert (view["title"]["text"], view["submit"]["text"]) == ("A desk", "Build it")
    assert view["blocks"][0]["hint"]["text"] == "As in “desk NAME”."


def test_changes_are_told_while_a_person_chooses() -> None:
    inputs = [block for block in shown(FORM)["blocks"] if block["type"] == "input"]
    triggers = [block["element"].get("dispatch_action_config", {}).get("trigger_actions_on") for block in inputs]
    assert all(block["dispatch_action"] for block in inputs)
    assert triggers == [["on_enter_pressed"], None, ["on_character_entered"]]


def test_a_suggestion_stands_beside_its_gain_and_has_a_button() -> None:
    offer = shown(FORM)["blocks"][-1]
    assert offer["text"]["text"] == "saves ∗power∗"
    assert offer["accessory"]["text"]["text"] == "No light"
    assert offer["accessory"]["action_id"] == "suggest:1"


def test_fields_keep_their_ids_until_a_suggestion_takes_their_place() -> None:
    view, again, taken = shown(FORM), shown(FORM.filled({"name": "Bea"})), shown(FORM, revision=1)
    ids = [[block["block_id"] for block in one["blocks"] if block["type"] == "input"] for one in (view, again, taken)]
    assert ids[0] == ids[1]
    assert not {*ids[0]} & {*ids[2]}
    assert [revision_of(one) for one in (view, again, taken)] == [0, 0, 1]
    assert values_of(filled(taken))["name"] == "Ada"


def faulty(form: Form) -> Form:
    return replace(form, fields=(replace(form.fields[0], error="Not `Ada`."), *form.fields[1:]))


def test_what_is_wrong_stands_under_its_field() -> None:
    kinds = [block["type"] for block in shown(faulty(FORM))["blocks"]]
    assert kinds[:4] == ["input", "alert", "input", "input"]


def test_errors_are_named_by_block() -> None:
    assert errors_of(faulty(FORM), shown(FORM, revision=4)) == {"field:name:4": "Not “Ada”."}
    assert errors_of(FORM, shown(FORM)) == {}
    without = replace(FORM, fields=FORM.fields[1:])
    assert errors_of(faulty(FORM), shown(without)) == {}


@pytest.mark.parametrize("count", [1, 100, 101, 350])
def test_any_number_of_choices(count: int) -> None:
    choices = tuple(Choice(f"topic-{n}", f"Topic {n}") for n in range(count))
    field = Field(name="topic", label="Topic", kind=FieldKind.CHOICE, choices=choices, value=f"topic-{count - 1}")
    view = shown(replace(FORM, fields=(field,)))
    assert values_of(filled(view)) == {"topic": f"topic-{count - 1}"}
    assert values_of(filled(view, topic="Topic 0")) == {"topic": "topic-0"}


def test_without_choices_a_field_is_typed() -> None:
    view = shown(replace(FORM, fields=(Field(name="topic", label="Topic", kind=FieldKind.CHOICE, value="x"),)))
    assert values_of(filled(view)) == {"topic": "x"}


def test_a_value_that_is_too_long_for_a_field_can_neither_be_cut_nor_overwritten() -> None:
    query = Field(name="query", label="Query", kind=FieldKind.TEXT, value="x" * 3_001)
    view = shown(replace(FORM, fields=(Field(name="name", label="Name", value="faces"), query)))
    assert values_of(filled(view)) == {"name": "faces"}
    assert "3,000" in str(view["blocks"][1])
    alone = shown(replace(FORM, fields=(query,)))
    assert "submit" not in alone
    assert "input" not in {block["type"] for block in alone["blocks"]}


def test_it_says_where_a_value_that_is_too_long_can_be_changed_and_quotes_it_as_code() -> None:
    note = replace(FORM.fields[2], value="x" * 3_001, elsewhere="Say `topic show NAME`.", error="")
    view = shown(replace(FORM, fields=(note,)))
    assert "has 3,001 characters" in str(view["blocks"][0])
    assert "`/press topic show NAME`" in str(view["blocks"][0])
    wrong = shown(replace(FORM, fields=(replace(FORM.fields[0], error="No `help` here."),)))
    assert "No `/press help` here." in str(wrong["blocks"])


def test_a_long_title_is_cut_above_and_whole_below() -> None:
    view = shown(replace(FORM, title="The topic of facial recognition"))
    assert view["title"]["text"] == "The topic of facial rec…"
    assert view["blocks"][0]["text"]["text"] == "The topic of facial recognition"


def test_private_words_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="3,000"):
        modal(FORM, private="x" * 3_001, base_url=BASE)


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
    assert not [seen for seen in texts(shown(hostile(text))["blocks"]) if "<!" in seen]


@given(text=titles, times=st.integers(1, 12))
@settings(max_examples=25)
def test_every_form_is_within_the_limits(text: str, times: int) -> None:
    form = hostile(text)
    shown(replace(form, preview=form.preview * times))
