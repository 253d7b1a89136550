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
    shared = Shared.of(titles)
    assert shared.typical(titles[0]) > 0.8 > 0.4 > shared.typical(titles[3])


@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_any_titles_have_bounded_worth(titles: list[str]) -> None:
    shared = Shared.of(titles)
    assert all(0 <= shared.typical(title) <= 1.000001 and -1 <= read_title(title).tells <= 1.5 for title in titles)
