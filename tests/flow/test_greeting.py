"""A greeting goes by the ledger: one that was refused goes again, and none twice."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.digests.write import plain
from bot.flow.greeting import plan_greeting
from bot.model.delivery import Outcome, OutcomeKind
from tests.flow.platform import Platform, run
from tests.flow.press import office


def test_it_goes_again_where_it_did_not_go_and_is_named_in_the_ledger(tmp_path: Path) -> None:
    platform = Platform(Outcome(kind=OutcomeKind.RETRY, reason="not now"))
    with office(tmp_path) as desk:
        channel = desk.channel("press")
        with desk.store.writing() as session:
            for _ in range(2):  # told twice in one moment
                plan_greeting(session, channel.id, now=desk.press.now)
        for _ in range(3):
            run(desk, platform, after=timedelta(minutes=5))
        [said] = platform.messages.values()
        assert "Hello, I am Presswatch" in plain(said)
        with desk.store.writing() as session:
            plan_greeting(session, channel.id, now=desk.press.now)  # let in anew
        run(desk, platform)
        assert len(platform.messages) == 2


def test_let_in_again_before_we_could_say_it_we_say_it_once(tmp_path: Path) -> None:
    platform = Platform()
    with office(tmp_path) as desk:
        channel, other = desk.channel("press"), desk.channel("other")
        with desk.store.writing() as session:
            for minutes in range(30):  # taken out and in again
                plan_greeting(session, channel.id, now=desk.press.now + timedelta(minutes=minutes))
            plan_greeting(session, other.id, now=desk.press.now)
        assert desk.deliveries() == 2
        for _ in range(3):
            run(desk, platform, after=timedelta(hours=1))
        assert len(platform.messages) == 2


@pytest.mark.parametrize("tells", [True, False], ids=["Slack", "Teams"])
@pytest.mark.parametrize("back", [True, False], ids=["let in again", "left alone"])
def test_killed_as_it_arrives_it_is_said_no_second_time(tmp_path: Path, tells: bool, back: bool) -> None:
    """Whether the platform can be asked for it or not, and also where we are let in again while it is in doubt."""
    platform = Platform()
    platform.tells, platform.crashes = tells, True
    with office(tmp_path) as desk:
        channel = desk.channel("press")
        with desk.store.writing() as session:
            plan_greeting(session, channel.id, now=desk.press.now)
        with pytest.raises(KeyboardInterrupt):
            run(desk, platform)
        if back:
            with desk.store.writing() as session:
                plan_greeting(session, channel.id, now=desk.press.now + timedelta(minutes=1))
        for _ in range(6):
            run(desk, platform, after=timedelta(hours=1))
        assert len(platform.posts) == 1
