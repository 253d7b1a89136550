"""Acts: what a title says was done, and what a story's other titles say where the one that is shown does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stories.acts import Act, act_of


@pytest.mark.parametrize(
    ("title", "act"),
    [
        ("Intruders leak photos of nine million faces", Act.BREACH),
        ("Acme says face database was hacked in spring", Act.BREACH),
        ("Aldport bans face scans in its schools", Act.LAW),
        ("Northway becomes third city to ban face scans", Act.LAW),
        ("Court says the gates of Aldport may stay", Act.CALL),  # what may be is no act yet
        ("Court clears the gates of Aldport", Act.LAW),
        ("Ministry drops its plan for gates that read faces", Act.LAW),
        ("Council of Aldport delays vote on face scans", Act.LAW),
        ("Senators want a ban on face scans in flats", Act.CALL),
        ("Watchdog looks into cameras at the port of Aldport", Act.CALL),
        ("Acme could be fined for its gates", Act.CALL),
        ("Study finds that gates misread one face in nine", Act.FINDING),
        ("Researchers fool gates at Aldport airport with masks", Act.FINDING),
        ("Police of Aldport use face scans at the stadium", Act.USE),
        ("Railway to install gates that read faces at nine stations", Act.USE),
        ("Acme invents a camera that knows its owner", Act.GADGET),
        ("New laptop from Acme unlocks when it sees its owner", Act.GADGET),
        ("Acme unveils gate that reads faces", Act.PRODUCT),
        ("Acme teams up with Northway on face scans", Act.PRODUCT),
        ("Gates that read faces were banned from CES hall", Act.PRODUCT),  # a fair's ban is no law
        ("CES bans gates that read faces", Act.PRODUCT),
        ("CES 2026: city bans police use of facial recognition", Act.LAW),  # what is told at a fair may be one
        ("NRF: judge rules face scans illegal", Act.LAW),
        ("Police of Aldport try face scans at CES", Act.PRODUCT),
        ("CES 2026: a laptop that knows its owner", Act.PRODUCT),
        ("Face scans divide the harbour quarter", Act.NONE),
        ("Enforcement officers of Aldport retire", Act.NONE),
        ("Data leaks are what people fear of face scans", Act.NONE),
        ("Why Aldport bans face scans in its schools", Act.NONE),  # a column tells no act
        ("Face scans in schools must end by law", Act.NONE),
        ("Museum opens hall to research faces of saints", Act.NONE),
    ],
)
def test_an_act_by_the_words_of_a_title(title: str, act: Act) -> None:
    assert act_of(title) is act


def test_the_other_titles_tell_it_where_the_shown_one_does_not() -> None:
    shown, ban, other = "Face scans divide Aldport", "Aldport bans face scans", "Schools of Aldport face a choice"
    assert act_of(shown, [shown, ban]) is Act.LAW
    assert act_of(shown, [shown, other, ban]) is Act.NONE  # one of three is too few
    assert act_of("Acme unveils gate that reads faces", [ban, ban, ban]) is Act.PRODUCT


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_the_order_of_the_others_does_not_matter(titles: list[str]) -> None:
    assert act_of(titles[0], titles) is act_of(titles[0], titles[::-1])
