"""Digests and alerts as people read them: one golden file each, read them when they change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import cycle

import pytest

from bot.digests.write import (
    StormFacts,
    Telling,
    held_part,
    plain,
    when_told,
    write_alert,
    write_digest,
    write_overflow,
    write_storm,
)
from bot.model.delivery import HeldFor
from bot.model.digest import Digest, HeldAlert
from bot.model.feed import FeedState
from bot.model.origin import FirstBy, Origin
from bot.model.subscription import Cadence
from tests.digests.alerts import alert
from tests.digests.samples import (
    APP,
    BILL,
    BREACH,
    INQUIRY,
    LEAK,
    MONDAY,
    PASSPORTS,
    SHOPS,
    TOPIC,
    WEEK,
    at,
    digest,
    feed_notes,
    seen,
    weekly,
)
from tests.digests.shown import pages, shown

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


def test_a_first_issue_names_what_the_channel_has_seen() -> None:
    stories = (replace(BREACH, position=1), replace(PASSPORTS, position=2))
    first, *thread = write_digest(digest(*stories, number=1, history=()))
    assert "Also on this topic, and told here before:\n\n• Airports to keep face scans" in plain(first)
    assert "1 below" in plain(first)
    assert "Airports to keep" in plain(thread[-1])
    assert "Airports to keep" not in plain(write_digest(digest(*stories, number=2))[0])


def test_alert(golden: Golden) -> None:
    alone = alert(source="The Daily Beast", sources=1, clause="")
    golden("alert.txt", shown([write_alert(alert()), write_alert(alone)]))


def test_alert_that_grew(golden: Golden) -> None:
    added = ("CNN", "TechCrunch", "BBC", "Wired")
    grown = alert(sources=6, added=added[:2])
    much = alert(sources=9, added=added, repeats_from=at(16, 3))
    golden("alert-grown.txt", shown([write_alert(grown), write_alert(much)]))


def held(*reasons: HeldFor) -> tuple[HeldAlert, ...]:
    """An alert a reason, about the sample stories in turn."""
    stories = [(story, "AI privacy" if story.position % 2 else TOPIC.title) for story in weekly().stories]
    return tuple(
        HeldAlert(
            story_id=story.story_id,
            topic_title=topic,
            title=story.title,
            link=story.link,
            source=story.source,
            sources=len(story.sources),
            reason=reason,
        )
        for reason, (story, topic) in zip(reasons, cycle(stories), strict=False)
    )


NIGHT = (HeldFor.QUIET_HOURS, HeldFor.CEILING, HeldFor.QUIET_HOURS, HeldFor.QUIET_HOURS)


def test_digest_with_held_alerts(golden: Golden) -> None:
    issue = replace(digest(BREACH, LEAK, SHOPS), held=held(*NIGHT))
    golden("held.txt", shown(write_digest(issue)))


def test_quiet_digest_with_held_alerts(golden: Golden) -> None:
    golden("held-quiet.txt", shown(write_digest(replace(digest(), held=held(HeldFor.STORM)))))


def test_digest_after_a_restore(golden: Golden) -> None:
    golden("restored.txt", shown(write_digest(replace(digest(APP), repeats_from=at(21, 3)))[:1]))


def test_overflow(golden: Golden) -> None:
    many = held(*[HeldFor.QUIET_HOURS] * 12)
    golden("overflow.txt", shown([write_overflow(one) for one in (held(*NIGHT), many, many[:1])]))


def test_storm(golden: Golden) -> None:
    digest_on_monday = Telling(at=MONDAY, in_digest=True, zone="Europe/Berlin")
    alone = Telling(at=at(20, 6), in_digest=False, zone="Europe/Berlin")
    facts = StormFacts(stories=12, topics=("Facial recognition",), telling=digest_on_monday, now=at(19))
    other = replace(facts, stories=1, telling=alone)
    both = replace(facts, topics=("Facial recognition", "AI privacy"), telling=replace(alone, at=at(19, 20)))
    golden("storm.txt", shown([write_storm(one) for one in (facts, other, both)]))


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "tomorrow"), (2, "Saturday"), (6, "Wednesday")])
def test_a_digest_is_named_by_its_day(days: int, words: str) -> None:
    telling = Telling(at=at(19) + timedelta(days=days), in_digest=True, zone="UTC")
    assert when_told(telling, at(19)) == f"in {words}’s digest"


def test_a_long_list_of_held_alerts_leaves_the_rest_to_the_page() -> None:
    many = tuple(
        replace(one, link=f"https://news.example/{'x' * 200}/{n}") for n, one in enumerate(held(*[HeldFor.STORM] * 40))
    )
    message = write_digest(replace(digest(BREACH), held=many))[held_part(digest(BREACH))]
    assert message.fallback == "40 alerts were held: storm."
    assert pages(message)["40 alerts were held: storm"] == "held"
    assert any(text.endswith("more held alerts") for text in pages(message))


OPEN = Origin(first="", first_by=FirstBy.NOBODY, sources=2, reports=(), credits=())
BY_TEXTS = Origin(first="Wired", first_by=FirstBy.TEXTS, sources=2, reports=(), credits=())


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({}, "first by The Daily Beast, 15:02 CET"),
        ({"sources": 1}, "published 15:02 CET by The Daily Beast"),
        ({"published": False}, "first seen 15:02 CET at The Daily Beast"),
        ({"published": False, "sources": 1}, "first seen 15:02 CET at The Daily Beast"),
        ({"origin": OPEN}, "first seen 15:02 CET at The Daily Beast"),
        ({"origin": BY_TEXTS}, "first by Wired, as others write"),
    ],
)
def test_an_alert_says_who_was_first_as_far_as_that_is_known(changes: dict[str, object], first: str) -> None:
    assert f" · {first}" in plain(write_alert(alert(**changes)))


def test_an_alert_without_a_title_shows_its_clause() -> None:
    message = write_alert(alert(title="", link=""))
    assert message.fallback == "Alert · Facial recognition: An intruder reached the customer list."


def test_a_frozen_digest_is_told_in_the_same_words_again() -> None:
    assert write_digest(weekly()) == write_digest(weekly())
