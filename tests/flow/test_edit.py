"""Edits: an alert that was posted is written anew in its place as its story grows."""

from pathlib import Path

import pytest

from bot.digests.write import plain
from bot.flow.edit import gained_a_source, plan_edit
from bot.model.delivery import DeliveryState, Outcome, OutcomeKind
from tests.digests.samples import entry
from tests.flow.alerting import MINUTE, alerted, grow, telling
from tests.flow.platform import Platform, ledger, run

UNCLEAR = Outcome(kind=OutcomeKind.UNCLEAR, reason="reset")


def test_a_story_that_gains_a_source_has_its_alert_edited_in_its_place(tmp_path: Path) -> None:
    platform = Platform()
    with alerted(tmp_path, platform) as desk:
        assert platform.keys == ["alert:1:2"]
        assert "now" not in plain(platform.messages["malert:1:2"])
        grow(desk, "courier", 2, after=15 * MINUTE)
        run(desk, platform)
        assert (platform.keys, platform.edits) == (["alert:1:2"], ["malert:1:2"])
        assert "now 2 sources, +1 since 12:30: Courier" in plain(platform.messages["malert:1:2"])
        grow(desk, "herald", 3, after=15 * MINUTE)
        run(desk, platform)
        assert "now 3 sources, +2 since 12:30: Courier, Herald" in plain(platform.messages["malert:1:2"])
        assert [key for key in ledger(desk) if key.startswith("edit")] == ["edit:1:1", "edit:1:2"]


def test_edits_keep_their_pace_and_one_at_a_time_waits(tmp_path: Path) -> None:
    platform = Platform()
    with alerted(tmp_path, platform) as desk:
        grow(desk, "courier", 2, after=MINUTE)
        grow(desk, "herald", 3, after=MINUTE)
        run(desk, platform)
        assert platform.edits == []
        run(desk, platform, after=8 * MINUTE)
        assert len(platform.edits) == 1
        assert "+2 since 12:30: Courier, Herald" in plain(platform.messages["malert:1:2"])
        grow(desk, "mercury", 4, after=MINUTE)
        run(desk, platform, after=8 * MINUTE)
        assert len(platform.edits) == 1
        run(desk, platform, after=MINUTE)
        assert len(platform.edits) == 2


def test_another_article_of_the_same_source_changes_nothing(tmp_path: Path) -> None:
    platform = Platform()
    with alerted(tmp_path, platform) as desk:
        again = telling(2, desk) | {"title": "Intruder takes Clearview AI client list with faces"}
        desk.press.feeds["gazette"].append(again)
        desk.poll(after=15 * MINUTE)
        run(desk, platform)
        with desk.store.reading() as session:
            assert session.stories.get([2])[2].entries == 2
        assert [key for key in ledger(desk) if key.startswith("edit")] == []


def test_an_unclear_edit_is_made_again_without_looking(tmp_path: Path) -> None:
    platform = Platform()
    with alerted(tmp_path, platform) as desk:
        grow(desk, "courier", 2, after=15 * MINUTE)
        platform.answers, platform.searchable = [UNCLEAR], False
        run(desk, platform)
        assert ledger(desk)["edit:1:1"].state is DeliveryState.PLANNED
        run(desk, platform, after=MINUTE)
        assert platform.edits == ["malert:1:2"]


def test_a_crash_in_an_edit_makes_it_again(tmp_path: Path) -> None:
    platform = Platform()
    with alerted(tmp_path, platform) as desk:
        grow(desk, "courier", 2, after=15 * MINUTE)
        platform.crashes = True
        with pytest.raises(KeyboardInterrupt):
            run(desk, platform)
        platform.searchable = False
        run(desk, platform, after=2 * MINUTE)
        assert platform.edits == ["malert:1:2", "malert:1:2"]
        assert ledger(desk)["edit:1:1"].state is DeliveryState.SENT


def test_an_edit_that_is_refused_fails_alone(tmp_path: Path) -> None:
    platform = Platform()
    with alerted(tmp_path, platform) as desk:
        grow(desk, "courier", 2, after=15 * MINUTE)
        platform.answers = [Outcome(kind=OutcomeKind.REFUSED, reason="message_not_found")]
        run(desk, platform)
        assert ledger(desk)["edit:1:1"].state is DeliveryState.FAILED
        assert ledger(desk)["alert:1:2"].state is DeliveryState.SENT


def test_what_grows_while_its_alert_is_unclear_is_edited_when_that_is_settled(tmp_path: Path) -> None:
    platform = Platform(UNCLEAR)
    with alerted(tmp_path, platform) as desk:
        grow(desk, "courier", 2, after=MINUTE)
        assert ledger(desk)["edit:1:1"].state is DeliveryState.PLANNED
        platform.searchable = False
        run(desk, platform, after=20 * MINUTE)
        assert (platform.edits, ledger(desk)["edit:1:1"].attempts) == ([], 0)
        platform.searchable = True
        run(desk, platform, after=60 * MINUTE)
        assert platform.keys == ["alert:1:2"]
        assert len(platform.edits) == 1


def test_an_edit_of_what_was_never_posted_has_nothing_to_do(tmp_path: Path) -> None:
    platform = Platform(Outcome(kind=OutcomeKind.REFUSED, reason="channel_not_found"))
    with alerted(tmp_path, platform) as desk:
        with desk.store.writing() as session:
            plan_edit(session, session.ledger.get(1), now=desk.press.now, at_once=True)
        run(desk, platform)
        assert "nothing to edit" in ledger(desk)["edit:1:1"].reason


def test_an_edit_at_once_does_not_wait_and_hastens_one_that_does(tmp_path: Path) -> None:
    platform = Platform()
    with alerted(tmp_path, platform) as desk:
        grow(desk, "courier", 2, after=MINUTE)
        with desk.store.writing() as session:
            plan_edit(session, session.ledger.get(1), now=desk.press.now, at_once=True)
        run(desk, platform)
        assert platform.edits == ["malert:1:2"]
        with desk.store.writing() as session:
            plan_edit(session, session.ledger.get(1), now=desk.press.now, at_once=True)
        run(desk, platform)
        assert platform.edits == ["malert:1:2", "malert:1:2"]


def test_edits_of_one_message_never_overtake_each_other(tmp_path: Path) -> None:
    platform = Platform()
    with alerted(tmp_path, platform) as desk:
        with desk.store.writing() as session:
            alert = session.ledger.get(1)
            plan_edit(session, alert, now=desk.press.now, at_once=True)
            first = session.ledger.claim(now=desk.press.now, lease_until=desk.press.now + MINUTE)
            assert first is not None
            plan_edit(session, alert, now=desk.press.now, at_once=True)  # the first may have read the old words
            assert session.ledger.claim(now=desk.press.now, lease_until=desk.press.now + MINUTE) is None
            session.ledger.settle(first, state=DeliveryState.SENT, now=desk.press.now)
        run(desk, platform)
        assert platform.edits == ["malert:1:2"]
        assert ledger(desk)["edit:1:2"].state is DeliveryState.SENT


def test_a_merge_is_growth_too(tmp_path: Path) -> None:
    old = entry(1, "a", source="Gazette")
    new, same = entry(2, "b", source="Courier"), entry(3, "c", source="Gazette")
    assert gained_a_source([new], {1: [old, new]}, []) == {1}
    assert gained_a_source([same], {1: [old, same]}, []) == set()
    assert gained_a_source([new], {1: [new]}, []) == set()  # it is a story of its own
    assert gained_a_source([same], {1: [old, same]}, [(1, 9)]) == {1}
