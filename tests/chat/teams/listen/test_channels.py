"""We are let in, greet once, and know whenever a place is gone, back or renamed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from bench.faults import Fault
from bench.teams_server import Stage
from bench.teams_stand_in import TENANT, Place
from bot.app import App
from bot.model.channel import Channel
from bot.model.delivery import DeliveryState
from tests.chat.teams.listen.house import TEAM
from tests.chat.teams.listen.seen import buttons, seen
from tests.chat.teams.listen.someone import BOT, Pools, Someone, card_of
from tests.chat.teams.stage import CHAT, HERE, THERE, utc_now

US = [{"id": BOT}]
BARE = "d0000000-0000-4000-8000-00000000000d"


def installed(one: Someone, action: str = "add") -> None:
    one.send(one.activity("installationUpdate", action=action))


def happened(one: Someone, event: str = "", *, channel: str = "", name: str = "", **more: Any) -> None:
    """Something happens to a team, or to one of its channels."""
    told = one.activity("conversationUpdate", **more)
    told["channelData"] |= {"eventType": event} if event else {}
    if channel:
        told["channelData"]["channel"] = {"id": channel, "name": name}
    one.send(told)


def channel_of(house: App, key: str) -> Channel:
    with house.store.reading() as session:
        workspace = session.channels.workspace(platform="teams", key=TENANT)
        assert workspace
        channel = session.channels.of_key(workspace.id, key)
    assert channel
    return channel


@pytest.fixture
def known(ada: Someone, pools: Pools, house: App) -> Someone:
    """Both channels and the chat are known; in one of them posts are wanted."""
    for one in (ada, replace(ada, conversation=THERE), replace(ada, conversation=CHAT, kind="groupChat")):
        installed(one)
        pools.settle()
    ada.says("subscribe facial-recognition weekly")
    pools.settle()
    house.deliver()
    for place in ada.teams.places.values():
        place.messages.clear()
    return ada


@pytest.mark.parametrize("kind", ["channel", "groupChat", "personal"])
def test_where_we_are_let_in_we_say_what_to_do_first_once(ada: Someone, pools: Pools, house: App, kind: str) -> None:
    where = {"channel": ada, "groupChat": replace(ada, conversation=CHAT, kind=kind), "personal": ada.alone()}[kind]
    installed(where)
    happened(where, membersAdded=US)
    pools.settle()
    house.deliver()
    [said] = where.told()
    assert (said["root"], said["targeted"]) == ("", False)
    assert "Hello, I am Presswatch" in seen(card_of(said))
    assert ("“help”" if kind == "personal" else "“@Presswatch help”") in seen(card_of(said))
    assert buttons(card_of(said))["Subscribe to a topic"]["data"]["words"] == "subscribe"


def test_what_kind_of_place_it_is_teams_says_and_not_its_id(ada: Someone, pools: Pools, house: App) -> None:
    """A playground's ids are bare; an event that does not say the kind takes nothing back."""
    ada.teams.places[BARE] = Place()
    group = replace(ada, conversation=BARE, kind="groupChat")
    installed(group)
    pools.settle()
    house.deliver()
    assert "“@Presswatch " in seen(card_of(group.told()[-1]))
    for kind in ("", "no kind of Teams'"):
        happened(replace(group, kind=kind), topicName="Night shift")
        group = replace(group, kind=kind)
        group.says("status")
        pools.settle()
        assert channel_of(house, BARE).kind == "groupChat"


def test_a_greeting_that_did_not_go_goes_again_and_once(ada: Someone, pools: Pools, house: App, stage: Stage) -> None:
    installed(ada)
    pools.settle()
    stage.faults.ask("post", Fault.AT_ODDS)
    for minutes in (0, 10, 20):
        with time_machine.travel(utc_now() + timedelta(minutes=minutes), tick=False):
            house.deliver()
    assert len(ada.told()) == 1
    with house.store.reading() as session:
        assert session.ledger.counts() == {DeliveryState.SENT: 1}


def test_we_greet_in_the_channel_that_was_chosen(ada: Someone, pools: Pools, house: App) -> None:
    chosen = ada.activity("installationUpdate", action="add")
    chosen["channelData"]["settings"] = {"selectedChannel": {"id": THERE}}
    ada.send(chosen)
    pools.settle()
    happened(ada, membersAdded=US)
    pools.settle()
    house.deliver()
    assert [len(ada.told(key)) for key in (HERE, THERE)] == [0, 1]
    assert channel_of(house, THERE).name == "policy"


def test_whoever_lets_us_in_keeps_the_place(ada: Someone, bert: Someone, pools: Pools, house: App) -> None:
    installed(bert)
    pools.settle()
    replace(ada, conversation=THERE).says("status")
    pools.settle()
    assert [channel_of(house, key).creator for key in (HERE, THERE)] == ["bert", "bert"]


def test_to_put_us_out_and_bring_us_back_makes_nobody_a_keeper(
    ada: Someone, bert: Someone, pools: Pools, house: App
) -> None:
    installed(bert)
    pools.settle()
    installed(ada, action="remove")
    pools.settle()
    installed(ada)
    pools.settle()
    assert channel_of(house, HERE).creator == "bert"


def test_a_policy_that_lets_us_in_is_nobody(ada: Someone, pools: Pools, house: App) -> None:
    installed(replace(ada, account=BOT, key=""))
    pools.settle()
    assert channel_of(house, HERE).creator == ""


def test_taken_out_nothing_is_posted_and_put_back_it_goes_on(known: Someone, pools: Pools, house: App) -> None:
    installed(known, "remove")
    pools.settle()
    assert [channel_of(house, key).parked for key in (HERE, THERE)] == ["Presswatch was removed from it"] * 2
    assert channel_of(house, CHAT).parked == ""
    installed(known)
    pools.settle()
    assert [channel_of(house, key).parked for key in (HERE, THERE)] == ["", ""]
    with time_machine.travel(utc_now() + timedelta(minutes=1), tick=False):
        house.deliver()
    assert len(known.told()) == 1  # greeted anew


def test_taken_out_of_a_team_is_the_same(known: Someone, pools: Pools, house: App) -> None:
    happened(known, "teamMemberRemoved", membersRemoved=US)
    pools.settle()
    assert [bool(channel_of(house, key).parked) for key in (HERE, THERE, CHAT)] == [True, True, False]


@pytest.mark.parametrize("action", ["add-upgrade", "remove-upgrade", "upgrade", ""])
def test_a_newer_version_changes_nothing(known: Someone, pools: Pools, house: App, action: str) -> None:
    installed(known, action)
    pools.settle()
    assert (channel_of(house, HERE).parked, known.told()) == ("", [])


@pytest.mark.parametrize(
    ("gone", "back"), [("teamArchived", "teamUnarchived"), ("teamDeleted", "teamRestored"), ("teamHardDeleted", "")]
)
def test_a_team_that_is_gone(known: Someone, pools: Pools, house: App, gone: str, back: str) -> None:
    happened(known, gone)
    pools.settle()
    assert [bool(channel_of(house, key).parked) for key in (HERE, THERE, CHAT)] == [True, True, False]
    if back:
        happened(known, back)
        pools.settle()
        assert [channel_of(house, key).parked for key in (HERE, THERE)] == ["", ""]


def test_a_channel_that_is_deleted_stays_so_when_its_team_is_back(known: Someone, pools: Pools, house: App) -> None:
    for event, channel in (("channelDeleted", THERE), ("teamArchived", ""), ("teamUnarchived", "")):
        happened(known, event, channel=channel)
        pools.settle()
    assert [bool(channel_of(house, key).parked) for key in (HERE, THERE)] == [False, True]
    happened(known, "channelRestored", channel=THERE)
    pools.settle()
    assert channel_of(house, THERE).parked == ""


def test_a_channel_has_another_name(known: Someone, pools: Pools, house: App) -> None:
    happened(known, "channelRenamed", channel=THERE, name="rules")
    pools.settle()
    assert [channel_of(house, key).name for key in (HERE, THERE)] == ["security", "rules"]


def test_a_chat_has_another_name(known: Someone, pools: Pools, house: App) -> None:
    happened(replace(known, conversation=CHAT, kind="groupChat"), topicName="Night shift")
    pools.settle()
    assert channel_of(house, CHAT).name == "Night shift"


def test_a_channel_is_named_with_its_team(ada: Someone, pools: Pools, house: App) -> None:
    ada.says("status")
    pools.settle()
    assert channel_of(house, HERE).name == "security"  # Teams did not tell
    ada.teams.names[TEAM] = "Harbour Watch"
    ada.says("status")
    pools.settle()
    assert channel_of(house, HERE).name == "Harbour Watch › security"
    assert "Status of Harbour Watch > security" in seen(card_of(ada.told()[-1]))
    ada.says("ledger security")
    pools.settle()
    assert "There is no channel" not in seen(card_of(ada.told()[-1]))


def test_a_team_and_its_channels_have_other_names(known: Someone, pools: Pools, house: App) -> None:
    for event, channel, name, team in (
        ("teamRenamed", "", "", "Night Watch"),
        ("channelRenamed", THERE, "rules", ""),
        ("teamRenamed", "", "", "Day Watch"),
    ):
        told = known.activity("conversationUpdate")
        told["channelData"] |= {"eventType": event, "team": {"id": TEAM, "name": team}}
        told["channelData"]["channel"] = {"id": channel or HERE, "name": name}
        known.send(told)
        pools.settle()
    assert [channel_of(house, key).name for key in (HERE, THERE)] == ["Day Watch › security", "Day Watch › rules"]
    assert "›" not in channel_of(house, CHAT).name


@pytest.mark.parametrize("event", ["teamRenamed", "channelCreated", "channelShared", "of tomorrow", ""])
def test_what_else_happens_changes_nothing(known: Someone, pools: Pools, house: App, event: str) -> None:
    happened(known, event, channel=THERE, name="x", membersAdded=[{"id": "29:carol"}])
    pools.settle()
    assert (channel_of(house, THERE).name, channel_of(house, THERE).parked, known.told()) == ("policy", "", [])


def test_let_in_long_ago_is_not_let_in_again(known: Someone, pools: Pools, house: App) -> None:
    late = known.activity("installationUpdate", action="add")
    known.send(late)
    pools.settle()
    installed(known, "remove")
    pools.settle()
    known.send(late)
    pools.settle()
    assert (bool(channel_of(house, HERE).parked), known.told()) == (True, [])


def test_what_is_told_late_and_twice_is_heard_once(known: Someone, pools: Pools, house: App) -> None:
    archived = known.activity("conversationUpdate")
    archived["channelData"]["eventType"] = "teamArchived"
    known.send(archived)
    pools.settle()
    happened(known, "teamUnarchived")
    pools.settle()
    known.send(archived)
    pools.settle()
    assert channel_of(house, HERE).parked == ""


def test_what_has_no_id_is_no_repetition_of_another_without(known: Someone, pools: Pools, house: App) -> None:
    for event, is_gone in (("teamArchived", True), ("teamUnarchived", False), ("teamArchived", True)):
        happened(known, event, id="")
        pools.settle()
        assert bool(channel_of(house, HERE).parked) is is_gone


def test_what_happens_to_a_channel_without_a_name_happens_to_none(known: Someone, pools: Pools, house: App) -> None:
    told = known.activity("conversationUpdate")
    told["channelData"] |= {"eventType": "channelDeleted", "channel": {}}
    known.send(told)
    pools.settle()
    assert [channel_of(house, key).parked for key in (HERE, THERE)] == ["", ""]


def test_places_that_we_do_not_know_are_left_alone(ada: Someone, pools: Pools, house: App, stage: Stage) -> None:
    happened(ada, "teamArchived")
    installed(ada, "remove")
    pools.settle()
    with house.store.reading() as session:
        assert session.channels.workspace(platform="teams", key=TENANT) is None
    assert ada.team == TEAM
