"""Clustering: reports of one event make one story, whatever order a batch comes in."""

import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stories.cluster import Report, StoryIndex, WordFrequencies, in_order, learn, same_event
from tests.stories.reports import BREACH, MONDAY, OTHERS, place, report, stories


def test_reports_of_one_event_are_one_story_and_the_others_stand_alone() -> None:
    told = stories(in_order([*BREACH, *OTHERS]))

    assert {told[1], told[2], told[3]} == {1}
    assert [told[11], told[12], told[13]] == [11, 12, 13]


def test_the_order_inside_a_batch_does_not_matter() -> None:
    batch = [*BREACH, *OTHERS]

    assert stories(in_order(batch)) == stories(in_order(reversed(batch)))


def test_a_batch_is_placed_oldest_first() -> None:
    assert [one.entry_id for one in in_order(reversed([*BREACH, *OTHERS]))] == [1, 11, 12, 2, 13, 3]


def test_the_first_report_of_all_finds_no_story() -> None:
    placement = StoryIndex().decide(BREACH[0])

    assert (placement.story_id, placement.score, placement.shared, placement.merges) == (None, 0.0, (), ())


def test_a_placement_names_the_words_that_speak_for_it_as_they_stand() -> None:
    index = StoryIndex()
    place(index, BREACH[0])

    placement = index.decide(BREACH[1])

    assert placement.score > 0.5
    assert "Brightlens" in placement.shared


def test_deciding_changes_nothing() -> None:
    index, other = StoryIndex(), StoryIndex()
    for one in (*OTHERS, BREACH[0]):
        place(index, one)
        place(other, one)
    for one in BREACH:
        index.decide(one)

    assert index.decide(BREACH[1]) == index.decide(BREACH[1]) == other.decide(BREACH[1])


def test_a_story_is_closed_after_seven_days() -> None:
    index = StoryIndex()
    place(index, BREACH[0])
    same = BREACH[0].title.text, BREACH[0].summary.text

    assert index.decide(report(5, *same, hours=6 * 24)).story_id == 1
    assert index.decide(report(5, *same, hours=8 * 24)).story_id is None


def test_same_words_other_place_is_another_event() -> None:
    told = stories(
        [
            report(1, "Arlen bans face recognition in shops", "Arlen's council voted on Monday.", hours=0),
            report(
                2,
                "Norland fines Veridia over leaked prison photographs",
                "The regulator in Norland named Veridia.",
                hours=1,
            ),
            report(
                3, "Eastgate buys face recognition for its stadium", "The club in Eastgate signs a contract.", hours=2
            ),
        ]
    )

    assert told == {1: 1, 2: 2, 3: 3}


def test_market_reports_are_told_apart_by_their_subject() -> None:
    mould = "Global {} Market Size, Share, Growth, Trends and Forecast 2026-2031"
    told = stories(
        [
            report(1, mould.format("Drone Battery"), "The report studies key players and regions.", hours=0),
            report(2, mould.format("Cheese Packaging"), "The report studies key players and regions.", hours=1),
            report(3, "Drone Battery Market Outlook, Demand and Key Players till 2031", hours=2),
        ]
    )

    assert told == {1: 1, 2: 2, 3: 1}


def test_an_outlets_name_behind_the_title_ties_nothing_together() -> None:
    told = stories(
        [
            report(1, "Ferry runs aground near Hythe | Quillmark Courier Gazette"),
            report(2, "Baker wins national prize for rye | Quillmark Courier Gazette", hours=1),
        ]
    )

    assert told == {1: 1, 2: 2}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Veridia compra a Brightlens por 2 millones", "Veridia compra la empresa Brightlens"),
        ("東京の港で顔認証の実験が始まる", "顔認証の実験、東京の港で開始"),
        ("Нордия запрещает распознавание лиц в школах", "Распознавание лиц в школах Нордии запрещено"),
    ],
)
def test_other_languages_fold_too(first: str, second: str) -> None:
    told = stories([report(1, first, language="xx"), report(2, second, hours=1, language="xx")])

    assert told == {1: 1, 2: 1}


def test_names_tie_reports_across_languages() -> None:
    told = stories(
        [
            *OTHERS,
            report(1, "Brightlens sells Veridia shares to Oskar Lindqvist", hours=5),
            report(2, "Brightlens vende acciones de Veridia a Oskar Lindqvist", hours=6, language="es"),
        ]
    )

    assert told[2] == told[1]


def bridge() -> tuple[StoryIndex, Report]:
    """Two stories on one event that nothing tied together yet, and the report that does."""
    index = StoryIndex()
    for one in OTHERS:
        place(index, one)
    index.add(BREACH[0], 1)
    index.add(BREACH[1], 2)
    return index, report(
        4, "Hackers take client list of face-matching firm Brightlens in breach", BREACH[0].summary.text, hours=4
    )


def test_a_report_that_fits_two_stories_merges_them_into_the_older() -> None:
    index, tie = bridge()

    placement = place(index, tie)

    assert (placement.story_id, placement.merges) == (1, ((1, 2),))
    assert index.decide(BREACH[1]).story_id == 1


def test_a_source_that_tells_two_stories_in_one_does_not_make_one_of_them() -> None:
    index = StoryIndex()
    port, drivers = OTHERS[:2]
    assert [place(index, one).story_id for one in (port, drivers)] == [None, None]
    for number in range(20, 40):
        first, second = (port, drivers) if number % 2 else (drivers, port)
        both = report(
            number,
            f"{first.title.text} {second.title.text}",
            f"{first.summary.text} {second.summary.text}",
            source="Spam",
            hours=3,
        )
        assert place(index, both).merges == ()


def test_a_batch_in_any_order_tells_the_same_stories() -> None:
    batch = [*BREACH, *OTHERS, bridge()[1]]
    orders = [random.Random(seed).sample(batch, len(batch)) for seed in range(20)]
    assert all(stories(in_order(order)) == stories(in_order(batch)) for order in orders)


def test_a_merge_that_the_store_reports_is_followed() -> None:
    index = StoryIndex()
    index.add(BREACH[0], 7)
    index.merge(3, 7)

    assert index.decide(BREACH[1]).story_id == 3


def test_a_merge_of_a_story_that_is_not_held_is_none() -> None:
    index = StoryIndex()
    index.merge(3, 7)

    assert len(index) == 0


def test_an_entry_added_again_replaces_what_was_held_of_it() -> None:
    index = StoryIndex()
    index.add(BREACH[0], 1)
    index.add(report(1, OTHERS[0].title.text), 1)

    assert len(index) == 1
    assert index.decide(BREACH[1]).story_id is None
    index.forget(MONDAY + timedelta(days=1))
    assert index.decide(BREACH[1]).score == 0.0


def test_words_that_the_stream_makes_common_weigh_less() -> None:
    """Where every headline names the same patron, the name ties less together than it did at first."""
    index = StoryIndex()
    place(index, report(1, "Oskar Lindqvist opens hall"))
    ribbon = report(2, "Oskar Lindqvist cuts ribbon at hall", hours=5)
    at_first = index.decide(ribbon)
    for number in range(40):
        index.add(report(100 + number, f"Oskar Lindqvist exhibit {number}{number}xy", hours=number / 10), 100 + number)

    later = index.decide(ribbon)
    assert later.story_id == at_first.story_id == 1
    assert later.score < at_first.score


def test_what_is_forgotten_is_no_candidate() -> None:
    index = StoryIndex()
    place(index, BREACH[0])
    place(index, OTHERS[2])

    index.forget(MONDAY + timedelta(hours=1))

    assert len(index) == 1
    assert index.decide(BREACH[1]).story_id is None


def test_an_index_rebuilt_from_the_store_decides_the_same() -> None:
    index, rebuilt = StoryIndex(), StoryIndex()
    for one in in_order([*BREACH[:2], *OTHERS]):
        story_id = place(index, one).story_id or one.entry_id
        rebuilt.add(one, story_id)

    assert rebuilt.decide(BREACH[2]) == index.decide(BREACH[2])


def test_two_reports_by_themselves() -> None:
    frequencies = WordFrequencies()
    for one in (*BREACH, *OTHERS):
        learn(one, frequencies)

    assert same_event(BREACH[1], BREACH[0], frequencies).same
    assert not same_event(BREACH[0], OTHERS[0], frequencies).same
    late = report(9, BREACH[0].title.text, hours=30 * 24)
    assert same_event(BREACH[0], late, frequencies).score == 0.0


PIECES = ["port", "breach", "list", "face", "market", "size", "2026", "|", "-", "Arlen", "東", "京", "$2bn"]
titles = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join),
)


@settings(max_examples=60)
@given(st.lists(st.tuples(titles, titles, st.integers(0, 300)), max_size=15))
def test_any_text_is_placed_and_every_entry_held(texts: list[tuple[str, str, int]]) -> None:
    index = StoryIndex()
    for number, (title, summary, hours) in enumerate(texts, start=1):
        placement = place(index, report(number, title, summary, hours=hours))
        assert placement.story_id is None or 0.5 <= placement.score <= 1
        assert all(winner < loser for winner, loser in placement.merges)

    assert len(index) == len(texts)
    index.forget(MONDAY + timedelta(days=20))
    assert len(index) == 0
