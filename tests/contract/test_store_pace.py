"""What every store promises of the ledger's pace: one post at a time in a channel, none too soon, and none where
nothing can be posted."""

from datetime import timedelta

from bot.model.delivery import DeliveryState
from bot.model.subscription import Cadence, Schedule
from bot.ports.store import Session, Store
from tests.contract.shelf import NOW, claim, plan, with_channel, with_stories
from tests.contract.shelf_ledger import MINUTE, alert, keys, planned, settled

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def in_two_channels(session: Session) -> tuple[int, int]:
    """Two channels of one workspace, with two alerts planned in each."""
    workspace = session.channels.ensure_workspace(platform="chat", key="T", name="Team")
    one, two = (session.channels.ensure(workspace=workspace, key=key, name=key).id for key in ("C1", "C2"))
    plans = [alert(story, channel=channel) for story in (1, 2) for channel in (one, two)]
    assert session.ledger.plan(plans, now=NOW) == 4
    return one, two


def test_a_claim_keeps_its_channel_until_it_is_settled_and_others_are_free(store: Store) -> None:
    with store.writing() as session:
        one, two = in_two_channels(session)
        first, second = claim(session), claim(session)
        assert first is not None
        assert second is not None
        assert (first.channel_id, second.channel_id) == (one, two)
        assert claim(session) is None
        session.ledger.settle(first, state=DeliveryState.SENT, now=NOW, free_at=NOW + MINUTE)
        assert claim(session) is None
        session.ledger.settle(second, state=DeliveryState.SENT, now=NOW)
        third = claim(session)
        assert third is not None
        assert third.channel_id == two
        fourth = claim(session, NOW + MINUTE)
        assert fourth is not None
        assert fourth.channel_id == one


def test_what_is_meant_for_other_platforms_is_left_alone(store: Store) -> None:
    with store.writing() as session:
        in_two_channels(session)
        others, soon = ["console", "slack"], NOW + MINUTE
        assert session.ledger.next_at(others) is None
        assert session.ledger.next_at([*others, "chat"]) == session.ledger.next_at() == NOW
        assert session.ledger.claim(now=NOW, lease_until=soon, platforms=others) is None
        claimed = session.ledger.claim(now=NOW, lease_until=soon, platforms=[*others, "chat"])
        assert claimed is not None
        assert session.ledger.claim_unclear(now=soon, lease_until=soon + MINUTE, platforms=others) is None
        unclear = session.ledger.claim_unclear(now=soon, lease_until=soon + MINUTE, platforms=["chat"])
        assert unclear is not None
        assert unclear.id == claimed.id


def test_what_waits_for_another_was_no_attempt(store: Store) -> None:
    with store.writing() as session:
        in_two_channels(session)
        first = claim(session)
        assert first is not None
        session.ledger.settle(first, state=DeliveryState.PLANNED, now=NOW, waits=True)
        assert session.ledger.get(first.id).attempts == 0


def test_who_outlasts_a_lease_frees_no_channel_that_another_has(store: Store) -> None:
    with store.writing() as session:
        one, _ = in_two_channels(session)
        session.ledger.plan([alert(3, channel=one)], now=NOW)
        late = claim(session)
        assert late is not None
        later = NOW + 2 * MINUTE
        assert claim(session, later) is not None
        other = claim(session, later)
        assert other is not None
        assert session.ledger.settle(late, state=DeliveryState.SENT, now=later)
        assert claim(session, later) is None


def test_the_next_that_may_go_is_known_with_its_channel_s_pace(store: Store) -> None:
    with store.writing() as session:
        one, two = in_two_channels(session)
        session.ledger.free(one, at=NOW + 3 * MINUTE)
        session.ledger.free(two, at=NOW + 2 * MINUTE)
        assert session.ledger.next_at() == NOW + 2 * MINUTE
        assert claim(session, NOW + MINUTE) is None
        assert claim(session, NOW + 2 * MINUTE) is not None


def test_what_is_parked_waits_and_is_tried_when_its_channel_is_free(store: Store) -> None:
    with store.writing() as session:
        one, two = in_two_channels(session)
        session.channels.park(one, "archived")
        assert session.ledger.park(one, reason="archived") == 2
        session.ledger.free(one, at=NOW + MINUTE)
        session.ledger.plan([alert(9, channel=one)], now=NOW)
        parked = session.ledger.of_channel(one, state=DeliveryState.PARKED, limit=9)
        assert [delivery.reason for delivery in parked] == ["archived"] * 3
        here = claim(session)
        assert here is not None
        assert here.channel_id == two
        tried = claim(session, NOW + MINUTE)
        assert tried is not None
        assert (tried.key, tried.state) == (f"alert:{one}:1", DeliveryState.CLAIMED)
        session.channels.park(one, "")
        session.ledger.unpark(one, now=NOW)
        assert session.ledger.channel_counts(one) == {DeliveryState.CLAIMED: 1, DeliveryState.PLANNED: 2}


def test_parked_channels_of_a_removed_workspace_are_not_freed(store: Store) -> None:
    with store.writing() as session:
        one, two = in_two_channels(session)
        (workspace,) = session.channels.workspaces()
        for channel in (one, two):
            session.ledger.free(channel, at=NOW + 9 * MINUTE)
        session.channels.park(one, "archived")
        session.ledger.free_parked(now=NOW, tried_after=HOUR, breath=SECOND)
        assert session.ledger.next_at() == NOW
        session.ledger.free(one, at=NOW + 9 * MINUTE)
        session.channels.remove_workspace(workspace.id, at=NOW)
        session.ledger.free_parked(now=NOW, tried_after=HOUR, breath=SECOND)
        assert session.ledger.next_at() == NOW + 9 * MINUTE


def back(session: Session, channel: int, *, after: timedelta) -> None:
    session.ledger.free_back(channel, now=NOW + after, tried_after=HOUR, breath=SECOND)


def test_a_channel_that_is_back_keeps_the_pace_of_what_came_before_it_was_parked(store: Store) -> None:
    with store.writing() as session:
        one, two = in_two_channels(session)
        session.ledger.free(two, at=NOW + HOUR)
        for after, free in ((SECOND / 4, SECOND), (2 * SECOND, 2 * SECOND)):
            session.ledger.free(one, at=NOW + HOUR)  # parked now
            back(session, one, after=after)
            assert session.ledger.next_at() == NOW + free
        session.ledger.free(one, at=NOW + HOUR)
        session.channels.park(one, "archived")
        session.ledger.free_parked(now=NOW + SECOND / 4, tried_after=HOUR, breath=SECOND)
        assert session.ledger.next_at() == NOW + SECOND


def test_what_is_on_its_way_keeps_its_channel_while_that_is_parked_and_back(store: Store) -> None:
    with store.writing() as session:
        one, two = in_two_channels(session)
        session.ledger.free(two, at=NOW + HOUR)
        claimed = claim(session)
        assert claimed is not None
        session.ledger.free(one, at=NOW + HOUR)
        back(session, one, after=2 * SECOND)
        assert claim(session, NOW + 3 * SECOND) is None
        session.ledger.settle(claimed, state=DeliveryState.SENT, now=NOW, free_at=NOW + 5 * SECOND)
        assert claim(session, NOW + 4 * SECOND) is None
        assert claim(session, NOW + 5 * SECOND) is not None


def test_what_is_in_doubt_keeps_its_channel_for_its_lease(store: Store) -> None:
    with store.writing() as session:
        one, two = in_two_channels(session)
        session.ledger.free(two, at=NOW + HOUR)
        claimed = claim(session)
        assert claimed is not None
        session.ledger.settle(claimed, state=DeliveryState.UNCERTAIN, now=NOW, not_before=NOW + MINUTE)
        back(session, one, after=2 * SECOND)
        assert claim(session, NOW + MINUTE - SECOND) is None
        assert claim(session, NOW + MINUTE) is not None


def test_a_parked_channel_is_tried_by_one_at_a_time(store: Store) -> None:
    with store.writing() as session:
        one, two = in_two_channels(session)
        session.ledger.free(two, at=NOW + HOUR)
        session.channels.park(one, "archived")
        assert claim(session) is not None
        session.ledger.free_parked(now=NOW + SECOND, tried_after=HOUR, breath=SECOND)
        assert claim(session, NOW + 2 * SECOND) is None


def test_strikes_add_up_and_plain_stays(store: Store) -> None:
    with store.writing() as session:
        planned(session, alert(1))
        for strike in (True, False, True):
            claimed = claim(session)
            assert claimed is not None
            session.ledger.settle(claimed, state=DeliveryState.PLANNED, now=NOW, strike=strike, plain=not strike)
        third = session.ledger.get(1)
        assert (third.attempts, third.strikes, third.plain) == (3, 2, True)
        assert claim(session) is not None  # and its holder dies
        unclear = session.ledger.claim_unclear(now=NOW + MINUTE, lease_until=NOW + 2 * MINUTE)
        assert unclear is not None
        assert (unclear.strikes, unclear.claimed_at) == (3, NOW)
        session.ledger.settle(unclear, state=DeliveryState.UNCERTAIN, now=NOW + MINUTE, not_before=NOW + MINUTE)
        again = session.ledger.claim_unclear(now=NOW + 2 * MINUTE, lease_until=NOW + 3 * MINUTE)
        assert again is not None
        assert (again.strikes, again.claimed_at) == (3, NOW)


def test_to_park_is_no_attempt(store: Store) -> None:
    with store.writing() as session:
        planned(session, alert(1))
        assert settled(session, DeliveryState.PARKED).attempts == 0


def test_parked_replies_fall_with_their_parent(store: Store) -> None:
    with store.writing() as session:
        with_channel(session)
        session.ledger.plan([plan("digest:7:0", subject=7), plan("digest:7:1", part=1, subject=7)], now=NOW)
        session.channels.park(1, "archived")
        session.ledger.park(1, reason="archived")
        parent = session.ledger.get(1)
        assert session.ledger.abandon_replies(parent, now=NOW, reason="its parent was not posted") == 1


def test_where_held_alerts_wait_behind_what_is_parked_nothing_more_is_told(store: Store) -> None:
    with store.writing() as session:
        planned(session, alert(1), alert(2))
        settled(session, DeliveryState.HELD)
        assert session.ledger.holding() == [1]
        session.channels.park(1, "archived")
        session.ledger.park(1, reason="archived")
        assert session.ledger.holding() == []


def test_a_lost_message_says_where_it_is_told(store: Store) -> None:
    with store.writing() as session:
        planned(session, alert(1))
        lost = settled(session, DeliveryState.FAILED)
        session.ledger.tell_in(lost, "notice:lost:1:2026-03-02")
        assert keys(session.ledger.told_in("notice:lost:1:2026-03-02")) == ["alert:1:1"]


def test_no_issue_falls_due_behind_what_is_parked(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        planned(session, alert(1))
        session.subscriptions.put(
            channel_id=1, topic_id=1, schedule=Schedule(cadence=Cadence.DAILY), due_at=NOW, now=NOW
        )
        assert len(session.subscriptions.due(NOW, too_far=NOW + MINUTE)) == 1
        session.channels.park(1, "archived")
        assert len(session.subscriptions.due(NOW, too_far=NOW + MINUTE)) == 1
        session.ledger.park(1, reason="archived")
        assert session.subscriptions.due(NOW, too_far=NOW + MINUTE) == []
