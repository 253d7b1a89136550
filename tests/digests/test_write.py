"""Digests and alerts as people read them: one golden file each, read them when they change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.digests.write import AlertFacts, write_alert, write_digest
from bot.model.digest import Digest
from bot.model.feed import FeedState
from bot.model.subscription import Cadence
from tests.digests.samples import (
    APP,
    BILL,
    BREACH,
    INQUIRY,
    LEAK,
    PASSPORTS,
    WEEK,
    at,
    digest,
    feed_notes,
    seen,
    weekly,
)
from tests.digests.shown import shown

Golden = Callable[[str, str], None]


def first_issue() -> Digest:
    return replace(digest(BREACH, LEAK, number=1, history=()), feeds=feed_notes(2))


def test_weekly(golden: Golden) -> None:
    golden("weekly.txt", shown(write_digest(weekly())[:1]))


def test_replies(golden: Golden) -> None:
    golden("replies.txt", shown(write_digest(weekly())[1:]))


def test_first_issue(golden: Golden) -> None:
    golden("first-issue.txt", shown(write_digest(first_issue())))


def test_quiet_week(golden: Golden) -> None:
    golden("quiet-week.txt", shown(write_digest(digest())))


def test_quiet_first_issue(golden: Golden) -> None:
    quiet = replace(digest(number=1, history=()), feeds=feed_notes(1, ("ICO", FeedState.GONE, "answers 410")))
    golden("quiet-first-issue.txt", shown(write_digest(replace(quiet, articles_read=1))))


def test_developing(golden: Golden) -> None:
    golden("developing.txt", shown(write_digest(digest(replace(INQUIRY, position=1), replace(APP, position=2)))))


def test_daily(golden: Golden) -> None:
    day = replace(WEEK, since=WEEK.until - timedelta(days=1))
    issue = digest(replace(BILL, position=1), number=12, history=(1, 0, 3, 2, 1, 0, 2, 4))
    golden("daily.txt", shown(write_digest(replace(issue, cadence=Cadence.DAILY, window=day))))


def test_nothing_new_to_the_channel(golden: Golden) -> None:
    stories = (replace(PASSPORTS, position=1), replace(seen(BREACH, under="AI privacy"), position=2))
    golden("nothing-new.txt", shown(write_digest(digest(*stories, history=()))))


def alert(**changes: object) -> AlertFacts:
    facts = AlertFacts(
        topic_title="Facial recognition",
        title="Clearview AI’s entire client list taken in a breach",
        link="https://news.example/10",
        clause="An intruder reached the customer list",
        source="MSSP Alert",
        when=at(17, 14, 2),
        first_source="The Daily Beast",
        sources=9,
        zone="Europe/Berlin",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def test_alert(golden: Golden) -> None:
    alone = alert(source="The Daily Beast", sources=1, clause="")
    golden("alert.txt", shown([write_alert(alert()), write_alert(alone)]))


def test_an_alert_without_a_title_shows_its_clause() -> None:
    message = write_alert(alert(title="", link=""))
    assert message.fallback == "Alert · Facial recognition: An intruder reached the customer list."


def test_a_frozen_digest_is_told_in_the_same_words_again() -> None:
    assert write_digest(weekly()) == write_digest(weekly())
