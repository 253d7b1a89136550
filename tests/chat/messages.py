"""Messages of every kind that is posted, for the golden files of each platform."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.digests.write import (
    StormFacts,
    Telling,
    write_alert,
    write_digest,
    write_lost,
    write_overflow,
    write_parked,
    write_storm,
)
from bot.model.message import Message
from bot.model.subscription import Cadence
from tests.chat.facts import ALERT, HELD
from tests.chat.samples import EVERY_BLOCK, message
from tests.digests.notices import LOST, PARKED
from tests.digests.samples import APP, BREACH, INQUIRY, MONDAY, PASSPORTS, WEEK, at, digest, feed_notes, seen, weekly

STORM = StormFacts(
    stories=12,
    topics=("Facial recognition",),
    telling=Telling(at=MONDAY, in_digest=True, zone="Europe/Berlin"),
    now=at(19),
)
DAY = replace(WEEK, since=WEEK.until - timedelta(days=1))

MESSAGES: dict[str, Iterable[Message]] = {
    "weekly": write_digest(weekly())[:1],
    "replies": write_digest(weekly())[1:],
    "first-issue": write_digest(replace(digest(BREACH, number=1, history=()), feeds=feed_notes(2))),
    "developing": write_digest(digest(replace(INQUIRY, position=1), replace(APP, position=2))),
    "daily": write_digest(replace(digest(BREACH), cadence=Cadence.DAILY, window=DAY)),
    "seen-before": write_digest(digest(PASSPORTS, seen(BREACH, under="AI privacy"))),
    "quiet-week": write_digest(digest()),
    "held": write_digest(replace(digest(BREACH), held=(HELD,))),
    "restored": write_digest(replace(digest(APP), repeats_from=at(21, 3)))[:1],
    "alert": [write_alert(ALERT)],
    "alert-grown": [write_alert(replace(ALERT, added=("CNN", "TechCrunch", "BBC", "Wired")))],
    "overflow": [write_overflow((HELD,))],
    "storm": [write_storm(STORM)],
    "lost": [write_lost(LOST)],
    "parked": [write_parked(PARKED)],
    "every-block": [message(*EVERY_BLOCK)],
}
