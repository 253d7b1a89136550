"""Strangers' words become text, and only web addresses become links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bot.model.message import PageLink, Span, Style, WebLink
from bot.web.markup import link_html, marked, spans_html
from tests.web.sample import evidence

HERE = "digests/secret-token"
REL = 'rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span("a < b & c"), "a &lt; b &amp; c"),
        (Span("New", Style.STRONG), "<b>New</b>"),
        (Span("<i>", Style.CODE), "<code>&lt;i&gt;</code>"),
        (Span("9 stories", link=PageLink(HERE, "stories")), '<a href="#stories">9 stories</a>'),
        (Span("elsewhere", link=PageLink("digests/other", "stories")), "elsewhere"),
        (
            Span("CNN", Style.EMPHASIS, WebLink("https://a.example")),
            f'<a href="https://a.example" {REL}><em>CNN</em></a>',
        ),
        (Span("bad", link=WebLink("javascript:alert(1)")), "bad"),
    ],
)
def test_spans(span: Span, expected: str) -> None:
    assert spans_html((span,), HERE) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>1</script>",
        "https:evil",
        "//evil.example",
        "https://a.example/ onclick=x",
        "https://a.example/\x00",
        "vbscript:x",
    ],
)
def test_other_addresses_are_no_links(url: str) -> None:
    assert link_html("A title", url) == "<bdi>A title</bdi>"


def test_an_address_stays_inside_its_quotes() -> None:
    shown = link_html("t", 'https://a.example/"><script>alert(1)</script>')
    element = html.fragment_fromstring(shown)
    assert element.get("href") == 'https://a.example/"><script>alert(1)</script>'
    assert [child.tag for child in element.iter()] == ["a", "bdi"]


def test_words_that_matched_are_marked() -> None:
    found = [evidence("clearview", "Clearview"), evidence('"face search"', "face search", "body")]
    assert marked("Clearview’s face search <b>", found) == (
        "<mark>Clearview</mark>’s <mark>face search</mark> &lt;b&gt;"
    )


def test_only_whole_words_are_marked() -> None:
    assert marked("Surfaces and a FACE.", [evidence("face", "face")]) == "Surfaces and a <mark>FACE</mark>."
    assert marked("人脸识别系统", [evidence("人脸", "人脸")]) == "<mark>人脸</mark>识别系统"


def test_evidence_from_other_fields_marks_nothing() -> None:
    assert (
        marked("The BBC says", [evidence("source:bbc", "BBC", "source"), evidence("after:2026", "")]) == "The BBC says"
    )


@given(st.text(), st.lists(st.text(max_size=5)))
def test_marking_changes_no_word(text: str, words: list[str]) -> None:
    shown = marked(text, [evidence("x", each) for each in words])
    assert shown.replace("<mark>", "").replace("</mark>", "") == marked(text, [])
