from bot.digests.write.plain import plain
from bot.model.form import Choice, Field, FieldKind, Form
from bot.model.message import (
    Button,
    Buttons,
    Chart,
    Fields,
    Item,
    Message,
    Notice,
    Paragraph,
    Quote,
    Rule,
    Span,
    Style,
    Table,
    Tone,
)
from bot.model.panel import Panel, Section


def text(*blocks: object) -> str:
    return plain(Message(fallback="", blocks=blocks))  # type: ignore[arg-type]


def test_an_item_without_number_and_clause_is_two_lines() -> None:
    assert text(Item(0, (Span("Title"),), (), (Span("small"),))) == "Title\nsmall\n"


def test_code_stands_in_backticks_and_quotes_are_marked() -> None:
    assert text(Quote((Span("face", Style.CODE), Span(" in title")))) == "> `face` in title\n"


def test_tables_and_charts_are_aligned() -> None:
    table = Table(("feed", "new"), (("ICO", "7"), ("MSSP Alert", "12")), numeric=(1,))
    assert text(table) == "feed        new\nICO           7\nMSSP Alert   12\n"
    assert text(Chart("Stories", ("No. 9", "No. 10"), (4, 11))) == "Stories\nNo. 9    4\nNo. 10  11\n"


def test_the_other_blocks() -> None:
    shown = text(
        Fields((("Zone", (Span("UTC"),)),)),
        Notice(Tone.WARNING, (Span("ICO is silent."),)),
        Rule(),
        Buttons((Button("Read"), Button("Why"))),
    )
    assert shown == f"Zone: UTC\n\nWARNING: ICO is silent.\n\n{'-' * 20}\n\n[Read] [Why]\n"


def test_a_form_is_its_fields_what_it_would_bring_and_one_line() -> None:
    light = (Choice("lamp", "A lamp"), Choice("sun", "The sun"))
    form = Form(
        name="desk",
        title="A desk",
        intro=(Paragraph((Span("Of wood."),)),),
        fields=(
            Field(name="name", label="Name", hint="Short.", error="It is missing."),
            Field(name="light", label="Light", kind=FieldKind.CHOICE, value="sun", choices=light),
        ),
        preview=(Paragraph((Span("It will be bright."),)),),
        submit="Build",
        spoken="desk NAME",
    )
    fields = "Name: –\nShort.\nWARNING: It is missing.\n\nLight: The sun\n○ A lamp\n○ The sun"
    assert plain(form) == f"A desk\n\nOf wood.\n\n{fields}\n\nIt will be bright.\n\n[Build]\n\nOr say `desk NAME`\n"


def test_a_panel_is_its_sections() -> None:
    first, second = Section("First", (Paragraph((Span("one"),)),)), Section("Second", (Rule(),))
    panel = Panel(title="Home", fallback="", sections=(first, second))
    assert plain(panel) == f"Home\n\nFirst\n\none\n\nSecond\n\n{'-' * 20}\n"
