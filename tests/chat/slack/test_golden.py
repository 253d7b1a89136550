"""What goes to Slack, message by message: read these files when they change, and look at the pictures."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.slack.blocks import render
from bot.chat.slack.modal import modal
from bot.chat.slack.panel import home_view
from bot.digests.write import (
    AlertFacts,
    StormFacts,
    Telling,
    write_alert,
    write_digest,
    write_lost,
    write_overflow,
    write_parked,
    write_storm,
)
from bot.model.digest import HeldAlert
from bot.model.message import Message
from bot.model.panel import Panel, Section
from bot.model.subscription import Cadence
from tests.chat.slack.samples import BASE, EVERY_BLOCK, message
from tests.chat.slack.test_modal import FORM
from tests.chat.slack.validator import faults, view_faults
from tests.digests.samples import APP, BREACH, INQUIRY, MONDAY, PASSPORTS, WEEK, at, digest, feed_notes, seen, weekly
from tests.digests.test_notices import LOST, PARKED

Golden = Callable[[str, str], None]

HELD = HeldAlert(
    story_id=1,
    topic_title="Facial recognition",
    title="Leaked papers name the bodies that tried Clearview",
    link="https://news.example/20",
    source="BuzzFeed News",
    sources=3,
    reason="quiet hours",
)
ALERT = AlertFacts(
    story_id=1,
    topic_title="Facial recognition",
    title="Clearview AI’s entire client list taken in a breach",
    link="https://news.example/10",
    clause="An intruder reached the customer list",
    source="MSSP Alert",
    when=at(17, 14, 2),
    first_source="The Daily Beast",
    sources=9,
    told_at=at(17, 15, 30),
    zone="Europe/Berlin",
)
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


@pytest.mark.parametrize("name", MESSAGES)
def test_messages(name: str, golden: Golden) -> None:
    shown = [render(one, base_url=BASE) for one in MESSAGES[name]]
    assert [fault for one in shown for fault in faults(one.blocks)] == []
    golden(f"{name}.json", readable([{"text": one.text, "blocks": one.blocks} for one in shown]))


def test_a_plain_message(golden: Golden) -> None:
    shown = render(message(*EVERY_BLOCK), base_url=BASE, plain=True)
    assert faults(shown.blocks, "plain") == []
    golden("every-block-plain.json", readable({"text": shown.text, "blocks": shown.blocks}))


def test_a_modal(golden: Golden) -> None:
    view = modal(replace(FORM, intro=EVERY_BLOCK), private="{}", base_url=BASE)
    assert view_faults(view) == []
    golden("modal.json", readable(view))


def test_a_home_tab(golden: Golden) -> None:
    view = home_view(Panel(title="Home", fallback="Home", sections=(Section("All", EVERY_BLOCK),)), BASE)
    assert view_faults(view) == []
    golden("home.json", readable(view))


def readable(payload: object) -> str:
    return json.dumps(payload, ensure_ascii=False, indent=1) + "\n"
