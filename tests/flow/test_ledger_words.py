"""The ledger in words: each state says how a delivery stands, why, and what comes of it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.flow.reach import channel_gone
from bot.model.command import ShowLedger
from bot.model.delivery import Outcome, OutcomeKind
from bot.model.subscription import Cadence
from tests.flow.asker import ask, buttons, told
from tests.flow.platform import Platform, run
from tests.flow.press import FACES, Office, office
from tests.flow.test_hold import alerting, news

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
    assert "uncertain Wed 4 Mar, 13:00 · Alert: Airport sells faces · no answer in time · 1 attempt" in said
    assert "the platform is asked again Wed 4 Mar, 13:01" in said


def test_what_went_in_plainer_form_says_so(desk: Office) -> None:
    run(desk, Platform(REJECTED))
    assert "sent Wed 4 Mar, 13:00 · Alert: Airport sells faces · 2 attempts · in plainer form" in told(
        desk, ShowLedger()
    )


def test_what_is_lost_says_where_that_is_told(desk: Office) -> None:
    run(desk, Platform(REJECTED, REJECTED))
    said = told(desk, ShowLedger())
    assert "failed Wed 4 Mar, 13:00 · Alert: Airport sells faces · invalid_blocks · told in the day’s notice" in said
    assert "sent Wed 4 Mar, 13:00 · What could not be posted" in said


def test_what_is_parked_says_why_and_leads_there(desk: Office) -> None:
    with desk.store.writing() as session:
        channel_gone(session, session.channels.get(1), reason="the channel is archived", now=desk.press.now)
    assert "parked Wed 4 Mar, 13:00 · Alert: Airport sells faces · the channel is archived" in told(desk, ShowLedger())
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
        assert "sent Wed 4 Mar, 12:01 · A place that cannot be reached" in told(desk, ShowLedger())
