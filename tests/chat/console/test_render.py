"""A message in a terminal: links behind words, no line too long, and no command in a stranger's text."""

import io
import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.chat.console.bars import bar
from bot.chat.console.blocks import DRAW
from bot.chat.console.render import WIDTH, show
from bot.model.answer import Answer
from bot.model.form import Choice, Field, FieldKind, Form, Suggestion
from bot.model.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    Feedback,
    Fields,
    Header,
    Item,
    Message,
    Notice,
    PageLink,
    Paragraph,
    Quote,
    Rule,
    Small,
    Span,
    Style,
    Table,
    Tone,
    WebLink,
)
from bot.model.panel import Panel, Section

BASE = "https://press.example"
ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")


def drawn(*blocks: Block, base_url: str = BASE, reply: bool = False, width: int = 80, terminal: bool = True) -> str:
    message = Message(fallback="In one line", blocks=blocks)
    return printed(message, base_url=base_url, reply=reply, width=width, terminal=terminal)


def printed(
    answer: Answer, *, base_url: str = BASE, reply: bool = False, width: int = 80, terminal: bool = False
) -> str:
    color = "truecolor" if terminal else None
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, color_system=color)  # type: ignore[arg-type]
    show(console, answer, base_url=base_url, reply=reply)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def words(*blocks: Block, base_url: str = BASE, reply: bool = False, width: int = 80) -> list[str]:
    """The visible lines on a terminal."""
    return ESCAPES.sub("", drawn(*blocks, base_url=base_url, reply=reply, width=width)).splitlines()


def spans(text: str) -> tuple[Span, ...]:
    return (Span(text),)


STORY = Item(
    3, (Span("A list is copied", link=WebLink("https://news.example/a?b=1")),), spans("It was long."), spans("New")
)

EVERY_BLOCK: tuple[Block, ...] = (
    Header("Facial recognition · No. 9"),
    Small((Span("11 stories", Style.STRONG, PageLink("digests/abc", "stories")),)),
    Paragraph(spans("The bottom line, which is long enough to need a second line on a narrow screen.")),
    Quote(spans("Somebody’s own words")),
    Bullets((spans("one"), spans("two"))),
    STORY,
    Item(0, spans("Also noted")),
    Fields((("Topic", spans("ai-privacy")),)),
    Table(("Feed", "New"), (("Beat Daily", "14"),), (1,)),
    Chart("Stories a week", ("last", "this"), (2, 4)),
    Notice(Tone.WARNING, spans("A feed is silent")),
    Rule(),
    Buttons((Button("Read on the web", PageLink("digests/abc")), Button("Why these?", command="why 1"))),
    Feedback(Button("Useful", command="useful 1"), Button("Not for us", command="useless 1")),
)


STEPS = EVERY_BLOCK[-2]


def test_every_kind_of_block_is_drawn() -> None:
    assert set(DRAW) == set(get_args(Block)) == {type(block) for block in EVERY_BLOCK}


def test_the_order_and_the_rhythm_of_a_message() -> None:
    lines = words(*EVERY_BLOCK[:3], STORY, Rule(), EVERY_BLOCK[1], width=60)
    assert [line.strip() for line in lines] == [
        "━" * 59,
        "Facial recognition · No. 9",
        "11 stories",
        "",
        "The bottom line, which is long enough to need a second line",
        "on a narrow screen.",
        "",
        "3 A list is copied",
        "It was long.",
        "New",
        "",
        "─" * 59,
        "11 stories",
        "",
    ]


def test_a_reply_s_parts_stand_together() -> None:
    title, quote, small = Item(1, spans("A title")), Quote(spans("Their words")), Small(spans("Who was first"))
    lines = words(title, quote, small, Paragraph(spans("Also noted")), Bullets((spans("one"),)))
    assert [line.strip() for line in lines[:3]] == ["1 A title", "▎ Their words", "Who was first"]
    assert [line.strip() for line in lines[3:6]] == ["", "Also noted", "• one"]


def test_a_title_carries_its_link() -> None:
    assert re.search(r"\x1b\]8;[^;]*;https://news\.example/a\?b=1\x1b\\[^\n]*A list is copied", drawn(STORY))
    assert "https://news.example" not in "".join(words(STORY))


def test_without_a_terminal_the_address_is_in_words_and_nothing_is_coloured() -> None:
    plain = drawn(STORY, terminal=False)
    assert "https://news.example/a?b=1" in plain
    assert "\x1b" not in plain


def test_figures_open_our_page_where_there_is_an_address() -> None:
    figures = EVERY_BLOCK[1]
    assert f"{BASE}/digests/abc#stories" in drawn(figures)
    assert "digests/abc" not in drawn(figures, base_url="")
    assert "11 stories" in "".join(words(figures, base_url=""))


def test_buttons_say_where_they_lead() -> None:
    lines = [line.split() for line in words(STEPS)]
    assert ["Read", "on", "the", "web", f"{BASE}/digests/abc"] in lines
    assert ["Why", "these?", "→", "why", "1"] in lines


def test_a_button_that_leads_nowhere_is_left_out() -> None:
    assert "Read on the web" not in "".join(words(STEPS, base_url=""))
    assert "Why these?" in "".join(words(STEPS, base_url=""))
    nowhere = Buttons((Button("Read on the web", PageLink("digests/abc")),))
    assert words(Header("A title"), nowhere, base_url="") == words(Header("A title"))


def test_what_can_be_said_of_a_story_is_one_line_of_words() -> None:
    menu = (Button("Mute it", command="mute story 1"), Button("Read", PageLink("digests/abc")))
    votes = Feedback(Button("Useful", command="useful 1"), Button("Not for us", command="useless 1"), menu)
    assert words(votes)[0].strip() == "→ useful 1  → useless 1  → mute story 1"
    assert words(Header("A title"), Feedback(Button("Yes"), Button("No"))) == words(Header("A title"))


def test_a_reply_stands_under_its_parent() -> None:
    lines = words(*EVERY_BLOCK, reply=True)
    assert all(line.startswith("   │") for line in lines[:-1])


def test_a_message_without_blocks_says_its_fallback() -> None:
    assert words()[0].strip() == "In one line"


@pytest.mark.parametrize("width", [1, 8, 30, 80, 200])
@pytest.mark.parametrize("reply", [False, True])
def test_no_line_is_too_long(width: int, *, reply: bool) -> None:
    longest = max(cell_len(line) for line in words(*EVERY_BLOCK, width=width, reply=reply))
    assert longest <= min(WIDTH, width) or width < 8


def test_no_line_ends_in_spaces() -> None:
    assert [line for line in words(*EVERY_BLOCK) if line != line.rstrip()] == []


def test_markup_is_text() -> None:
    assert "[bold red]x[/] :smile: [link=https://evil.example]" in "".join(
        words(Header("[bold red]x[/] :smile: [link=https://evil.example]"))
    )


HOSTILE = (
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07bank\x1b]8;;\x07 \x9b2J"
    "\u202eturned\u2066 a\tb\r\nc\x00\ud800\x07"
)


@pytest.mark.parametrize("terminal", [True, False])
def test_a_title_cannot_command_the_terminal(*, terminal: bool) -> None:
    for block in everywhere(HOSTILE):
        text = drawn(block, terminal=terminal)
        assert not controls(ESCAPES.sub("", text) if terminal else text)
        assert "evil.example" not in text
        assert "\x1b[31m" not in text


def everywhere(text: str) -> tuple[Block, ...]:
    """The text in each place of each block."""
    each = (Span(text, link=WebLink("https://news.example/")),)
    return (
        Header(text),
        Paragraph(each),
        Small(each),
        Quote(each),
        Bullets((each,)),
        Item(1, each, each, each),
        Fields(((text, each),)),
        Table((text,), ((text,),)),
        Chart(text, (text,), (1,)),
        Notice(Tone.INFO, each),
        Buttons((Button(text, command=text), Button(text, WebLink("https://news.example/")))),
        Feedback(Button(text, command=text), Button(text, command=text), (Button(text, command=text),)),
    )


def controls(text: str) -> list[str]:
    return re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)


@given(st.text(st.characters()))
def test_no_text_commands_the_terminal(text: str) -> None:
    assert not controls(drawn(*everywhere(text), terminal=False))
    assert not controls(printed(form_of(text)))
    assert not controls(printed(Panel(title=text, fallback=text, sections=(Section(text, everywhere(text)),))))


def form_of(text: str) -> Form:
    """A form with a text in every place."""
    choices = (Choice(text, text), Choice("other", text))
    fields = (
        Field(name="line", label=text, value=text, hint=text, error=text),
        Field(name="choice", label=text, kind=FieldKind.CHOICE, choices=choices, value=text),
    )
    blocks = everywhere(text)
    offers = (Suggestion(label=text, values={"line": text}, gist=text),)
    return Form(
        name="x",
        title=text,
        fields=fields,
        intro=blocks,
        preview=blocks,
        suggestions=offers,
        submit=text,
        spoken=text,
    )


def test_a_form_is_drawn_whole_where_nobody_can_be_asked() -> None:
    form = Form(
        name="desk",
        title="A desk",
        fields=(
            Field(name="name", label="Name", value="Ada", optional=True, error="Not `Ada`."),
            Field(name="light", label="Light", kind=FieldKind.CHOICE, choices=(Choice("sun", "The sun"),)),
        ),
        suggestions=(Suggestion(label="Two lamps", values={"light": "two"}, gist="brighter"),),
        spoken="desk NAME",
    )
    lines = [line.strip(" │") for line in printed(form).splitlines()]
    assert [line for line in lines if line and not set(line) & set("━╭╰")] == [
        "A desk",
        "Name (optional)  Ada",
        "▲ Not Ada.",
        "Light",
        "One of: The sun.",
        "• Two lamps  brighter",
        "In one line: desk NAME",
    ]


def test_a_panel_has_a_line_over_each_section() -> None:
    lines = printed(
        Panel(title="Home", fallback="", sections=(Section("Feeds", (Paragraph(spans("All well.")),)),)), width=40
    ).splitlines()
    assert [line.strip() for line in lines] == ["━" * 39, "Home", "", f"Feeds {'─' * 33}", "All well.", ""]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a.example/\x1b\\\x1b[31m",
        "https://a.example/ b",
        "https://a.example/\x9c",
        "",
    ],
)
def test_an_unfit_address_is_no_link(url: str) -> None:
    text = drawn(Paragraph((Span("words", link=WebLink(url)),)), Buttons((Button("Go", WebLink(url)),)))
    assert "\x1b]8" not in text
    assert "Go" not in text


def test_an_address_is_written_in_ascii() -> None:
    text = drawn(Paragraph((Span("words", link=WebLink("https://a.example/ü?q=%41&b=c#d")),)))
    assert "https://a.example/%C3%BC?q=%41&b=c#d" in text


@given(st.integers(0, 500), st.integers(0, 500))
def test_bars_grow_with_their_values(one: int, other: int) -> None:
    highest = max(one, other)
    assert len(bar(one, highest)) <= 32
    assert bool(bar(one, highest)) == (one > 0)
    assert one <= other or len(bar(one, highest)) >= len(bar(other, highest))


@pytest.mark.parametrize("width", [60, 80])
def test_no_step_is_broken(width: int) -> None:
    """Neither between its arrow and its words, nor within a name or an address."""
    steps = [Button(word, command=f"{word} story 63 of-a-long-topic") for word in ("useful", "useless", "why", "mute")]
    lines = words(Feedback(steps[0], steps[1], tuple(steps[2:])), width=width)
    shown = [step for line in lines if line for step in line.strip().split("  ")]
    assert shown == [f"→ {step.command}" for step in steps]
    link = PageLink("d/OlItFwU5aB2cUBCkvbxQ-and-so-on")
    pages = words(Buttons((Button("All of the digest on its page", link=link), steps[0])), width=width)
    assert any(f"{BASE}/{link.path}" in line for line in pages)
