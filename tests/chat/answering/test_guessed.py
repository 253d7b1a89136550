"""“Did you mean …?” with a button for each command that it names."""

from bot.chat.answering.guessed import asked_about, guessed
from bot.flow.answer.phrases import with_code
from bot.model.form import Form
from bot.model.message import Button, Buttons, Message, Paragraph, Small

TWO = Small(with_code("Did you mean `mute term acme` (a word) or `mute source Acme` (a paper)? `mutes` lists them."))
ONE = Small(with_code("Did you mean `unmute story 8`?"))
BEHIND = Paragraph(with_code("And so on, see `help`."))


def told(*blocks: Paragraph | Small) -> Message:
    return Message(fallback="x", blocks=blocks)


def test_each_command_asked_about_has_a_button_below_its_question_and_what_is_merely_named_has_none() -> None:
    term, source = (Button(words, command=words) for words in ("mute term acme", "mute source Acme"))
    assert guessed(told(TWO, BEHIND), lambda _: True).blocks == (TWO, Buttons((term, source)), BEHIND)  # type: ignore[union-attr]


def test_what_may_not_be_said_has_none() -> None:
    kept = guessed(told(TWO, ONE), lambda words: "source" in words)
    assert kept == Message(
        fallback="x", blocks=(TWO, Buttons((Button("mute source Acme", command="mute source Acme"),)), ONE)
    )


def test_only_messages_ask() -> None:
    form = Form(name="mute", title="Mute", fields=())
    assert guessed(form, lambda _: True) is form
    assert asked_about(form) == ()


def test_all_words_are_known_that_a_message_asks_about() -> None:
    assert asked_about(told(BEHIND, TWO, ONE)) == ("mute term acme", "mute source Acme", "unmute story 8")
