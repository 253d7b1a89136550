"""Titles: plain statements, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stories.titles import Shared, read_title


@pytest.mark.parametrize(
    "title",
    [
        "Aldport bans facial recognition in its schools",
        "Court fines Acme 4 million over face scans",
        "US agency drops plan to scan faces at gates",
        "U.S. study finds bias in face scanners",
        "Acme to end camera trial in Aldport - The Daily Wire",
        "Aldport must take down its cameras, court says",
        "Ministry: gates that read faces should stay",
        "Behörde untersagt Gesichtserkennung an Schulen in Altstadt",
    ],
)
def test_a_plain_title_says_what_happened(title: str) -> None:
    assert read_title(title).plain


@pytest.mark.parametrize(
    "title",
    [
        "Is your face in the database of Acme?",
        "Why Aldport is worried about face scans",
        "How face scans conquered the schools of Aldport",
        "What you need to know about face scans",
        "5 things about the face scans of Aldport",
        "My face was scanned and then it got worse",
        "Opinion: Aldport must ban face scans at once",
        "Aldport should ban face scans in its schools",
        "Face scans need a wider debate in Aldport",
        "Gate Weekly: face scans, cameras and new fences in Aldport",
        "Prediction #2: gates will read faces in all of Aldport",
        "Wear a mask and fool the gate in Aldport!",
        "ALDPORT BANS FACE SCANS IN ALL OF ITS SCHOOLS",
        "'Very worrying': call for reform of face scans",
        "News roundup: face scans, cameras and gates",
        "Aldport schools balk at face scans, here’s why",
        "Face scans",
        " ".join(["Aldport bans"] + ["face scans in schools"] * 5),
    ],
)
def test_a_question_a_tease_an_opinion_and_a_shout_are_not_plain(title: str) -> None:
    assert not read_title(title).plain


def test_names_figures_and_a_statement_tell_more() -> None:
    weak, strong = "Face scans in the schools again", "Aldport bans face scans in 40 schools"
    assert read_title(strong).tells > read_title(weak).tells


def test_what_followed_tells_less_than_what_happened() -> None:
    assert read_title("After ban, Aldport removes cameras").tells < read_title("Aldport bans its cameras").tells


def test_a_title_of_another_story_shares_little() -> None:
    titles = ["Aldport bans face scans", "Face scans banned in Aldport", "Council bans face scans", "Opera opens late"]
    shared = Shared.of(enumerated(titles))
    assert shared.typical("Source 0", titles[0]) > 0.75 > 0.4 > shared.typical("Source 3", titles[3])


def enumerated(titles: list[str]) -> list[tuple[str, str]]:
    """Each of a source of its own."""
    return [(f"Source {place}", title) for place, title in enumerate(titles)]


def test_a_source_s_own_titles_make_no_word_the_story_s() -> None:
    spam = [("Spam", f"Acme lamps are cheap at Aldport store {number}") for number in range(50)]
    shared = Shared.of([("Gleaner", "Aldport bans face scans"), ("Ledger", "Face scans banned in Aldport"), *spam])
    assert shared.typical("Spam", spam[0][1]) < 0.3 < shared.typical("Gleaner", "Aldport bans face scans")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=60)), min_size=1, max_size=8))
def test_any_titles_have_bounded_worth(titles: list[tuple[str, str]]) -> None:
    shared = Shared.of(titles)
    assert all(0 <= shared.typical(source, title) <= 1.000001 for source, title in titles)
    assert all(-1 <= read_title(title).tells <= 1.5 for _, title in titles)
