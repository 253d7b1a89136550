"""A conversation asks a form question by question, and saves nothing that was not wanted."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.console.conversation import Conversation, Turn
from bot.digests.write import plain
from bot.model.answer import Answer
from bot.model.command import Command, FillForm
from bot.model.form import Choice, Field, FieldKind, Form, Suggestion
from bot.model.message import Block, Button, Buttons, Message, Paragraph, Small, Span, Style

FORM = Form(
    name="desk",
    title="A desk of your own",
    fields=(
        Field(name="name", label="Name", hint="Short."),
        Field(
            name="light",
            label="Light",
            kind=FieldKind.CHOICE,
            value="lamp",
            choices=(Choice("lamp", "A lamp"), Choice("sun", "The sun"), Choice("none", "None at all")),
        ),
        Field(name="note", label="Note", value="by the door", optional=True),
    ),
    submit="Build it",
)


class Carpenter:
    """Answers as a desk's form: a name must not have a digit, and only a lamp has a colour."""

    def __init__(self) -> None:
        self.built: list[dict[str, str]] = []

    def respond(self, words: str) -> Answer:
        return FORM if words == "desk" else sentence(f"You said {words}.")

    def obey(self, command: Command) -> Answer:
        assert isinstance(command, FillForm)
        form = self._checked(FORM.filled(command.values))
        if command.done and not form.faulty:
            self.built.append(form.values)
            return sentence("It is built.")
        return form

    def _checked(self, form: Form) -> Form:
        fault = "A name has no digits." if any(char.isdigit() for char in form.values["name"]) else ""
        name, light, note = form.fields
        colour = (Field(name="colour", label="Colour", value="red"),) if light.value == "lamp" else ()
        shown = (Paragraph((Span(f"It will be {name.value}'s."),)),)
        return replace(form, fields=(replace(name, error=fault), light, *colour, note), preview=shown)


def sentence(words: str) -> Message:
    return Message(fallback=words, blocks=(Paragraph((Span(words),)),))


def talk(*lines: str) -> tuple[Carpenter, Conversation, Turn]:
    """A conversation after these lines."""
    carpenter = Carpenter()
    conversation, turn = Conversation(carpenter.respond, carpenter.obey), Turn()
    for line in lines:
        turn = conversation.hear(line)
    return carpenter, conversation, turn


def shown(turn: Turn) -> str:
    return "\n".join(map(plain, turn.shown))


def test_words_are_answered() -> None:
    _, conversation, turn = talk("hello")
    assert (shown(turn), turn.prompt, conversation.form) == ("You said hello.\n", "", None)


def test_yes_takes_what_the_last_answer_offers() -> None:
    said: list[str] = []

    def respond(words: str) -> Message:
        said.append(words)
        steps = (Button("Undo", command="undo it yes"), Button("Save", command=f"save {words}", primary=words == "new"))
        return Message(fallback=words, blocks=(Buttons((*steps, Button("Do it", command="delete x yes"))),))

    conversation = Conversation(respond, Carpenter().obey)
    for line in ("yes", "new", "yes", "Delete X", "y"):
        conversation.hear(line)
    assert said == ["new", "save new", "Delete X", "delete x yes"]


def after(blocks: tuple[Block, ...]) -> tuple[list[str], str]:
    """What is said where somebody says "hello" and then "yes" to an answer of these blocks; and the last answer."""
    said: list[str] = []

    def respond(words: str) -> Message:
        said.append(words)
        return Message(fallback=words, blocks=blocks)

    conversation = Conversation(respond, Carpenter().obey)
    conversation.hear("hello")
    return said, shown(conversation.hear("yes"))


def test_yes_takes_the_one_thing_that_was_probably_meant() -> None:
    guess = Small((Span("Did you mean "), Span("status", Style.COMMAND), Span("?")))
    assert after((guess,))[0] == ["hello", "status"]
    either = (Span("Did you mean "), Span("mute", Style.COMMAND), Span(" or "), Span("pause", Style.COMMAND))
    assert after((Small((*either, Span("?"))),))[0] == ["hello"]


def test_yes_to_steps_of_which_none_stands_first_names_them() -> None:
    steps = Buttons((Button("Take it back", command="unvote story 3"), Button("What was learned", command="learned")))
    said, last = after((steps,))
    assert said == ["hello"]
    assert "Several steps are offered; type `unvote story 3` or `learned`." in last


def test_yes_to_one_step_that_is_not_asked_about_says_how_it_is_taken() -> None:
    said, last = after((Buttons((Button("Undo", command="unvote story 3"),)),))
    assert said == ["hello"]
    assert "A plain yes does not take the one step offered; type `unvote story 3` if you want it." in last


def test_yes_at_a_question_keeps_what_stands_there() -> None:
    _, conversation, _ = talk("desk", "Ada", "sun", "yes")
    assert conversation.form is not None
    assert conversation.form.values["note"] == "by the door"
    assert "An answer is needed here." in shown(talk("desk", "y")[2])


def test_a_command_is_no_answer_but_its_words_may_be() -> None:
    for line in ("help", "search cameras", "status"):
        _, conversation, turn = talk("desk", line)
        assert f"You are in a form: A desk of your own. `{line}` is a command; `cancel` leaves the form" in shown(turn)
        assert (turn.prompt, conversation.field) == ("Name", "name")
    assert talk("desk", "(help)")[1].field == "light"


def test_what_loses_all_is_not_saved_by_a_mere_enter() -> None:
    carpenter = Carpenter()

    def obey(command: Command) -> Answer:
        answer = carpenter.obey(command)
        return replace(answer, loses_all=True) if isinstance(answer, Form) else answer

    for line, built in (("", 0), ("y", 1)):
        conversation = Conversation(carpenter.respond, obey)
        turns = [conversation.hear(words) for words in ("desk", "Ada", "sun", "")]
        assert turns[-1].prompt == "Build it? [y/N/edit]"
        conversation.hear(line)
        assert (len(carpenter.built), conversation.form) == (built, None)


def test_a_form_begins_with_what_it_is_about_and_its_first_question() -> None:
    _, conversation, turn = talk("desk")
    assert "A desk of your own" in shown(turn)
    assert "Short." in shown(turn)
    assert (turn.prompt, conversation.field) == ("Name", "name")


def test_choices_are_numbered_and_what_stands_there_is_in_brackets() -> None:
    _, _, turn = talk("desk", "Ada")
    assert shown(turn) == "1: A lamp\n2: The sun\n3: None at all\n"
    assert turn.prompt == "Light [A lamp]"


def test_a_long_answer_that_stands_is_shown_above_and_cut_in_brackets() -> None:
    long = "a query of very many words, and of some more than that"
    conversation = Conversation(lambda _: FORM.filled({"name": long}), Carpenter().obey)
    turn = conversation.hear("desk")
    assert f"> {long}" in shown(turn)
    assert turn.prompt == f"Name [{long[:39]}…]"


def test_a_form_is_saved_after_a_look_at_it() -> None:
    carpenter, conversation, turn = talk("desk", "Ada", "2", "")
    assert "Light: The sun\nNote: by the door\n\nIt will be Ada's." in shown(turn)
    assert turn.prompt == "Build it? [Y/n/edit]"
    assert carpenter.built == []
    assert "It is built." in shown(conversation.hear("y"))
    assert carpenter.built == [{"name": "Ada", "light": "sun", "note": "by the door"}]
    assert conversation.form is None


def offering() -> tuple[Carpenter, Conversation]:
    """A conversation about a desk with two suggestions, at its last question."""
    carpenter = Carpenter()
    offers = (
        Suggestion(label="Sunlight", values={"light": "sun"}, gist="no lamp to pay for"),
        Suggestion(label="A robot", values={"name": "R2D2"}),
    )

    def obey(command: Command) -> Answer:
        answer = carpenter.obey(command)
        return replace(answer, suggestions=offers) if isinstance(answer, Form) else answer

    conversation = Conversation(carpenter.respond, obey)
    for line in ("desk", "Ada", "none"):
        conversation.hear(line)
    return carpenter, conversation


def test_a_number_takes_a_suggestion() -> None:
    carpenter, conversation = offering()
    turn = conversation.hear("")
    assert "1: Sunlight  no lamp to pay for\n2: A robot" in shown(turn)
    assert turn.prompt == "Build it? [Y/n/edit/1-2]"
    assert "Light: The sun" in shown(conversation.hear("1"))
    conversation.hear("y")
    assert [built["light"] for built in carpenter.built] == ["sun"]


def test_a_suggestion_that_makes_a_value_wrong_asks_for_it() -> None:
    _, conversation = offering()
    conversation.hear("")
    turn = conversation.hear("2")
    assert "WARNING: Name: A name has no digits." in shown(turn)
    assert conversation.field == "name"
    assert conversation.hear("3").prompt == "Name [R2D2]"


def test_values_decide_what_is_asked() -> None:
    assert talk("desk", "Ada", "1")[1].field == "colour"
    assert talk("desk", "Ada", "2")[1].field == "note"


def test_a_choice_is_known_by_number_value_label_and_a_part_of_it() -> None:
    for line in ("2", "sun", "The Sun", "the s"):
        assert talk("desk", "Ada", line, "", "")[0].built == [{"name": "Ada", "light": "sun", "note": "by the door"}]


def test_a_dash_empties_what_is_optional() -> None:
    assert talk("desk", "Ada", "sun", "-", "yes")[0].built[0]["note"] == ""


def test_a_wrong_value_is_told_at_once_and_asked_again() -> None:
    _, conversation, turn = talk("desk", "R2D2")
    assert "WARNING: A name has no digits." in shown(turn)
    assert (turn.prompt, conversation.field) == ("Name", "name")
    assert "Choose one of 1 to 3." in shown(talk("desk", "Ada", "candle")[2])
    assert "An answer is needed here." in shown(talk("desk", "")[2])


def test_edit_goes_through_the_questions_again_and_keeps_the_answers() -> None:
    _, conversation, turn = talk("desk", "Ada", "sun", "", "edit")
    assert turn.prompt == "Name [Ada]"
    for line in ("", "", "by the window"):
        turn = conversation.hear(line)
    assert "Name: Ada\nLight: The sun\nNote: by the window" in shown(turn)


def test_leaving_saves_nothing() -> None:
    for lines in (("cancel",), ("Ada", "exit"), ("Ada", "sun", "", "n"), ("Ada", "sun", "", "maybe", "No")):
        carpenter, conversation, turn = talk("desk", *lines)
        assert "nothing is saved" in shown(turn)
        assert (carpenter.built, conversation.form) == ([], None)
    carpenter, conversation, _ = talk("desk", "Ada")
    assert "nothing is saved" in shown(conversation.leave())
    assert conversation.leave() == Turn()


@given(st.lists(st.one_of(st.sampled_from(["", "y", "n", "-", "1", "2", "9", "edit", "cancel", "desk"]), st.text())))
def test_nothing_is_built_but_by_a_yes(lines: list[str]) -> None:
    carpenter = Carpenter()
    conversation = Conversation(carpenter.respond, carpenter.obey)
    for line in lines:
        asked_to_save = conversation.form is not None and not conversation.field
        before = len(carpenter.built)
        conversation.hear(line)
        assert len(carpenter.built) == before or (asked_to_save and line.strip().casefold() in ("", "y", "yes"))
