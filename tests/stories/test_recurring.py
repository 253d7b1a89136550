"""Recurring headlines: what is cast in one mould is not one event, and what merely names things anew still is."""

import pytest

from bot.stories.cluster import Report, WordFrequencies, same_event
from bot.stories.cluster.recurring import recurrence
from bot.stories.cluster.vector import Vector, read_report
from tests.stories.reports import report


def vectors(*reports: Report) -> list[Vector]:
    return [read_report(one, WordFrequencies()).vector for one in reports]


def same(one: Report, other: Report) -> bool:
    return same_event(one, other, WordFrequencies()).same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tarvel to present at the Ostrand winter care fair", "Quibbix to present at the Ostrand winter care fair"),
        ("Norvane opens fast network in Pelby", "Norvane opens fast network in Wickmoor"),
        ("Norvane invests $90 million in Pelby roads", "Norvane invests $175 million in Wickmoor roads"),
    ],
)
def test_a_mould_filled_with_other_names_is_another_event(one: str, other: str) -> None:
    assert recurrence(*vectors(report(1, one), report(2, other))) > 4
    assert not same(report(1, one), report(2, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tarvel to present at the Ostrand fair", "Tarvel to present at the Ostrand fair on Monday"),  # nothing strange
        ("Tarvel buys Quibbix for $2 billion", "Quibbix bought by Tarvel for $2bn"),
        ("Tarvel to present at the Ostrand fair with Quibbix", "Tarvel to present at the Ostrand fair"),
        ("Norvanese maker halts sales abroad", "Maker in Norvane halts sales abroad"),  # two forms of a name
        ("Harbour fire at Pelby put out", "Crews from Wickmoor end blaze in Pelby docks"),  # other words, too
    ],
)
def test_one_event_in_two_wordings_comes_from_no_mould(one: str, other: str) -> None:
    assert recurrence(*vectors(report(1, one), report(2, other))) == 0


GUEST = "Community Harbour Systems to present at the Ostrand winter care conference"


@pytest.mark.parametrize(
    "other",
    [
        "Open Quality Systems participates in the Ostrand winter care conference",
        "Good Water Partners announces webcast from the 12th annual Ostrand winter care conference",
    ],
)
def test_two_guests_of_one_conference_are_two_events_though_their_names_are_common_words(other: str) -> None:
    assert recurrence(*vectors(report(1, GUEST), report(2, other))) > 4
    assert not same(report(1, GUEST), report(2, other))


@pytest.mark.parametrize(
    "other",
    [
        "Community Harbour Systems, Inc. will attend the Ostrand conference",  # the guest's name in two forms
        "The Ostrand winter care conference opens with Community Harbour Systems",  # no announcement of a guest
        "Ostrand winter care conference: who will present",  # the conference's own
    ],
)
def test_one_guest_is_no_other(other: str) -> None:
    assert recurrence(*vectors(report(1, GUEST), report(2, other))) == 0


def test_a_name_that_the_other_report_tells_below_its_title_is_not_strange() -> None:
    told = report(2, "Norvane opens fast network in Wickmoor", "After Pelby, Norvane connects Wickmoor.")
    assert recurrence(*vectors(report(1, "Norvane opens fast network in Pelby"), told)) == 0


def test_names_of_other_languages_have_too_many_forms_to_be_strange() -> None:
    one = report(1, "Norvane abre red en Pelby", language="es")
    other = report(2, "Norvane abre red en Wickmoor", language="es")
    assert recurrence(*vectors(one, other)) == 0


TITLE = "Bond risk falls in Ostrand, swap prices show"
MONDAYS = "The Ostrand gauge fell 3 points to 152 points at 8:52, its lowest since 2011."
THURSDAYS = "The Ostrand gauge fell 2 points to 148 points at 9:15, its lowest since 2009."


def test_the_same_headline_with_other_figures_days_later_is_the_next_instalment() -> None:
    one, later = report(1, TITLE, MONDAYS), report(2, TITLE, THURSDAYS, hours=72)
    assert not same(one, later)
    assert recurrence(*vectors(one, later)) > 4


def test_the_same_headline_with_other_figures_the_same_day_is_an_update() -> None:
    assert same(report(1, TITLE, MONDAYS), report(2, TITLE, THURSDAYS, hours=2))


def test_the_same_headline_with_the_same_figures_days_later_is_the_same_event() -> None:
    assert same(report(1, TITLE, MONDAYS), report(2, TITLE, MONDAYS, hours=72))


def test_recurrence_is_symmetric() -> None:
    pair = vectors(report(1, TITLE, MONDAYS), report(2, "Norvane opens in Pelby", THURSDAYS, hours=30))
    assert recurrence(*pair) == recurrence(*pair[::-1])


def test_a_title_alone_is_found_to_be_what_a_told_report_tells() -> None:
    told = report(
        2,
        "Class action over Quibbix deal may go ahead, judge rules",
        "Shareholders of Norvane won leave to sue together. They say the maker misled them when it bought Quibbix.",
        hours=20,
    )
    assert same(report(1, "Norvane faces class action by shareholders"), told)
