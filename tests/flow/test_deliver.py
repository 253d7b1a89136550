"""Delivery: each message once, whatever happens between claim and settle."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.flow import deliver as deliver_module
from bot.flow.deliver import bring_back
from bot.flow.reach import workspace_gone
from bot.flow.share import Sharing, share
from bot.model.delivery import DeliveryKind, DeliveryState, HeldFor, Outcome, OutcomeKind
from bot.model.message import Message
from bot.model.person import OPERATOR
from bot.model.subscription import Cadence
from bot.ports.store import Session
from bot.ports.store.ledger import Plan
from tests.flow.issues import publish_due
from tests.flow.platform import PATIENCE, Platform, ledger, run, states
from tests.flow.press import FACES, NOW, Office, item, office
from tests.flow.team import team


def with_alert(desk: Office) -> None:
    """One alert is planned."""
    desk.set_up(FACES)
    desk.subscribe("faces", Cadence.AT_ONCE)
    desk.poll()
    desk.press.feeds["gazette"].append(item(2, "Museum counts faces at its door"))
    desk.poll(after=timedelta(hours=1))
    assert desk.deliveries() == 1


def shared(desk: Office) -> None:
    """Somebody shares an answer."""
    now, answer = desk.press.now, Message(fallback="1 story", blocks=())
    share(desk.store, Sharing(key=f"{now}", channel=desk.channel(), person=OPERATOR, message=answer, now=now))


def plan_alert(session: Session, story_id: int, *, now: datetime) -> None:
    """An alert about a story is planned beside those that polls plan."""
    plan = Plan(
        key=f"alert:1:{story_id}",
        kind=DeliveryKind.ALERT,
        channel_id=1,
        subject_id=story_id,
        topic_id=1,
        part=0,
        not_before=now,
    )
    assert session.ledger.plan([plan], now=now) == 1


def test_a_planned_alert_is_posted_once(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        platform = Platform()
        assert run(desk, platform) == 1
        assert run(desk, platform, after=timedelta(days=1)) == 0
        assert platform.posts == [("alert:1:2", "")]
        assert states(desk) == {DeliveryState.SENT: 1}


def test_a_crash_after_the_post_is_reconciled_and_not_posted_again(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        platform = Platform()
        platform.crashes = True
        with pytest.raises(KeyboardInterrupt):
            run(desk, platform)
        assert states(desk) == {DeliveryState.CLAIMED: 1}
        assert run(desk, platform) == 0  # the lease holds
        assert run(desk, platform, after=timedelta(seconds=61)) == 1
        assert platform.posts == [("alert:1:2", "")]
        assert states(desk) == {DeliveryState.SENT: 1}


def test_an_unclear_post_that_never_arrived_is_sent_again(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        platform = Platform(Outcome(kind=OutcomeKind.UNCLEAR, reason="reset after write"))
        run(desk, platform)
        assert states(desk) == {DeliveryState.UNCERTAIN: 1}
        run(desk, platform, after=timedelta(seconds=61))
        assert platform.posts == [("alert:1:2", "")]
        assert states(desk) == {DeliveryState.SENT: 1}


def test_what_cannot_be_looked_up_stays_uncertain(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        platform = Platform(Outcome(kind=OutcomeKind.UNCLEAR))
        platform.searchable = False
        run(desk, platform)
        run(desk, platform, after=timedelta(seconds=61))
        assert (states(desk), platform.posts) == ({DeliveryState.UNCERTAIN: 1}, [])
        platform.searchable = True
        run(desk, platform, after=timedelta(seconds=61))
        assert states(desk) == {DeliveryState.SENT: 1}


def test_a_poison_message_is_given_up(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        platform = Platform(
            *[Outcome(kind=OutcomeKind.UNCLEAR, reason="the platform had an error")] * PATIENCE.attempts
        )
        for _ in range(3 * PATIENCE.attempts):
            run(desk, platform, after=timedelta(hours=1))
        assert ledger(desk)["alert:1:2"].state is DeliveryState.GIVEN_UP
        assert "alert:1:2" not in platform.keys


def test_a_platform_out_of_reach_is_no_message_s_fault(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        platform = Platform(*[Outcome(kind=OutcomeKind.RETRY, reason="connection refused")] * 20)
        for _ in range(21):
            run(desk, platform, after=timedelta(hours=1))
        assert platform.keys == ["alert:1:2"]
        assert ledger(desk)["alert:1:2"].attempts == 21


def test_a_rest_that_the_platform_asks_for_is_kept_by_its_whole_channel(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        with desk.store.writing() as session:
            plan_alert(session, 1, now=desk.press.now)
        rest = desk.press.now + timedelta(minutes=10)
        platform = Platform(Outcome(kind=OutcomeKind.RETRY, reason="rate limited", retry_at=rest))
        run(desk, platform)
        run(desk, platform, after=timedelta(minutes=9))
        assert platform.posts == []
        assert states(desk) == {DeliveryState.PLANNED: 2}
        run(desk, platform, after=timedelta(minutes=1))
        assert platform.keys == ["alert:1:2", "alert:1:1"]


def test_replies_follow_their_parent_in_order_and_fall_with_it(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Museum counts faces at its door")]) as desk:
        desk.set_up(FACES)
        desk.poll()
        order = desk.subscribe("faces", Cadence.DAILY)
        publish_due(desk)
        platform = Platform()
        run(desk, platform)
        keys = [key for key, _ in platform.posts]
        assert keys == sorted(keys)
        assert keys[0] == "digest:1:0"
        assert {reply_to for _, reply_to in platform.posts[1:]} == {"mdigest:1:0"}

        desk.press.feeds["gazette"].append(item(2, "Airport scans faces for boarding"))
        desk.poll(after=timedelta(hours=1))
        publish_due(desk, order.id)
        refused = Platform(Outcome(kind=OutcomeKind.REFUSED, reason="channel_not_found"))
        run(desk, refused)
        assert refused.keys == ["notice:lost:1:2026-03-04"]
        assert states(desk)[DeliveryState.FAILED] >= 2


def test_an_alert_for_a_story_merged_with_a_told_one_is_not_posted(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        platform = Platform()
        run(desk, platform)
        with desk.store.writing() as session:
            session.stories.merge(2, 1, seq=session.next_sequence())
            plan_alert(session, 1, now=desk.press.now)
        run(desk, platform)
        assert platform.posts == [("alert:1:2", "")]
        assert states(desk) == {DeliveryState.SENT: 1, DeliveryState.FAILED: 1}


def test_a_delivery_that_cannot_be_prepared_stops_none_behind_it_and_is_given_up(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        desk.set_up(FACES)
        desk.channel()
        broken = Plan(
            key="digest:404:0",
            kind=DeliveryKind.DIGEST,
            channel_id=1,
            subject_id=404,
            topic_id=None,
            part=0,
            not_before=NOW - timedelta(hours=1),
        )
        with desk.store.writing() as session:
            session.ledger.plan([broken], now=NOW)
        desk.subscribe("faces", Cadence.AT_ONCE)
        desk.poll()
        desk.press.feeds["gazette"].append(item(2, "Museum counts faces at its door"))
        desk.poll(after=timedelta(hours=1))
        platform = Platform()
        run(desk, platform)
        assert platform.posts == [("alert:1:2", "")]
        for _ in range(9):
            run(desk, platform, after=timedelta(hours=2))
        assert platform.keys == ["alert:1:2", "notice:lost:1:2026-03-04"]
        assert states(desk) == {DeliveryState.SENT: 2, DeliveryState.GIVEN_UP: 1}


def test_a_poster_that_raises_is_unclear_and_given_up_in_the_end(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        platform = Platform(*[RuntimeError("unforeseen")] * 9)
        for _ in range(20):
            run(desk, platform, after=timedelta(hours=2))
        assert states(desk) == {DeliveryState.GIVEN_UP: 2}  # the notice of it, too, of which there is no notice
        assert len(platform.answers) == 9 - 2 * PATIENCE.attempts


def test_an_alert_that_never_arrived_does_not_silence_its_story(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        run(desk, Platform(Outcome(kind=OutcomeKind.REFUSED, reason="msg_blocks_too_long")))
        with desk.store.writing() as session:
            session.stories.merge(1, 2, seq=session.next_sequence())
            session.entries.move(2, 1)
            plan_alert(session, 1, now=desk.press.now)
        platform = Platform()
        run(desk, platform)
        assert platform.posts == [("alert:1:1", "")]


def test_an_alert_waits_while_its_story_may_be_told_as_another_one(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        platform = Platform(Outcome(kind=OutcomeKind.UNCLEAR, reason="no answer in time"))
        run(desk, platform)
        with desk.store.writing() as session:
            session.stories.merge(1, 2, seq=session.next_sequence())
            session.entries.move(2, 1)
            plan_alert(session, 1, now=desk.press.now)
        platform.searchable = False
        run(desk, platform, after=timedelta(seconds=61))
        assert (platform.posts, ledger(desk)["alert:1:1"].reason) == ([], "alert:1:2 goes first")
        platform.searchable = True
        platform.answers = [Outcome(kind=OutcomeKind.REFUSED, reason="no_text")]
        for _ in range(3):
            run(desk, platform, after=timedelta(minutes=2))
        assert "alert:1:1" in platform.keys


def notice(channel_id: int, now: datetime) -> Plan:
    return Plan(
        key=f"notice:test:{channel_id}",
        kind=DeliveryKind.NOTICE,
        channel_id=channel_id,
        subject_id=channel_id,
        topic_id=None,
        part=0,
        not_before=now,
    )


def test_an_alert_waits_for_weeks_behind_one_that_stays_in_doubt_and_is_not_given_up(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        platform = Platform(Outcome(kind=OutcomeKind.UNCLEAR, reason="no answer in time"))
        run(desk, platform)
        with desk.store.writing() as session:
            session.stories.merge(1, 2, seq=session.next_sequence())
            session.entries.move(2, 1)
            plan_alert(session, 1, now=desk.press.now)
        platform.searchable = False
        run(desk, platform, after=timedelta(hours=1))
        with desk.store.writing() as session:
            session.ledger.plan([notice(1, desk.press.now)], now=desk.press.now)
        run(desk, platform, after=timedelta(seconds=1))
        assert platform.keys == ["notice:test:1"]  # what waits holds up nobody else in its channel
        for _ in range(500):
            run(desk, platform, after=timedelta(hours=1))
        found = ledger(desk)
        assert (found["alert:1:2"].state, found["alert:1:1"].state) == (DeliveryState.UNCERTAIN, DeliveryState.PLANNED)
        assert (found["alert:1:1"].attempts, found["alert:1:1"].strikes) == (0, 0)
        platform.searchable = True
        for _ in range(3):
            run(desk, platform, after=timedelta(hours=1))
        found = ledger(desk)  # an alert that is weeks late is told in a digest; the story is told once
        assert found["alert:1:2"].reason == HeldFor.LATE
        assert found["alert:1:1"].reason == "the same story is told as alert:1:2"


def test_what_was_claimed_before_the_machine_slept_is_not_posted_with_that_claim(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        with_alert(desk)
        platform, prepare = Platform(), deliver_module._prepare

        def sleeps(*asked: Any) -> Any:
            prepared = prepare(*asked)
            desk.press.now += 2 * PATIENCE.lease
            monkeypatch.setattr(deliver_module, "_prepare", prepare)
            run(desk, platform)  # another worker: it looks, finds nothing, and posts
            return prepared

        monkeypatch.setattr(deliver_module, "_prepare", sleeps)
        run(desk, platform)
        run(desk, platform, after=timedelta(hours=1))
        assert platform.posts == [("alert:1:2", "")]


def test_a_clock_that_ran_ahead_silences_no_channel(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")]) as desk:
        platform = Platform(Outcome(kind=OutcomeKind.UNCLEAR, reason="time-out"))
        desk.press.now += timedelta(days=400)
        shared(desk)
        run(desk, platform)
        desk.press.now -= timedelta(days=400)
        shared(desk)
        run(desk, platform)
        assert platform.posts == []
        bring_back(desk.store, now=desk.press.now)
        run(desk, platform)
        assert platform.keys == ["share:2"]
        run(desk, platform, after=timedelta(hours=1))  # by then nobody can hold the first one any more
        assert platform.keys == ["share:2", "share:1"]


def test_what_rests_for_good_is_not_brought_back(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        with one.desk.store.writing() as session:
            workspace_gone(session, one.workspace, reason="we were removed", now=one.desk.press.now, removed=True)
        one.news(2)
        bring_back(one.desk.store, now=one.desk.press.now)
        chat = Platform()
        one.run(chat, after=timedelta(hours=2))
        assert chat.posts == []
