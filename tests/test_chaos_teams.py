"""Whatever goes wrong on the way to Teams and back, nothing is lost or repeated in silence: the ledger says it."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bench.faults import Fault
from bench.teams_faults import WRITING
from bot.flow.edit import plan_edit
from bot.flow.verdict import STAYS
from bot.model.delivery import DeliveryState, WhenUnclear
from tests.teams_desk import CLEAR, IN_DOUBT, KILLS, NOT_ACCEPTED, befall, desk, wait_for


@pytest.mark.parametrize("before", [0, 1], ids=["parent", "reply"])
@pytest.mark.parametrize("fault", CLEAR)
def test_where_the_answer_is_clear_each_part_stands_there_once(fault: Fault, before: int, tmp_path: Path) -> None:
    with desk(tmp_path, fault=fault) as one:
        befall(one, fault, before)
        assert set(one.states()) == {DeliveryState.SENT}
        parent, *replies = one.messages
        assert [reply["root"] for reply in replies] == [parent["id"]] * len(replies)
        assert {message["id"] for message in one.messages} == {each.platform_id for each in one.deliveries.values()}
        assert not any(each.again for each in one.deliveries.values())


@pytest.mark.parametrize("before", [0, 1], ids=["parent", "reply"])
@pytest.mark.parametrize("fault", IN_DOUBT)
def test_what_is_in_doubt_is_never_sent_twice_and_stands_in_the_ledger(
    fault: Fault, before: int, tmp_path: Path
) -> None:
    with desk(tmp_path, fault=fault) as one:
        befall(one, fault, before)
        (doubt,) = [each for each in one.deliveries.values() if each.state is DeliveryState.UNCERTAIN]
        assert doubt.part == before
        assert doubt.reason.endswith(STAYS)
        assert len(one.messages) == before + (fault not in NOT_ACCEPTED)
        assert one.states()[DeliveryState.PLANNED] == len(one.deliveries) - before - 1  # they wait for it


@pytest.mark.parametrize("before", [0, 1], ids=["parent", "reply"])
@pytest.mark.parametrize("fault", IN_DOUBT)
def test_sent_again_nothing_is_missing_and_the_ledger_says_what_may_be_there_twice(
    fault: Fault, before: int, tmp_path: Path
) -> None:
    with desk(tmp_path, WhenUnclear.AGAIN, fault) as one:
        befall(one, fault, before)
        assert set(one.states()) == {DeliveryState.SENT}
        assert [each.part for each in one.deliveries.values() if each.again] == [before]
        copies = Counter(message["activity"]["summary"] for message in one.messages)
        assert sorted(copies.values())[-1] == 1 + (fault not in NOT_ACCEPTED)
        assert len(copies) == len(one.deliveries)


def test_with_at_most_once_its_channel_is_told_that_it_may_be_missing(tmp_path: Path) -> None:
    with desk(tmp_path, WhenUnclear.ONCE) as one:
        befall(one, Fault.DROP_BEFORE, 1)
        assert one.deliveries["digest:1:1"].state is DeliveryState.GIVEN_UP
        assert "part 2" in str(one.messages[-1]["activity"])
        assert one.states()[DeliveryState.GIVEN_UP] == 1


@pytest.mark.parametrize("fault", [fault for fault in WRITING if fault not in KILLS])
def test_an_edit_is_made_in_the_end(fault: Fault, tmp_path: Path) -> None:
    with desk(tmp_path, fault=fault) as one:
        one.run(10)
        parent = one.deliveries["digest:1:0"]
        with one.office.store.writing() as session:
            plan_edit(session, parent, now=one.office.press.now, at_once=True)
        one.rig.faults.ask("edit", fault)
        one.run()
        if fault is Fault.LATE:
            wait_for(lambda: "edited" in one.messages[0])
        one.run(10)
        assert set(one.states()) == {DeliveryState.SENT}
        assert one.messages[0]["edited"]


def test_what_is_too_large_goes_in_two_and_all_of_it_is_there(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        one.rig.faults.ask("post", Fault.TOO_LARGE)
        one.run(10)
        deliveries = one.deliveries
        assert "digest:1:1000" in deliveries
        assert set(one.states()) == {DeliveryState.SENT}
        first, *replies = one.messages
        rest = next(one for one in replies if one["id"] == deliveries["digest:1:1000"].platform_id)
        assert rest["root"] == first["id"]
        told = str(first["activity"]) + str(rest["activity"])
        assert "Airport drops faces" in told
        assert "Court rules on faces" in told
        assert "Why these?" in told


def test_by_its_size_a_part_is_refused_once_and_each_half_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(tmp_path / "measured") as one:
        one.run(10)
        sizes = [len(json.dumps(message["activity"], ensure_ascii=False).encode()) for message in one.messages]
    assert sizes[0] == max(sizes)
    monkeypatch.setattr("bench.teams_stand_in.LARGEST", sizes[0] - 200)
    with desk(tmp_path / "refused") as one:
        one.run(10)
        assert set(one.states()) == {DeliveryState.SENT}
        assert one.deliveries["digest:1:0"].attempts == 2
        assert one.deliveries["digest:1:1000"].attempts == 1
        assert not any(each.plain for each in one.deliveries.values())
        assert len(one.messages) == len(sizes) + 1


def test_what_is_too_large_even_so_goes_plainer_and_then_is_lost_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.teams_stand_in.LARGEST", 500)
    with desk(tmp_path) as one:
        one.run(10)
        parent = one.deliveries["digest:1:0"]
        assert (parent.state, parent.plain, parent.attempts) == (DeliveryState.FAILED, True, 3)
        assert parent.told_in.startswith("notice:lost:")
        assert {each.state for key, each in one.deliveries.items() if key.startswith("digest:")} == {
            DeliveryState.FAILED
        }
