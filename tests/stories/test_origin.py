"""Whose reports a story's articles are: who was first, who copied, and what stands for itself."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from bot.model.entry import Entry
from bot.model.origin import FirstBy, Origin, Weight
from bot.stories.origin import origin_of
from tests.stories.origins import OUTLETS, article

WIRE = (
    "A court in the harbour town has stopped the trial of face matching at the ferry gates until the council says who "
    "keeps the pictures and for how long."
)
REWRITE = (
    "In brief: a court in the harbour town has stopped the trial of face matching at the ferry gates until the council "
    "answers a list of questions."
)
OTHER = (
    "Ferry passengers will not be scanned for now. Judges found that nobody had asked the town before the cameras came."
)
THIRD = (
    "The council wanted quick queues; it got a ruling. What the judges dislike is that there was no vote on the matter."
)


def origin(*entries: Entry) -> Origin:
    return origin_of(entries, OUTLETS)


def groups(found: Origin) -> Sequence[tuple[str, bool, tuple[int, ...]]]:
    return [(report.outlet, report.shown, report.entries) for report in found.reports]


def beast() -> list[Entry]:
    """Five articles: three on the Daily Beast's report, two with reports of their own."""
    return [
        article(1, "MSSP Alert", summary="The list is gone, a Daily Beast report said."),
        article(2, "Gleaner", summary="The list is gone, the firm told the Daily Beast.", hours=1),
        article(3, "CNN", summary="The list is gone, a lawyer told CNN.", hours=2),
        article(4, "Ledger", summary="The list is gone, first reported by The Daily Beast.", hours=3),
        article(5, "The Verge", title="Exclusive: inside the firm that lost its list", hours=4),
    ]


def test_the_reports_of_a_story() -> None:
    found = origin(*beast())
    assert groups(found) == [
        ("The Daily Beast", True, (1, 2, 4)),
        ("CNN", True, (3,)),
        ("The Verge", True, (5,)),
    ]
    assert (found.sources, found.least, found.most, found.untold) == (5, 3, 3, 0)
    assert (found.first, found.first_by) == ("The Daily Beast", FirstBy.TEXTS)
    assert found.texts == {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}  # whoever credits another has written a text all the same


def test_the_order_of_the_articles_changes_nothing() -> None:
    found = origin(*beast())
    assert all(origin(*order) == found for order in permutations(beast()))


def test_where_texts_tell_nothing_nothing_is_claimed() -> None:
    found = origin(article(1, "Gleaner", summary=WIRE), article(2, "Ledger", summary=OTHER, hours=1))
    assert groups(found) == [("Gleaner", False, (1,)), ("Ledger", False, (2,))]
    assert (found.shown, found.least, found.most, found.untold) == ((), 1, 2, 2)
    assert (found.first, found.first_by) == ("Gleaner", FirstBy.DATES)


def test_a_wire_s_sentences_are_the_wire_s() -> None:
    found = origin(
        article(1, "Gleaner", summary=f"HARBOUR (Reuters) - {WIRE}"),
        article(2, "Ledger", summary=WIRE, hours=1),
        article(3, "Courier", summary=REWRITE, hours=2),
        article(4, "Lantern", summary=OTHER, hours=3),
    )
    assert groups(found) == [("Reuters", True, (1, 2, 3)), ("Lantern", False, (4,))]
    assert (found.first, found.first_by) == ("Reuters", FirstBy.TEXTS)
    assert found.texts == {1: 1, 2: 1, 3: 1, 4: 4}


def test_a_copy_that_names_its_wire_speaks_for_those_that_do_not() -> None:
    found = origin(article(1, "Gleaner", summary=WIRE), article(2, "Ledger", summary=f"LONDON (AP) — {WIRE}", hours=1))
    assert groups(found) == [("Associated Press", True, (1, 2))]


def test_the_page_of_one_copy_does_not_speak_for_a_wire_s_others() -> None:
    found = origin(
        article(1, "Gleaner", summary=f"(AFP) {WIRE}"),
        article(2, "Ledger", summary=WIRE, link="https://www.theverge.com/1", tier=3, hours=1),
    )
    assert groups(found) == [("AFP", True, (1, 2))]


def test_a_page_that_names_itself_claims_no_report() -> None:
    invited = f"{WIRE} Check out this story on CNN: https://cnn.example/1"
    found = origin(article(1, "Gleaner", summary=WIRE), article(2, "CNN", summary=invited, hours=1))
    assert [report.shown for report in found.reports] == [False]
    assert (found.first, found.first_by) == ("Gleaner", FirstBy.DATES)


def test_copies_without_a_name_are_one_report_which_is_not_shown() -> None:
    title = "Court stops the trial of face matching at the harbour ferry"
    found = origin(
        article(1, "Gleaner", title=title),
        article(2, "Ledger", title=f"{title} - Ledger", hours=1),
        article(3, "Lantern", title="Judges halt scans on the ferry", hours=2),
    )
    assert groups(found) == [("Gleaner", False, (1, 2)), ("Lantern", False, (3,))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OTHER, THIRD),
        ("“We never asked for these cameras and we will not pay for them either,” said the mayor. Others nodded.",
         "Asked why, he snapped: “We never asked for these cameras and we will not pay for them either,” and left."),
        ("Cameras at the ferry.", "Cameras at the ferry."),
        ("", ""),
    ],
    ids=["other words", "one quotation", "too short to tell", "nothing"],
)  # fmt: skip
def test_what_is_no_copy(one: str, other: str) -> None:
    found = origin(article(1, "Gleaner", summary=one), article(2, "Ledger", summary=other))
    assert len(found.reports) == 2


def test_equal_titles_are_one_text_unless_they_are_short_and_the_texts_differ() -> None:
    short = "Court stops trial of face matching at ferry"
    long = "Court stops the trial of face matching at harbour ferry gates"
    one, other = article(1, "Gleaner", title=short, summary=OTHER), article(2, "Ledger", title=short, summary=THIRD)
    assert len(origin(one, other).reports) == 2
    assert len(origin(one, replace(other, summary="")).reports) == 1
    assert len(origin(one, replace(other, summary=f"{OTHER} {THIRD}")).reports) == 1
    assert len(origin(replace(one, title=long), replace(other, title=long)).reports) == 1


def test_a_wire_s_own_article_is_its_own_report() -> None:
    found = origin(article(1, "Gleaner", summary=WIRE), article(2, "Reuters", summary=WIRE, hours=1))
    assert groups(found) == [("Reuters", True, (1, 2))]


def test_a_release_is_no_report_however_many_print_it() -> None:
    release = f"HARBOUR, March 2 /PRNewswire/ -- {WIRE}"
    found = origin(article(1, "Gleaner", summary=release), article(2, "Ledger", summary=WIRE), beast()[2])
    assert groups(found) == [("PR Newswire", True, (1, 2)), ("CNN", True, (3,))]
    assert [report.outlet for report in found.shown] == ["CNN"]
    assert (found.releasing, found.untold, found.least) == (2, 0, 1)


def test_a_source_does_not_copy_from_itself() -> None:
    found = origin(article(1, "Gleaner", summary=WIRE), article(2, "Gleaner", summary=f"Updated. {WIRE}", hours=1))
    assert groups(found) == [("Gleaner", False, (1, 2))]
    footer = "Write to the desk at any hour if you know more of this matter, and we will call you back in confidence."
    found = origin(
        article(1, "Ledger", summary=f"It is gone, Reuters reported. {footer}"),
        article(2, "Ledger", summary=f"It came back, the finder told the Ledger. {footer}"),
        article(3, "Courier", summary=OTHER),
    )
    assert found.texts == {1: 1, 2: 2, 3: 3}  # what stands below all of a source's articles joins none


def test_who_is_credited_reports_itself_even_where_it_quotes_others() -> None:
    found = origin(
        article(1, "The Daily Beast", summary="The list is gone. The price, Reuters reported, was low."),
        article(2, "Gleaner", summary="The list is gone, the Daily Beast reports.", hours=1),
    )
    assert groups(found) == [("The Daily Beast", True, (1, 2))]


def test_what_leans_on_who_leans_on_another_is_that_other_s() -> None:
    found = origin(
        article(1, "Gleaner", summary="The list is gone, according to The Verge."),
        article(2, "The Verge", summary="The list is gone, as first reported by Wired.", hours=1),
    )
    assert groups(found) == [("Wired", True, (1, 2))]


def test_outlets_that_name_each_other_as_the_first_end_somewhere() -> None:
    found = origin(
        article(1, "Wired", summary="The list is gone, first reported by The Verge."),
        article(2, "The Verge", summary="The list is gone, first reported by Wired.", hours=1),
    )
    assert groups(found) == [("The Verge", True, (1, 2))]


def test_of_several_outlets_the_one_that_most_credit_stands_behind() -> None:
    found = origin(
        article(1, "Gleaner", summary="It was cheap, Reuters reported; and it is gone, a Daily Beast report said."),
        article(2, "Ledger", summary="The list is gone, a Daily Beast report said.", hours=1),
    )  # fmt: skip
    assert groups(found) == [("The Daily Beast", True, (1, 2))]


def test_an_aside_far_down_does_not_speak_for_an_article() -> None:
    body = f"{OTHER} " * 9 + "Cameras are no news there, the New York Times reported."
    found = origin(article(1, "Gleaner", body=body))
    assert groups(found) == [("Gleaner", False, (1,))]
    assert [credit.outlet for credit in found.credits] == ["The New York Times"]


def test_silent_articles_of_a_source_count_with_what_it_credits() -> None:
    found = origin(*beast(), article(6, "Gleaner", summary=OTHER, hours=6))
    assert groups(found)[0] == ("The Daily Beast", True, (1, 2, 4, 6))


def test_who_was_first_by_the_words_of_an_article() -> None:
    found = origin(
        article(1, "Gleaner", summary=OTHER),
        article(2, "Ledger", summary="The list is gone; Wired first reported it.", hours=1),
    )
    assert (found.first, found.first_by) == ("Wired", FirstBy.TEXTS)
    assert found.credits[0].weight is Weight.FIRST


def test_a_plain_credit_does_not_outdo_an_older_article() -> None:
    found = origin(
        article(1, "Gleaner", summary=OTHER), article(2, "Ledger", summary="It is gone, Wired reported.", hours=1)
    )
    assert (found.first, found.first_by) == ("Gleaner", FirstBy.DATES)


@pytest.mark.parametrize(
    ("entries", "first"),
    [
        ([article(1, "Gleaner"), article(2, "Ledger", dated=False, hours=2)], ""),
        ([article(1, "Gleaner", dated=False), article(2, "Ledger", hours=2)], "Gleaner"),
        ([article(1, "Gleaner"), article(2, "Ledger")], ""),
        ([article(1, "Gleaner", hours=-12), article(2, "Ledger", hours=2)], ""),
        ([article(1, "Gleaner", hours=-12), article(2, "Ledger", hours=13)], "Gleaner"),
        ([article(1, "Gleaner"), article(2, "Gleaner", dated=False), article(3, "Ledger", hours=3)], "Gleaner"),
        ([article(1, "Gleaner", dated=False)], "Gleaner"),
    ],
    ids=["undated", "seen before", "at the same time", "a day alone", "another day", "its own", "alone"],
)  # fmt: skip
def test_who_was_first_as_far_as_dates_tell(entries: list[Entry], first: str) -> None:
    found = origin(*entries)
    assert (found.first, found.first_by) == (first, FirstBy.DATES if first else FirstBy.NOBODY)


def test_aggregators_tell_whose_it_is_in_the_title() -> None:
    found = origin(
        article(1, "Google News", title="Court stops the scans at the ferry - Reuters", tier=3),
        article(2, "Google News", title="Judges halt the cameras | The Guardian", tier=3, hours=1),
    )
    assert {report.outlet for report in found.shown} == {"Reuters", "The Guardian"}


def test_very_many_articles_are_no_burden() -> None:
    """Each text is looked at once, and less far where there are more: nobody waits, whatever they share."""
    body = f"{WIRE} {OTHER} {THIRD} " * 40
    many = [article(n, f"Source {n}", title=WIRE, summary=WIRE, body=body) for n in range(1, 3001)]
    found = origin(*many)
    assert len(found.reports) == 1
    assert found.sources == 3000
