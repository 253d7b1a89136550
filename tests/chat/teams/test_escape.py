"""Text from strangers shows as it stands and does nothing, wherever in a line it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.render.fit import size
from bot.chat.teams.escape import begun, label, literal, target
from bot.chat.teams.lines import line
from bot.model.message import PageLink, Span, Style, WebLink
from tests.chat.hostile import TITLES, links, titles
from tests.chat.teams.reader import harm, unsafe, words
from tests.chat.teams.reader import links as links_of

BASE = "https://press.example"
STRONG, SLANT, CODE = Style.STRONG, Style.EMPHASIS, Style.CODE


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("AT&T, Q&A", "AT&T, Q&A"),
        ("*loud* ~gone~ `run`", "∗loud∗ ∼gone∼ ˋrunˋ"),
        ("snake_case, _slanted_ and __init__", "snake_case, ˍslantedˍ and ˍˍinitˍˍ"),
        ("[x](https://evil.example)", "❲x❳(https://evil.example)"),
        ("<at>Everyone</at>", "‹at›Everyone‹/at›"),
        ("C:\\new", "C:∖new"),
        ("two\nlines", "two lines"),
        ("turned\u202e round", "turned round"),
        ("Windows 11 (24H2), 1.5 #privacy", "Windows 11 (24H2), 1.5 #privacy"),
    ],
)
def test_text_shows_as_it_stands(text: str, shown: str) -> None:
    assert words(literal(text)) == shown


@pytest.mark.parametrize("text", ["{{DATE(2020-01-01T00:00:00Z)}}", "${name}", "&lt;at&gt;", "&#42;", "a { b"])
def test_nothing_is_filled_in_or_decoded(text: str) -> None:
    assert words(literal(text)) == text
    assert not unsafe(label(text))


@pytest.mark.parametrize("text", ["1. one", "2020) x", "- x", "+ x", "# x", "> x", "---", "===", "| a |", "12345. x"])
def test_a_line_begins_no_list_and_no_heading(text: str) -> None:
    shown = begun(literal(text))
    assert harm(shown) == []
    assert words(shown).replace("›", ">") == text


@pytest.mark.parametrize("text", ["1.5 million", "Clearview", "(x)", "12345678901. x", "“x”", "👍 x"])
def test_a_line_that_begins_nothing_is_left_alone(text: str) -> None:
    assert begun(literal(text)) == text


def test_an_address_ends_no_link() -> None:
    assert target("https://a.example/x_(y)[z]*~") == "https://a.example/x%5F%28y%29%5Bz%5D%2A%7E"


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ((Span("a"), Span(" b ", STRONG), Span("c")), "a **b** c"),
        ((Span("a", STRONG), Span("bc")), "**a**\u200abc"),
        ((Span("a", STRONG), Span("b", SLANT)), "**a**\u200a_b_"),
        ((Span("one "), Span("two", STRONG), Span(", "), Span("three", STRONG)), "one **two**, **three**"),
        ((Span("one", STRONG), Span(" "), Span("two", STRONG)), "**one two**"),
        ((Span("say "), Span("help", CODE), Span(".")), "say “help”."),
        ((Span("Title", STRONG, WebLink("https://a.example/?x=1&y=2")),), "**[Title](https://a.example/?x=1&y=2)**"),
        (
            (Span("7 stories", link=PageLink("digests/tok", "all")),),
            "[7 stories](https://press.example/digests/tok#all)",
        ),
        ((Span("run", CODE, WebLink("https://a.example/")),), "[run](https://a.example/)"),
        ((Span("no", link=WebLink("javascript:x")),), "no"),
        ((Span("1"), Span(". x")), "\u200b1. x"),
    ],
)
def test_spans_are_dressed(spans: tuple[Span, ...], shown: str) -> None:
    assert line(spans, BASE) == shown
    assert harm(line(spans, BASE)) == []


@pytest.mark.parametrize("text", TITLES)
def test_styles_hold_whatever_they_hold(text: str) -> None:
    around = (Span("a", SLANT), Span(text, STRONG), Span("b"), Span(text, SLANT), Span(text), Span(text, STRONG))
    assert harm(line(around, "")) == []


@given(
    st.lists(st.builds(Span, titles, st.sampled_from(Style), links.map(WebLink) | st.none()), max_size=6),
    st.integers(0, 400),
)
@settings(max_examples=60)
def test_no_line_does_harm(spans: list[Span], limit: int) -> None:
    shown = line(spans, "", limit)
    assert size(shown) <= max(limit, 0)
    assert harm(shown) == []
    assert all(url.startswith("https://news.example/") for url in links_of(shown))
    assert "\n" not in shown
