"""Whose reports a story's articles are, in words: no more is claimed than the texts tell."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.digests.compose import ExtractLimits
from bot.digests.compose.quotable import quotable
from bot.digests.redact import REMOVED, redacted
from bot.digests.write import plain, write_digest
from bot.digests.write.origin import credit_lines, first_told, independence
from bot.digests.write.plain import line
from bot.model.digest import Digest
from bot.model.origin import FirstBy, Origin
from tests.digests.origins import credit, origin, report
from tests.digests.samples import APP, BREACH, LEAK, at, digest, weekly
from tests.digests.shown import shown

BEAST = report("The Daily Beast", 1, 2, sources=9)
CNN = report("CNN", 3)
BBC = report("BBC", 4, 5)
SILENT = report("Gleaner", 6, shown=False)
RELEASE = replace(report("PR Newswire", 9, 10, 11), release=True)
OTHERS = report("Ledger", 7, 8, shown=False)
BY_BEAST = (credit(1, "The Daily Beast", "a Daily Beast report said"),)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            origin(BEAST, CNN, BBC, first="The Daily Beast", by=FirstBy.TEXTS),
            "12 outlets, 3 independent reports, first by The Daily Beast",
        ),
        (
            origin(BEAST, CNN, first="The Daily Beast", by=FirstBy.TEXTS, claimed_by="MSSP Alert"),
            "10 outlets, 2 independent reports, first by The Daily Beast, says MSSP Alert",
        ),
        (
            origin(BEAST, CNN, first="CNN", by=FirstBy.TEXTS, claimed_by="CNN"),
            "10 outlets, 2 independent reports, first by CNN, as it says",
        ),
        (
            origin(report("Reuters", 1, sources=2), SILENT, credits=(credit(1, "Reuters", "(Reuters)"),)),
            "3 outlets, 2 on Reuters’ report; one does not say",
        ),
        (
            origin(BEAST, CNN, SILENT, OTHERS, first="The Daily Beast"),
            "13 outlets, at least 2 independent reports, first by The Daily Beast; 3 do not say",
        ),
        (origin(BEAST, CNN, SILENT, by=FirstBy.NOBODY), "11 outlets, at least 2 independent reports; one does not say"),
        (origin(BEAST, credits=BY_BEAST), "9 outlets, one report, by The Daily Beast"),
        (origin(BEAST, OTHERS, credits=BY_BEAST), "11 outlets, 9 on The Daily Beast’s report; 2 do not say"),
        (origin(CNN, SILENT), ""),  # CNN says that it asked somebody itself; of the other nothing is known
        (origin(SILENT, report("Ledger", 7, shown=False)), ""),
        (origin(SILENT, OTHERS), "3 outlets, 2 different texts"),
        (origin(OTHERS), "2 outlets, 1 text"),
        (origin(RELEASE, SILENT), "4 outlets, 2 different texts; 3 print a press release"),
        (origin(BEAST, CNN, RELEASE), "13 outlets, 2 independent reports; 3 print a press release"),
        (
            origin(BEAST, RELEASE, credits=BY_BEAST),
            "12 outlets, 9 on The Daily Beast’s report; 3 print a press release",
        ),
        (origin(replace(BEAST, sources=("MSSP Alert",)), credits=BY_BEAST), "The Daily Beast’s"),
        (origin(CNN), ""),
        (origin(report("Gleaner", 1, shown=False)), ""),
    ],
)
def test_how_many_reports_there_are(told: Origin, expected: str) -> None:
    assert independence(told) == expected


def traced() -> Digest:
    """The first story is credited to an outlet that is not read; the last has one source, which credits another."""
    coverage = tuple(one for one in BREACH.coverage if one.source != "The Daily Beast")
    carried = replace(report("The Daily Beast", 10, 12, 13), sources=("MSSP Alert", "CNN", "TechCrunch"))
    breach = origin(
        carried,
        replace(report("BBC", 15), sources=("BBC",)),
        replace(report("Gizmodo", 14, shown=False), sources=("Gizmodo",)),
        credits=(
            credit(10, "The Daily Beast", "a Daily Beast report said", field="body", start=410),
            credit(10, "The Daily Beast", "told The Daily Beast", field="body", start=900),
            credit(12, "The Daily Beast", "first reported by the Daily Beast"),
        ),
        first="The Daily Beast",
        by=FirstBy.TEXTS,
        sources=5,
    )
    app = origin(
        replace(report("BuzzFeed News", 40), sources=("The Verge",)),
        credits=(credit(40, "BuzzFeed News", "BuzzFeed News reported", field="title"),),
    )
    return digest(
        replace(BREACH, coverage=coverage, origin=breach, first_source="MSSP Alert", first_at=at(18)),
        replace(LEAK, origin=origin(SILENT, OTHERS, by=FirstBy.NOBODY)),
        replace(APP, origin=app),
    )


def test_replies(golden: Callable[[str, str], None]) -> None:
    golden("origin.txt", shown(write_digest(traced())[1:]))


@pytest.mark.parametrize(
    ("claimed_by", "words"),
    [
        ("", "Wired, as others write; the oldest article is Reuters’, "),
        ("MSSP Alert", "Wired, as MSSP Alert writes; the oldest article is Reuters’, "),
        ("Wired", "Wired, as it writes itself; the oldest article is Reuters’, "),
    ],
)
def test_who_says_who_was_first(claimed_by: str, words: str) -> None:
    told = origin(BEAST, CNN, first="Wired", by=FirstBy.TEXTS, claimed_by=claimed_by)
    made = digest(replace(BREACH, origin=told, first_source="Reuters"))
    assert f"Who was first {words}" in plain(write_digest(made)[1])


def test_the_first_message_has_not_a_word_more() -> None:
    before = digest(*(replace(story, origin=None) for story in traced().stories))
    assert write_digest(traced())[0] == write_digest(before)[0]


def test_an_issue_of_the_time_before_reads_as_it_did() -> None:
    assert all(story.origin is None for story in weekly().stories)
    assert "Whose" not in "".join(map(plain, write_digest(weekly())))
    assert first_told(None) == ""


def test_each_credit_has_its_words_its_article_and_its_place() -> None:
    story = traced().stories[0]
    assert story.origin is not None
    lines = credit_lines(story.origin, {one.entry_id: one for one in story.coverage})
    assert [line(one) for one in lines] == [
        "The Daily Beast – “a Daily Beast report said”, MSSP Alert, in the text",
        "The Daily Beast – “told The Daily Beast”, MSSP Alert, in the text",
        "The Daily Beast – “first reported by the Daily Beast”, CNN, in the summary",
    ]


def test_words_of_a_source_that_may_not_be_quoted_are_not_shown() -> None:
    known = traced().stories[0].origin
    assert known is not None
    sources = {one.entry_id: one.source for one in BREACH.coverage}
    assert quotable(known, sources, ExtractLimits()) is known
    quoted = quotable(known, sources, ExtractLimits(by_source={"MSSP Alert": 0, "CNN": 20}))
    assert [one.text for one in quoted.credits] == ["", "", ""]
    lines = credit_lines(quoted, {one.entry_id: one for one in BREACH.coverage})
    assert line(lines[0]) == "The Daily Beast – credited, MSSP Alert, in the text"


def test_words_that_were_taken_down_go_and_the_outlet_stays() -> None:
    revised = redacted(traced(), {10}, {}).stories[0].origin
    assert revised is not None
    assert [(one.outlet, one.text) for one in revised.credits] == [
        ("The Daily Beast", ""),
        ("The Daily Beast", ""),
        ("The Daily Beast", "first reported by the Daily Beast"),
    ]
    lines = credit_lines(revised, {one.entry_id: one for one in BREACH.coverage})
    assert f"The Daily Beast – {REMOVED}, MSSP Alert" in line(lines[0])
    title = redacted(traced(), {40}, {}).stories[2].origin
    assert title is not None
    assert title.credits[0].text == "BuzzFeed News reported"  # titles stay
