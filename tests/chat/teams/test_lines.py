"""Spans as a line of a TextBlock: styles by Markdown's signs, words to be typed in quotes, links around their words."""

import pytest

from bot.chat.teams.lines import line
from bot.model.message import Span, Style, WebLink
from tests.chat.samples import BASE
from tests.chat.teams.reader import harm, links, words

LINK = WebLink("https://news.example/a_(b)")


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ((Span("plain"),), "plain"),
        ((Span("strong", Style.STRONG), Span(" and "), Span("soft", Style.EMPHASIS)), "**strong** and _soft_"),
        ((Span("say "), Span("why 1", Style.COMMAND)), "say “why 1”"),
        ((Span("Clearview AI", Style.CODE),), "“Clearview AI”"),
        ((Span('"Clearview AI"', Style.CODE),), "“Clearview AI”"),
        ((Span('"a" OR "b"', Style.CODE),), '“"a" OR "b"”'),
        ((Span('""', Style.CODE),), '“""”'),
        ((Span('"said"'),), '"said"'),
        ((Span("- a dash"),), "\u200b- a dash"),
        ((), ""),
    ],
)
def test_styles_are_signs(spans: tuple[Span, ...], shown: str) -> None:
    assert line(spans, BASE) == shown


def test_a_link_leads_where_it_should_and_nothing_in_it_ends_it() -> None:
    shown = line((Span("Read "), Span("[this](x)", link=LINK)), BASE)
    assert links(shown) == ["https://news.example/a%5F%28b%29"]
    assert harm(shown) == []


@pytest.mark.parametrize("limit", [12, 20, 40])
def test_what_is_too_long_ends_in_an_ellipsis(limit: int) -> None:
    shown = line((Span("word " * 30, Style.STRONG),), BASE, limit)
    assert len(shown) <= limit
    assert words(shown).endswith("…")
