"""Text from strangers shows as it stands and does nothing; it is never cut through an entity or a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.render.fit import fitted, size
from bot.chat.render.safe import plain, typed
from bot.chat.slack.escape import coded, literal
from bot.chat.slack.lines import line
from bot.model.message import PageLink, Span, Style, WebLink
from tests.chat.hostile import TITLES, links, titles
from tests.chat.slack.reader import harm
from tests.chat.slack.reader import links as links_of

BASE = "https://press.example"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("AT&T < Bell > Co.", "AT&amp;T &lt; Bell &gt; Co."),
        ("<!channel>", "&lt;!channel&gt;"),
        ("*loud* ~gone~ `run`", "∗loud∗ ∼gone∼ ˋrunˋ"),
        ("snake_case, _slanted_ and __init__", "snake_case, ˍslantedˍ and ˍˍinitˍˍ"),
        (":skull: at 9:30", "∶skull: at 9:30"),
        ("a half:smi", "a half∶smi"),
        ("since 16:30: CNN, at 15:02", "since 16∶30: CNN, at 15:02"),
        ("two\nlines", "two lines"),
        ("turned\u202e round", "turned round"),
    ],
)
def test_text_shows_as_it_stands(text: str, shown: str) -> None:
    assert literal(text) == shown


def test_code_keeps_its_signs() -> None:
    assert coded("a*b~c_d `e` <f>") == "a*b~c_d ˋeˋ &lt;f&gt;"


def test_plain_text_has_no_angles() -> None:
    assert plain("<!here> AT&T *x*") == "‹!here› AT&T *x*"


def test_what_comes_back_comes_back_as_it_was() -> None:
    assert typed("covered>=3 *x*\n`y`") == "covered>=3 *x*\n`y`"
    assert typed("a\ud800b") == "ab"


@pytest.mark.parametrize("text", TITLES)
@pytest.mark.parametrize("limit", [0, 1, 2, 5, 40, 150, 3_000])
def test_a_cut_keeps_within_its_limit(text: str, limit: int) -> None:
    for dress in (literal, coded, plain):
        shown = fitted(text, limit, dress)
        assert size(shown) <= limit
        assert not harm(shown) or dress is not literal
        assert shown == dress(text) or shown in ("", "…") or shown.endswith("…")


def test_a_cut_says_so_and_cuts_no_entity() -> None:
    assert [fitted("a&b", limit, literal) for limit in (7, 6, 3, 2, 1, 0)] == ["a&amp;b", "a…", "a…", "a…", "…", ""]
    assert fitted("x😀y", 3, plain) == "x…"
    assert fitted("👩‍👩 b", 4, plain) == "👩…"


def spoken(*spans: Span, limit: int = 3_000, style: Style = Style.PLAIN) -> str:
    return line(spans, BASE, limit, style=style)


STRONG, SLANT, CODE = Style.STRONG, Style.EMPHASIS, Style.CODE


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ((Span("a"), Span(" b ", STRONG), Span("c")), "a *b* c"),
        ((Span("a", STRONG), Span("bc")), "*a*\u200bbc"),
        ((Span("x"), Span("a", STRONG), Span("b", SLANT)), "x\u200b*a*\u200b_b_"),
        ((Span("one ", STRONG), Span("two", STRONG)), "*one two*"),
        ((Span("one", STRONG), Span(" "), Span("two", STRONG)), "*one two*"),
        ((Span("one", CODE), Span(" "), Span("two", CODE)), "`one` `two`"),
        ((Span("("), Span("a", STRONG), Span(")")), "(*a*)"),
        ((Span("> no quotation"),), "› no quotation"),
        ((Span("  "), Span(""), Span("a")), "a"),
        ((Span("In one line: "), Span("x:")), "In one line: x:"),
        ((Span("a:"), Span("smile:")), "a:\u200bsmile:"),
        ((Span("since 13:58"), Span(": CNN")), "since 13:58\u200b: CNN"),
        ((Span("Title", STRONG, WebLink("https://a.example/?x=1&y=2")),), "*<https://a.example/?x=1&amp;y=2|Title>*"),
        (
            (Span("7 stories", link=PageLink("digests/tok", "all")),),
            "<https://press.example/digests/tok#all|7 stories>",
        ),
        ((Span("run", CODE, WebLink("https://a.example/")),), "<https://a.example/|run>"),
        ((Span("no", link=WebLink("javascript:x")),), "no"),
    ],
)
def test_spans_are_dressed(spans: tuple[Span, ...], shown: str) -> None:
    assert spoken(*spans) == shown


def test_a_line_has_one_style_where_its_spans_have_none() -> None:
    assert spoken(Span("1 · "), Span("Title", link=WebLink("https://a.example/")), style=STRONG) == (
        "*1 · <https://a.example/|Title>*"
    )


def test_a_link_that_does_not_fit_leaves_its_words() -> None:
    far = WebLink("https://a.example/" + "x" * 3_000)
    assert spoken(Span("words", link=far)) == "words"
    near = WebLink("https://a.example/" + "x" * 30)
    assert spoken(Span("words", link=near), limit=50) == "words"


@given(
    st.lists(st.builds(Span, titles, st.sampled_from(Style), links.map(WebLink) | st.none()), max_size=6),
    st.integers(0, 400),
)
def test_no_line_does_harm(spans: list[Span], limit: int) -> None:
    shown = line(spans, "", limit)
    assert size(shown) <= limit
    assert harm(shown) == []
    assert all(url.startswith("https://news.example/") for url in links_of(shown))
    assert "\n" not in shown
