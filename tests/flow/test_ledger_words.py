"""The ledger in words: each state says how a delivery stands, why, and what comes of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.flow.edit import plan_edit
from bot.flow.reach import channel_gone
from bot.model.command import ShowLedger, WhyLink
from bot.model.delivery import DeliveryKind, DeliveryState, Outcome, OutcomeKind, WhenUnclear
from bot.model.subscription import Cadence
from tests.flow.alerting import alerting, news
from tests.flow.asker import ask, buttons, told
from tests.flow.platform import PATIENCE, Platform, run
from tests.flow.press import FACES, Office, office

REJECTED = Outcome(kind=OutcomeKind.REJECTED, reason="invalid_blocks")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """An alert is planned."""
    with alerting(tmp_path) as opened:
        news(opened, 1)
        yield opened


def test_what_may_have_arrived_says_when_the_platform_is_asked_again(desk: Office) -> None:
    run(desk, Platform(Outcome(kind=OutcomeKind.UNCLEAR, reason="no answer in time")))
    said = told(desk, ShowLedger())
    assert "uncertain Wed 4 Mar, 13:00 UTC · Alert: Airport sells faces · no answer in time · 1 attempt" in said
    assert "the platform is asked again Wed 4 Mar, 13:01 UTC" in said


def test_what_went_in_plainer_form_says_so(desk: Office) -> None:
    run(desk, Platform(REJECTED))
    assert "sent Wed 4 Mar, 13:00 UTC · Alert: Airport sells faces · 2 attempts · in plainer form" in told(
        desk, ShowLedger()
    )


def test_what_is_lost_says_where_that_is_told(desk: Office) -> None:
    run(desk, Platform(REJECTED, REJECTED))
    said = told(desk, ShowLedger())
    assert (
        "failed Wed 4 Mar, 13:00 UTC · Alert: Airport sells faces · invalid_blocks · told in the day’s notice" in said
    )
    assert "sent Wed 4 Mar, 13:00 UTC · What could not be posted" in said


def test_what_is_parked_says_why_and_leads_there(desk: Office) -> None:
    with desk.store.writing() as session:
        channel_gone(session, session.channels.get(1), reason="the channel is archived", now=desk.press.now)
    assert "parked Wed 4 Mar, 13:00 UTC · Alert: Airport sells faces · the channel is archived" in told(
        desk, ShowLedger()
    )
    assert "ledger parked" in [button.command for button in buttons(ask(desk, ShowLedger()))]


def test_a_notice_of_a_gone_channel_has_a_name(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[]) as desk:
        desk.set_up(FACES)
        desk.channel()
        desk.subscribe("faces", Cadence.AT_ONCE, channel="alarm")
        gone = desk.channel("alarm")
        with desk.store.writing() as session:
            channel_gone(session, gone, reason="the channel is archived", now=desk.press.now)
        run(desk, Platform(), after=timedelta(minutes=1))
        assert "sent Wed 4 Mar, 12:01 UTC · A place that cannot be reached" in told(desk, ShowLedger())


def silent(*answers: Outcome) -> Platform:
    """A platform that never says what arrived."""
    platform = Platform(*answers)
    platform.tells = False
    return platform


def test_what_nobody_will_ever_tell_stays_in_doubt_and_nobody_is_said_to_be_asked(desk: Office) -> None:
    platform = silent(Outcome(kind=OutcomeKind.UNCLEAR, reason="no answer in time"))
    run(desk, platform)
    run(desk, platform, after=timedelta(minutes=2))
    said = told(desk, ShowLedger())
    assert "uncertain Wed 4 Mar, 13:02 UTC · Alert: Airport sells faces" in said
    assert "the platform never says what arrived: it stays in doubt · 1 attempt" in said
    assert "asked again" not in said
    assert platform.keys == []
    why = told(desk, WhyLink(link="https://site.example/story/0"))
    assert "perhaps posted as an alert: the platform never says what arrived: it stays in doubt" in why


def test_what_was_sent_again_in_doubt_says_so_for_ever(desk: Office) -> None:
    platform = silent(
        Outcome(kind=OutcomeKind.UNCLEAR, reason="no answer in time"), Outcome(kind=OutcomeKind.RETRY, reason="a rest")
    )
    again = replace(PATIENCE, when_unclear=WhenUnclear.AGAIN)
    for _ in range(4):
        run(desk, platform, after=timedelta(minutes=2), patience=again)
    assert platform.keys == ["alert:1:2"]
    assert "sent again while in doubt: it may be there twice" in told(desk, ShowLedger())
    assert "perhaps twice, for it was sent again while in doubt" in told(
        desk, WhyLink(link="https://site.example/story/0")
    )


def test_what_was_only_accepted_says_so(desk: Office) -> None:
    run(desk, silent(Outcome(kind=OutcomeKind.SENT, reason="accepted by the workflow")))
    assert "sent Wed 4 Mar, 13:00 UTC · Alert: Airport sells faces · accepted by the workflow" in told(
        desk, ShowLedger()
    )
    assert "13:00 UTC (accepted by the workflow)" in told(desk, WhyLink(link="https://site.example/story/0"))


def test_a_message_without_an_id_is_never_edited(desk: Office) -> None:
    platform = silent(Outcome(kind=OutcomeKind.SENT))
    run(desk, platform)
    with desk.store.writing() as session:
        alert = session.ledger.get(1)
        plan_edit(session, alert, now=desk.press.now, at_once=True)
        assert session.ledger.of_subject(DeliveryKind.EDIT, [alert.id], alert.channel_id) == []
        plan_edit(session, replace(alert, state=DeliveryState.CLAIMED), now=desk.press.now, at_once=True)
    run(desk, platform)
    assert (len(platform.posts), platform.edits) == (1, [])
    assert "it cannot be changed" in told(desk, ShowLedger(state="failed"))
