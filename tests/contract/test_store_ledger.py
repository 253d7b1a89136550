"""What every store promises of the ledger beside claim and settle: what is held, folded, edited and counted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import NotFound
from bot.model.channel import NEVER_QUIET, AlertRules, OwnRules
from bot.model.delivery import DeliveryKind, DeliveryState, HeldFor
from bot.model.digest import Digest, HeldAlert
from bot.model.subscription import Cadence, Schedule, Window
from bot.ports.store import Session, Store
from bot.ports.store.ledger import Interruptions, Plan
from tests.contract.shelf import NOW, claim, plan, with_channel, with_stories
from tests.contract.shelf_ledger import MINUTE, alert, keys, planned, settled


def edit(delivery: int, number: int) -> Plan:
    return replace(alert(1), key=f"edit:{delivery}:{number}", kind=DeliveryKind.EDIT, subject_id=delivery, part=number)


def test_a_delivery_is_found_by_its_id_or_said_to_be_unknown(store: Store) -> None:
    with store.writing() as session:
        planned(session, alert(1))
        assert session.ledger.get(1).key == "alert:1:1"
        with pytest.raises(NotFound):
            session.ledger.get(2)


def test_to_hold_is_no_attempt_and_what_is_held_is_not_open(store: Store) -> None:
    with store.writing() as session:
        planned(session, alert(1))
        held = settled(session, DeliveryState.HELD, HeldFor.STORM)
        assert (held.state, held.attempts, held.settled_at) == (DeliveryState.HELD, 0, NOW)
        assert claim(session, NOW + timedelta(days=9)) is None
        assert session.ledger.next_at() is None
        assert keys(session.ledger.held(1)) == ["alert:1:1"]
        assert session.ledger.holding() == [1]
        assert keys(session.ledger.alerts_of(1, [1])) == ["alert:1:1"]  # it may still be told


def test_what_is_held_is_folded_once_and_says_where_it_is_told(store: Store) -> None:
    with store.writing() as session:
        planned(session, alert(1), alert(2))
        held = [settled(session, DeliveryState.HELD, HeldFor.LATE) for _ in range(2)]
        assert session.ledger.fold(held, told_in="digest:7:2") == 2
        assert session.ledger.fold(held, told_in="digest:8:0") == 0
        folded = session.ledger.told_in("digest:7:2")
        assert keys(folded) == ["alert:1:1", "alert:1:2"]
        assert (folded[0].state, folded[0].reason, folded[0].settled_at) == (DeliveryState.FOLDED, "late", NOW)
        assert (session.ledger.held(1), session.ledger.holding(), session.ledger.told_in("")) == ([], [], [])


def test_a_held_alert_can_end_untold_for_a_reason(store: Store) -> None:
    with store.writing() as session:
        planned(session, alert(1))
        held = settled(session, DeliveryState.HELD)
        assert session.ledger.release(held, now=NOW + MINUTE, reason="muted: story 1")
        assert not session.ledger.release(held, now=NOW, reason="again")
        failed = session.ledger.get(held.id)
        assert (failed.state, failed.reason) == (DeliveryState.FAILED, "muted: story 1")
        assert session.ledger.alerts_of(1, [1]) == []


def test_what_a_lost_message_was_to_tell_is_held_anew(store: Store) -> None:
    later = NOW + timedelta(hours=1)
    with store.writing() as session:
        planned(session, alert(1), alert(2), alert(3))
        held = [settled(session, DeliveryState.HELD, HeldFor.STORM) for _ in range(3)]
        session.ledger.plan([plan("digest:7:0", subject=7), plan("digest:7:1", part=1, subject=7)], now=NOW)
        session.ledger.plan([plan("digest:8:0", subject=8)], now=NOW)
        for one, key in zip(held, ("digest:7:0", "digest:7:1", "digest:8:0"), strict=True):
            session.ledger.fold([one], told_in=key)
        lost = settled(session, DeliveryState.FAILED)
        session.ledger.abandon_replies(lost, now=NOW, reason="its parent was refused")
        assert session.ledger.unfold(lost, now=later, reason=HeldFor.UNDELIVERED) == 2
        again = session.ledger.held(1)
        assert keys(again) == ["alert:1:1", "alert:1:2"]
        assert (again[0].told_in, again[0].reason, again[0].settled_at) == ("", "undelivered", later)
        assert keys(session.ledger.told_in("digest:8:0")) == ["alert:1:3"]


def test_edits_go_in_order_and_after_what_they_edit(store: Store) -> None:
    with store.writing() as session:
        planned(session, alert(1), edit(1, 1), edit(1, 2))
        first = claim(session)
        assert first is not None
        assert first.key == "alert:1:1"
        assert claim(session) is None
        session.ledger.settle(first, state=DeliveryState.SENT, now=NOW, platform_id="m1")
        second = claim(session)
        assert second is not None
        assert second.key == "edit:1:1"
        assert claim(session) is None
        session.ledger.settle(second, state=DeliveryState.FAILED, now=NOW)
        assert settled(session, DeliveryState.SENT).key == "edit:1:2"


def test_a_planned_delivery_can_be_hastened_and_never_put_off(store: Store) -> None:
    with store.writing() as session:
        planned(session, replace(alert(1), not_before=NOW + timedelta(hours=1)))
        waiting = session.ledger.get(1)
        assert claim(session) is None
        session.ledger.hasten(waiting, now=NOW)
        session.ledger.hasten(waiting, now=NOW + MINUTE)
        assert session.ledger.get(1).not_before == NOW
        assert claim(session) is not None


def test_alerts_that_stand_on_a_platform_are_known_by_their_merged_stories_too(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2, 3)
        planned(session, alert(1), alert(2), alert(3))
        settled(session, DeliveryState.SENT)
        session.stories.merge(3, 1, seq=2)
        assert claim(session) is not None  # of story 2
        assert keys(session.ledger.alerts_shown([3])) == ["alert:1:1"]
        assert keys(session.ledger.alerts_shown([2])) == ["alert:1:2"]
        assert session.ledger.alerts_shown([]) == []


def test_a_channel_s_deliveries_are_read_newest_first_and_counted(store: Store) -> None:
    with store.writing() as session:
        planned(session, alert(1), alert(2), plan("digest:7:0", subject=7))
        settled(session, DeliveryState.SENT)
        ledger = session.ledger
        assert keys(ledger.of_channel(1, limit=2)) == ["digest:7:0", "alert:1:2"]
        assert keys(ledger.of_channel(1, limit=2, offset=2)) == ["alert:1:1"]
        assert keys(ledger.of_channel(1, state=DeliveryState.SENT, limit=9)) == ["alert:1:1"]
        assert ledger.of_channel(2, limit=9) == []
        assert ledger.channel_counts(1) == {DeliveryState.SENT: 1, DeliveryState.PLANNED: 2}
        assert keys(ledger.of_subject(DeliveryKind.ALERT, [1, 2, 7], 1)) == ["alert:1:1", "alert:1:2"]
        assert ledger.of_subject(DeliveryKind.DIGEST, [7], 2) == []


def test_interruptions_are_what_arrived_or_may_have_arrived(store: Store) -> None:
    with store.writing() as session:
        planned(session, *(alert(story) for story in range(1, 8)), plan("digest:7:0", subject=7))
        settled(session, DeliveryState.SENT)
        settled(session, DeliveryState.SENT, minutes=30)
        settled(session, DeliveryState.UNCERTAIN, minutes=40)
        settled(session, DeliveryState.HELD, HeldFor.STORM, minutes=40)
        settled(session, DeliveryState.HELD, HeldFor.QUIET_HOURS, minutes=40)
        settled(session, DeliveryState.FAILED, minutes=40)
        seventh = claim(session, NOW + 40 * MINUTE)
        assert seventh is not None

        def got(**at: int) -> Interruptions:
            times = {name: NOW + minutes * MINUTE for name, minutes in at.items()}
            return session.ledger.interruptions(1, **times, before=seventh.id)

        assert got(day_began=0, lately=-1) == Interruptions(posted=3, lately=4)
        assert got(day_began=1, lately=30) == Interruptions(posted=2, lately=2)
        everyone = session.ledger.interruptions(1, day_began=NOW, lately=NOW)
        assert everyone == Interruptions(posted=4, lately=4)  # the claimed one, too
        assert session.ledger.interruptions(2, day_began=NOW, lately=NOW) == Interruptions(posted=0, lately=0)


def test_a_storm_is_what_was_held_for_it_since_a_time(store: Store) -> None:
    with store.writing() as session:
        planned(session, alert(1), alert(2), alert(3))
        settled(session, DeliveryState.HELD, HeldFor.STORM)
        settled(session, DeliveryState.HELD, HeldFor.CEILING, minutes=1)
        third = settled(session, DeliveryState.HELD, HeldFor.STORM, minutes=2)
        session.ledger.fold([third], told_in="digest:7:0")
        assert keys(session.ledger.storm(1, since=NOW)) == ["alert:1:1", "alert:1:3"]
        assert keys(session.ledger.storm(1, since=NOW + MINUTE)) == ["alert:1:3"]


def issue(session: Session, channel: int, *, held: tuple[HeldAlert, ...]) -> Digest:
    order = session.subscriptions.put(
        channel_id=channel, topic_id=1, schedule=Schedule(cadence=Cadence.DAILY), due_at=NOW, now=NOW
    )
    return Digest(
        id=0,
        subscription_id=order.id,
        channel_id=channel,
        topic_name="cameras",
        topic_title="Cameras",
        topic_query="camera",
        topic_version=1,
        number=1,
        cadence=Cadence.DAILY,
        zone="UTC",
        window=Window(since=NOW - timedelta(days=1), until=NOW, after=0, upto=1),
        created_at=NOW,
        stories=(),
        feeds=(),
        articles_read=0,
        history=(),
        token="t",
        held=held,
        repeats_from=NOW - timedelta(days=2),
    )


def test_a_digest_keeps_the_held_alerts_it_tells_and_is_found_by_them(store: Store) -> None:
    def held(story: int) -> HeldAlert:
        return HeldAlert(
            story_id=story,
            topic_title="T",
            title=f"Story {story}",
            link="",
            source="Gazette",
            sources=2,
            reason=HeldFor.STORM,
        )

    with store.writing() as session:
        with_stories(session, 1, 2, 3)
        channel = with_channel(session)
        frozen = session.digests.freeze(issue(session, channel, held=(held(2), held(1))))
        assert session.digests.get(frozen.id) == frozen
        assert session.digests.told_since(channel, [1, 3], since=NOW) == [frozen.id]
        assert session.digests.told_since(channel, [3], since=NOW) == []
        assert session.digests.told_since(channel, [1], since=NOW + MINUTE) == []
        assert session.digests.told_since(channel + 1, [1], since=NOW) == []


def test_a_channel_s_own_rules_go_over_the_installation_s(store: Store) -> None:
    usual = AlertRules(ceiling=12, quiet_from=23, quiet_to=5, zone="UTC", storm=5, storm_minutes=15)
    own = OwnRules(ceiling=0, quiet=(22, 7), zone="Asia/Tokyo")
    with store.writing() as session:
        channel = with_channel(session)
        assert session.channels.rules(channel) == OwnRules()
        assert session.channels.rules(channel).over(usual) == usual
        session.channels.set_rules(channel, own)
        assert session.channels.rules(channel) == own
        assert own.over(usual) == replace(usual, ceiling=0, quiet_from=22, quiet_to=7, zone="Asia/Tokyo")
        session.channels.set_rules(channel, OwnRules(quiet=NEVER_QUIET))
        never = session.channels.rules(channel).over(usual)
        assert never == replace(usual, quiet_from=None, quiet_to=None)


def test_a_workspace_s_channels_are_listed_by_name(store: Store) -> None:
    with store.writing() as session:
        ours = session.channels.ensure_workspace(platform="console", key="a", name="A")
        theirs = session.channels.ensure_workspace(platform="console", key="b", name="B")
        for workspace, name in ((ours, "policy"), (ours, "general"), (theirs, "secret")):
            session.channels.ensure(workspace=workspace, key=name, name=name)
        assert [channel.name for channel in session.channels.of_workspace(ours.id)] == ["general", "policy"]
