"""A form's questions at a terminal: what stands there is shown, as far as it is no wall of words."""

from bot.chat.console.question import question, whole
from bot.digests.write import plain
from bot.model.form import Field, FieldKind, Form

LONG = Field(name="query", label="Query", kind=FieldKind.TEXT, value=f"beginning {'word ' * 5_000}end")


def test_a_long_answer_that_stands_is_shown_by_its_beginning() -> None:
    asked = question(LONG)
    assert asked is not None
    for shown in (plain(asked), plain(whole(Form(name="topic", title="Edit", fields=(LONG,))))):
        assert "beginning word" in shown
        assert shown.count("word") < 250
        assert "…" in shown
