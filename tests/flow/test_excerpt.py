"""Excerpt: around what a search met; other articles' words with their source; where it was met, if no text shows it."""

from dataclasses import replace

import pytest

from bot.digests.compose import USUAL_LIMITS, ExtractLimits
from bot.digests.write.plain import line
from bot.flow.answer.excerpt import Hit, around, excerpt
from bot.flow.arrival import document_of
from bot.model.entry import Entry
from bot.model.message import Span, Style
from bot.stories.query import evaluate, parse
from tests.digests.samples import entry

LONG = "The committee met on Monday and heard eleven people. " * 8
TOLD = "A faceprint was found in the cellar."
MOST = 154  # characters, with the signs at both ends
LEAD = replace(entry(1, "Gate opens", LONG, source="Gazette"), author="Jane Roe", link="https://gazette.example/1")
OTHER = replace(entry(2, "Gate opens at last", LONG + TOLD + LONG, source="Courier"), link="https://courier.example/2")


def shown(query: str, *entries: Entry, limits: ExtractLimits = USUAL_LIMITS) -> str:
    """What stands below the lead's title, of the entries that the query is true of."""
    verdicts = ((one, evaluate(parse(query), document_of(one))) for one in entries)
    return line(excerpt(LEAD, [Hit(one, verdict) for one, verdict in verdicts if verdict.matched], limits))


def test_the_words_that_were_met_stand_in_it_however_far_in() -> None:
    assert TOLD in shown("faceprint", replace(LEAD, summary=LONG + TOLD + LONG))


def test_another_article_s_words_come_with_their_source() -> None:
    assert shown("faceprint OR gate", LEAD, OTHER).startswith("Courier: … ")
    assert TOLD in shown("faceprint OR gate", LEAD, OTHER)


def test_the_lead_s_own_words_come_first() -> None:
    assert "Courier" not in shown("committee", OTHER, LEAD)


def test_a_title_that_is_not_shown_is_said() -> None:
    assert shown("title:last", OTHER) == "Courier: “Gate opens at last”"
    assert shown("title:gate", OTHER, LEAD).startswith("The committee met")


def test_of_a_source_that_may_not_be_quoted_nothing_is_shown_and_another_s_words_are() -> None:
    limits = ExtractLimits(by_source={"COURIER": 0})
    assert shown("faceprint", OTHER, limits=limits).startswith("The committee met")  # the lead's own
    assert "eleven people" in shown("faceprint OR committee", OTHER, LEAD, limits=limits)
    assert shown("committee", LEAD, limits=ExtractLimits(default=0)) == ""


def test_no_more_is_shown_than_the_limit() -> None:
    assert 20 < len(shown("committee", LEAD, limits=ExtractLimits(default=60))) <= 64


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("author:jane", "By Jane. The committee"),
        ("source:courier", "Told by Courier, too. The committee"),
        ("site:courier.example", "Told by Courier, too. The committee"),
        ("source:gazette", "The committee"),
    ],
)
def test_what_no_text_shows_is_said_in_words(query: str, said: str) -> None:
    assert shown(query, LEAD, OTHER).startswith(said)


def test_near_the_end_of_a_text_more_of_what_is_before_is_shown() -> None:
    start = len(LONG)
    spans = around(LONG + TOLD, [(start + 2, start + 11)])
    assert Span("faceprint", Style.STRONG) in spans
    assert 120 < len(line(spans)) <= MOST


@pytest.mark.parametrize("places", [[], [(0, 3), (400, 420)], [(200, 420)]])
def test_nothing_is_longer_than_an_extract_may_be(places: list[tuple[int, int]]) -> None:
    assert len(line(around(LONG, places))) <= MOST


def test_where_words_were_taken_down_none_are_shown() -> None:
    assert around("", []) == ()
