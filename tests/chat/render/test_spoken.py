"""Words to say, as they are said on a platform: in every block, in fields, and once."""

from bot.chat.render.spoken import spoken
from bot.flow.answer.phrases import plain_answer, said, says, text, with_code
from bot.model.form import Field, Form
from bot.model.message import Bullets, Item, Message, Span, Style
from bot.model.panel import Panel, Section

BEFORE = "/press "
HELP = Span("/press help", Style.CODE)


def test_commands_get_what_stands_before_them_wherever_they_stand() -> None:
    nested = (Bullets(((said("help"),),)), Item(1, (said("help"),), (text("help"),)))
    message = Message(fallback="help", blocks=nested)
    bullets, item = spoken(message, BEFORE).blocks
    assert bullets == Bullets(((HELP,),))
    assert item == Item(1, (HELP,), (text("help"),))


def test_other_code_and_what_buttons_say_stay_as_they_are() -> None:
    message = plain_answer("Run `presswatch poll` or look at `fetch.allow`.", buttons=[says("help", "Help")])
    assert spoken(message, BEFORE) == message


def test_a_sentence_knows_its_commands_from_other_code() -> None:
    styles = [span.style for span in with_code("`topic show NAME` shows `help-wanted`, not `Status`; `feeds health`.")]
    assert styles[::2] == [Style.COMMAND, Style.CODE, Style.CODE, Style.COMMAND]


def test_a_form_s_hints_and_faults_are_spoken_too() -> None:
    field = Field(name="a", label="A", hint="As `status` says.", error="No `=word`; `search` finds it.")
    form = Form(name="f", title="F", fields=(field,))
    [shown] = spoken(form, BEFORE).fields
    assert (shown.hint, shown.error) == ("As `/press status` says.", "No `=word`; `/press search` finds it.")


def test_a_panel_is_spoken_and_nothing_twice() -> None:
    panel = Panel(title="P", fallback="P", sections=(Section("S", plain_answer("Say `help`.").blocks),))
    once = spoken(panel, "@Presswatch ")
    assert once.sections[0].blocks[0] == plain_answer("Say `@Presswatch help`.").blocks[0]
    assert spoken(once, BEFORE) == once
