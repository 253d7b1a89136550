"""Fields as forms share them: code where nothing is styled, and values that are too long to stand in a field."""

import pytest

from bot.chat.render.fields import in_quotes, too_long
from bot.model.form import Choice, Field, FieldKind


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("As in `topic new`.", "As in “topic new”."),
        ('As in `"face scan"`.', "As in “face scan”."),
        ('As in `"a" OR "b"`.', 'As in “"a" OR "b"”.'),
        ("none", "none"),
        ("", ""),
        ("an `odd one", "an “odd one”"),
    ],
)
def test_code_stands_in_quotes(words: str, shown: str) -> None:
    assert in_quotes(words) == shown


def field(length: int, kind: FieldKind = FieldKind.TEXT) -> Field:
    choices = (Choice("x" * length, "X"),) if kind is FieldKind.CHOICE else ()
    return Field(name="q", label="Query", kind=kind, value="x" * length, choices=choices, elsewhere="Say `topic edit`.")


def test_what_is_too_long_for_a_field_says_where_it_can_be_changed() -> None:
    told = too_long(field(11), place="Teams", most=10)
    assert told
    said = "".join(span.text for span in told.spans)
    assert said.startswith("Query has 11 characters. A field in Teams takes 10")
    assert said.endswith("Say topic edit.")


def test_what_fits_and_what_is_chosen_is_never_too_long() -> None:
    assert too_long(field(10), place="Teams", most=10) is None
    assert too_long(field(11, FieldKind.CHOICE), place="Teams", most=10) is None
