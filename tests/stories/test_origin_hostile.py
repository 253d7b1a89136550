"""Origins of hostile articles: what they cost grows with their length alone, and what they invent stays theirs."""

import itertools
from collections.abc import Sequence

import pytest

from bot.model.entry import Entry
from bot.model.origin import FirstBy, Origin
from bot.stories.origin import Outlets, origin_of
from tests.stories.origins import OUTLETS, article
from tests.stories.steps import steps


def letters(number: int) -> str:
    """Names of a kind: "Xaaab"."""
    return "X" + "".join(chr(ord("a") + number // 20**place % 20) for place in range(4))


def inventions(articles: int) -> Sequence[Entry]:
    """Articles full of papers that nobody knows, then of short names that none of them bears."""
    numbers = itertools.count()
    bodies = [
        ", ".join(f"{letters(next(numbers))} Post" for _ in range(100)) + ", Times" * 100 for _ in range(articles)
    ]
    return [article(n, "Gleaner", title="Thing", body=body, hours=n / 100) for n, body in enumerate(bodies, start=1)]


def test_short_names_are_looked_up_and_not_compared_with_all_that_the_story_names() -> None:
    few, many = inventions(4), inventions(16)
    assert steps(lambda: origin_of(many, OUTLETS)) < 5 * steps(lambda: origin_of(few, OUTLETS))


def test_of_one_text_so_many_mentions_are_asked_and_of_very_many_articles_fewer_each() -> None:
    names = ", ".join(f"the {letters(number)} Gazette" for number in range(300))
    late = article(1, "Gleaner", title="Thing", body=f"{names}, and Reuters reported it.")
    early = article(1, "Gleaner", title="Thing", body=f"Reuters reported it, and {names}.")
    assert [len(origin_of([one], OUTLETS).credits) for one in (early, late)] == [1, 0]


def test_a_long_chain_of_credits_is_walked_once() -> None:
    def chain(length: int) -> list[Entry]:
        papers = [f"{letters(number)} Gazette" for number in range(length + 1)]
        return [
            article(n + 1, paper, title=f"Thing {n}", body=f"The {follows} first reported it.", hours=n / 100)
            for n, (paper, follows) in enumerate(itertools.pairwise(papers))
        ]

    few, many = chain(50), chain(200)
    assert steps(lambda: origin_of(many, OUTLETS)) < 5 * steps(lambda: origin_of(few, OUTLETS))
    assert {report.outlet for report in origin_of(many, OUTLETS).reports} == {f"{letters(200)} Gazette"}


def test_a_long_run_of_capitals_is_no_paper() -> None:
    name = "A" * 300
    told = article(1, "Gleaner", title="Thing", summary=f"The {name} Gazette first reported it.")
    assert origin_of([told], OUTLETS).credits == ()
    assert origin_of([told], Outlets()).first == "Gleaner"


TOLD = [
    article(1, "Gleaner", title="Mayor of Aldport resigns", summary="She told the council on Monday, her office said."),
    article(2, "Ledger", title="Aldport mayor steps down", summary="Her party thanked her in a letter.", hours=1),
]


def origin(*texts: tuple[str, str]) -> Origin:
    """Of the two articles and of later ones, each a source with its text."""
    later = [
        article(n, source, tier=3, title="Mayor resigns over theft", summary=text, hours=n)
        for n, (source, text) in enumerate(texts, start=3)
    ]
    return origin_of([*TOLD, *later], OUTLETS)


GUARDIAN = "Money is gone, The Guardian first reported."
OTHERS = "It was The Guardian, which first reported that a fund is empty and that the mayor knew."


@pytest.mark.parametrize(
    ("texts", "first", "by"),
    [
        ([("Spam", GUARDIAN)], "The Guardian", "Spam"),
        ([("Spam", GUARDIAN), ("Spam", OTHERS)], "The Guardian", "Spam"),
        ([("Spam", f"{GUARDIAN} {OTHERS}"), ("Copyist", f"{GUARDIAN} {OTHERS}")], "The Guardian", "Spam"),
        ([("Spam", GUARDIAN), ("Courier", OTHERS)], "The Guardian", ""),
        ([("Spam", GUARDIAN), ("Courier", OTHERS), ("Liar", "CNN first reported it.")], "The Guardian", ""),
    ],
    ids=["one", "one twice", "a copy", "two", "two against one"],
)
def test_who_says_who_was_first_is_named_until_another_source_says_it_in_its_own_words(
    texts: list[tuple[str, str]], first: str, by: str
) -> None:
    found = origin(*texts)
    assert (found.first, found.first_by, found.claimed_by) == (first, FirstBy.TEXTS, by)


def test_a_paper_that_no_list_knows_was_never_the_first() -> None:
    claim = "The Honest Gazette first reported that she took money."
    assert origin(("Spam", claim)).first == "Gleaner"
    alone = origin_of([article(1, "Spam", title="She took it", summary=claim)], OUTLETS)
    assert (alone.first, alone.first_by) == ("", FirstBy.NOBODY)


def test_an_outlet_whose_copyist_was_quicker_says_so_itself() -> None:
    text = "The council of Aldport has stopped the trial of face matching at the ferry until it is known who keeps it."
    found = origin_of(
        [
            article(1, "Gleaner", title="Ferry trial stopped", summary=text),
            article(2, "Ledger", title="Exclusive: ferry trial stopped", summary=text, hours=1),
        ],
        OUTLETS.with_sources(["Ledger", "Gleaner"]),
    )
    assert (found.first, found.first_by, found.claimed_by) == ("Ledger", FirstBy.TEXTS, "Ledger")
