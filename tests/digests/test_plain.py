from bot.digests.write.plain import plain
from bot.model.message import (
    Button,
    Buttons,
    Chart,
    Fields,
    Item,
    Message,
    Notice,
    Quote,
    Rule,
    Span,
    Style,
    Table,
    Tone,
)


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
