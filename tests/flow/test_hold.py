"""Holding: an alert that may not interrupt is held with its reason, and a storm is said once."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digests.write import plain
from bot.model.channel import OwnRules
from bot.model.delivery import DeliveryState, HeldFor, Outcome, OutcomeKind
from bot.model.mute import MuteKind
from bot.model.subscription import Cadence
from tests.flow.alerting import HOUR, alerting, news
from tests.flow.platform import PATIENCE, RULES, Platform, ledger, run, states
from tests.flow.press import NOW, item


def test_over_the_ceiling_alerts_are_held_until_the_next_day(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        platform, rules = Platform(), replace(RULES, ceiling=2, zone="Asia/Tokyo")  # at NOW it is 21:00 there
        news(desk, 3)
        run(desk, platform, rules=rules)
        assert platform.keys == ["alert:1:2", "alert:1:3"]
        third = ledger(desk)["alert:1:4"]
        assert (third.state, third.reason, third.attempts) == (DeliveryState.HELD, HeldFor.CEILING, 0)
        news(desk, 1, after=3 * HOUR, first=3)
        run(desk, platform, rules=rules)
        assert platform.keys == ["alert:1:2", "alert:1:3", "alert:1:5"]


def test_a_channel_s_own_rules_go_before_the_installation_s(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        with desk.store.writing() as session:
            session.channels.set_rules(1, OwnRules(quiet=(12, 14)))
        news(desk, 1)  # it is 13:00
        run(desk, Platform())
        assert ledger(desk)["alert:1:2"].reason == HeldFor.QUIET_HOURS


def test_what_came_more_than_a_day_ago_is_late(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 1)
        run(desk, Platform(), after=25 * HOUR)
        assert ledger(desk)["alert:1:2"].reason == HeldFor.LATE


def test_a_paused_topic_holds_its_alerts(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        with desk.store.writing() as session:
            session.subscriptions.pause(1, until=None, now=desk.press.now)
        news(desk, 1)
        run(desk, Platform())
        assert ledger(desk)["alert:1:2"].reason == HeldFor.PAUSED


def test_a_story_on_two_topics_comes_by_the_one_that_is_not_paused(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        desk.subscribe("privacy", Cadence.AT_ONCE)
        with desk.store.writing() as session:
            session.subscriptions.pause(1, until=None, now=desk.press.now)
        desk.press.feeds["gazette"].append(item(2, "Faces are kept without consent"))
        desk.poll(after=HOUR)
        platform = Platform()
        run(desk, platform)
        assert platform.keys == ["alert:1:2"]
        assert "Alert · Privacy" in plain(platform.messages["malert:1:2"])


def test_a_channel_that_wants_digests_by_now_is_not_interrupted(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 1)
        desk.subscribe("faces", Cadence.WEEKLY)
        platform = Platform()
        run(desk, platform)
        assert platform.keys == []
        assert ledger(desk)["alert:1:2"].reason == HeldFor.REGULAR


def test_a_channel_that_left_the_topic_hears_no_more_of_it(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 1)
        with desk.store.writing() as session:
            session.subscriptions.end(1, now=desk.press.now)
        run(desk, Platform())
        alert = ledger(desk)["alert:1:2"]
        assert alert.state is DeliveryState.FAILED
        assert "subscribed to no topic" in alert.reason


def test_what_is_muted_is_not_planned_and_not_posted(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 1)
        with desk.store.writing() as session:
            session.mutes.put(channel_id=1, kind=MuteKind.TERM, value="airport OR museum", until=None, now=NOW)
        news(desk, 2, first=1)
        platform = Platform()
        run(desk, platform)
        assert platform.keys == ["alert:1:4"]
        assert "alert:1:3" not in ledger(desk)
        muted = ledger(desk)["alert:1:2"]
        assert muted.state is DeliveryState.FAILED
        assert muted.reason == "muted: term airport OR museum"


def test_the_rest_of_a_storm_is_held_and_said_in_one_line_once(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        platform, rules = Platform(), replace(RULES, storm=2)
        news(desk, 5)
        run(desk, platform, rules=rules)
        assert states(desk) == {DeliveryState.SENT: 3, DeliveryState.HELD: 3}
        assert platform.keys == ["alert:1:2", "alert:1:3", "notice:storm:1:2026-03-04:3"]
        said = plain(platform.messages["mnotice:storm:1:2026-03-04:3"])
        assert "A storm: 3 more stories on Faces are held; they come tomorrow at 09:00 UTC." in said
        news(desk, 2, after=timedelta(minutes=10), first=5)  # it goes on
        run(desk, platform, rules=rules)
        assert len(platform.keys) == 3
        news(desk, 3, after=timedelta(minutes=16), first=7)  # it is over, and another one comes
        run(desk, platform, rules=rules)
        assert platform.keys[3:] == ["alert:1:9", "alert:1:10", "notice:storm:1:2026-03-04:11"]
        assert "A storm: 1 more story on Faces is held" in plain(platform.messages[f"m{platform.keys[-1]}"])


def test_a_storm_s_stories_come_in_the_next_digest_where_there_is_one(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        order = desk.subscribe("privacy", Cadence.WEEKLY)
        with desk.store.writing() as session:
            session.subscriptions.told(order.id, mark=0, until=NOW, due_at=NOW + timedelta(days=5))
        platform = Platform()
        news(desk, 2)
        run(desk, platform, rules=replace(RULES, storm=1))
        assert "it comes in Monday’s digest." in plain(platform.messages[f"m{platform.keys[-1]}"])


def test_of_two_workers_at_the_last_free_place_one_waits_for_the_other(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 2)
        with desk.store.writing() as session:  # another worker has claimed the first
            first = session.ledger.claim(now=desk.press.now, lease_until=desk.press.now + HOUR)
            assert first is not None
            day = {"day_began": NOW - HOUR, "lately": NOW}
            assert session.ledger.interruptions(1, **day, before=first.id).posted == 0
        run(desk, Platform(), rules=replace(RULES, ceiling=1))
        assert ledger(desk)["alert:1:3"].state is DeliveryState.PLANNED
        with desk.store.writing() as session:
            session.ledger.settle(first, state=DeliveryState.SENT, now=desk.press.now, platform_id="m1")
        run(desk, Platform(), rules=replace(RULES, ceiling=1))
        assert ledger(desk)["alert:1:3"].state is DeliveryState.HELD


def test_an_alert_that_may_have_arrived_counts(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 2)
        platform = Platform(Outcome(kind=OutcomeKind.UNCLEAR))
        platform.searchable = False
        run(desk, platform, rules=replace(RULES, ceiling=1))
        run(desk, platform, rules=replace(RULES, ceiling=1), after=PATIENCE.lease)
        assert states(desk) == {DeliveryState.UNCERTAIN: 1, DeliveryState.HELD: 1}


@pytest.mark.parametrize("ceiling", [0, 1, 3])
def test_never_more_than_the_ceiling(tmp_path: Path, ceiling: int) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 6)
        platform = Platform()
        run(desk, platform, rules=replace(RULES, ceiling=ceiling))
        assert len(platform.keys) == ceiling
