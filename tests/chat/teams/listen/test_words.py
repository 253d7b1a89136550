"""Words: what is said by a mention, to us alone, and in a chat with us, and where the answer comes."""

from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from bench.faults import Fault
from bench.teams_server import Stage
from bench.teams_stand_in import TENANT, TeamsStandIn
from bot.app import App
from bot.chat.teams.app import TeamsApp
from bot.chat.teams.inbox import words_said
from tests.chat.teams.listen.house import GUS, TEAM, sending, teams_of
from tests.chat.teams.listen.seen import buttons, seen
from tests.chat.teams.listen.someone import Pools, Someone, card_of, people_of
from tests.chat.teams.stage import CHAT, HERE


def test_a_mention_is_answered_in_its_thread_for_all(ada: Someone, pools: Pools) -> None:
    assert ada.says("status", root="42") == {}
    pools.settle()
    [said] = ada.told()
    assert (said["root"], said["targeted"]) == ("42", False)
    assert "not subscribed" in seen(card_of(said))


def test_what_is_said_to_us_alone_is_answered_so(ada: Someone, pools: Pools) -> None:
    ada.says("/status", alone=True, root="42")
    pools.settle()
    [said] = ada.told()
    assert (said["root"], said["targeted"]) == ("42", True)
    assert said["activity"]["recipient"]["id"] == ada.account


def test_in_a_chat_with_us_words_need_no_mention(ada: Someone, pools: Pools) -> None:
    ada.alone().says("help")
    pools.settle()
    [said] = ada.told("a:ada")
    assert not said["targeted"]
    assert "“help all”" in seen(card_of(said))


def test_where_many_read_along_without_threads_the_answer_comes_below(ada: Someone, pools: Pools) -> None:
    group = replace(ada, conversation=CHAT, kind="groupChat")
    for alone in (False, True):
        group.says("status", alone=alone)
        pools.settle()
    assert [(said["root"], said["targeted"]) for said in group.told()] == [("", False), ("", True)]


def test_words_come_through_teams_s_markup(ada: Someone, pools: Pools, listener: TeamsApp) -> None:
    said = ada.written("search covered&gt;=3&nbsp;AND <at>Bert</at>")
    assert words_said(said) == "search covered>=3 AND Bert"


@pytest.mark.parametrize(
    ("typed", "meant"), [("/search x", "search x"), ("/press help", "/press help"), (" help ", "help"), ("", "")]
)
def test_a_slash_is_no_part_of_the_words(ada: Someone, typed: str, meant: str) -> None:
    assert words_said(ada.alone().written(typed)) == meant


def test_what_was_heard_is_not_heard_again(ada: Someone, pools: Pools) -> None:
    again = ada.written("status")
    for _ in range(3):
        ada.send(again)
        pools.settle()
    assert len(ada.told()) == 1


def test_another_process_knows_what_was_heard(ada: Someone, pools: Pools, house: App, stage: Stage) -> None:
    said = ada.written("status")
    ada.send(said)
    pools.settle()
    other = teams_of(house, stage)
    with closing(other.app(house.asking)) as app, sending(app, stage) as send:
        send(said)
        pools.settle()
    other.close()
    assert len(ada.told()) == 1


def test_other_organisations_are_not_heard(ada: Someone, pools: Pools) -> None:
    said = ada.written("status")
    said["conversation"]["tenantId"] = "another"
    ada.send(said)
    pools.settle()
    assert ada.told() == []


def test_the_way_to_a_place_is_kept(ada: Someone, pools: Pools, house: App, stage: Stage) -> None:
    ada.says("status")
    ada.alone().says("status")
    pools.settle()
    with house.store.reading() as session:
        home = session.channels.workspace(platform="teams", key=TENANT)
        assert home
        [here, own] = [session.channels.of_key(home.id, key) for key in (HERE, "a:ada")]
    assert here
    assert own
    assert (here.name, here.service_url, here.team, here.creator) == ("security", stage.service_url, TEAM, "")
    assert (own.name, own.service_url, own.team, own.creator) == ("chat with Ada", stage.service_url, "", "ada")
    assert here.is_private
    assert own.is_private


def test_who_may_not_change_anything_is_told_so(ada: Someone, bert: Someone, pools: Pools) -> None:
    gus, stranger = replace(ada, **GUS), replace(ada, more={"tenantId": "another"})
    for one, told in ((bert, "an owner of the team"), (gus, "Guests"), (stranger, "Guests")):
        one.says("subscribe facial-recognition weekly")
        pools.settle()
        assert told in seen(card_of(one.told()[-1]))


def test_in_their_own_chat_people_do_as_they_please(bert: Someone, pools: Pools) -> None:
    bert.alone().says("subscribe facial-recognition weekly")
    pools.settle()
    assert "weekly" in seen(card_of(bert.told("a:bert")[-1]))


def test_in_a_chat_of_several_all_do_as_they_please_where_nobody_is_known_to_have_brought_us(
    ada: Someone, bert: Someone, pools: Pools
) -> None:
    chat: Any = {"conversation": CHAT, "kind": "groupChat"}
    for one, told in ((replace(ada, **GUS, **chat), "Guests"), (replace(bert, **chat), "will come to this chat")):
        one.says("subscribe facial-recognition weekly")
        pools.settle()
        assert told in seen(card_of(one.told()[-1]))
    ada.teams.places[CHAT].messages.clear()
    replace(bert, **chat).says("unsubscribe facial-recognition")
    brings_us = replace(ada, **chat)
    brings_us.send(brings_us.activity("installationUpdate", action="add"))
    pools.settle()
    replace(bert, **chat).says("subscribe facial-recognition weekly")
    pools.settle()
    assert "for those who keep the channel" in seen(card_of(ada.told(CHAT)[-1]))


def test_whom_teams_calls_an_owner_keeps_the_place(bert: Someone, pools: Pools, teams: TeamsStandIn) -> None:
    known = teams.people
    teams.people = known | people_of(bert, role="owner")
    bert.says("subscribe facial-recognition weekly")
    pools.settle()
    teams.people = known
    assert "weekly" in seen(card_of(bert.told()[-1]))


def test_an_owner_changes_a_topic_that_is_followed_there_alone(
    bert: Someone, pools: Pools, teams: TeamsStandIn
) -> None:
    known = teams.people
    teams.people = known | people_of(bert, role="owner")
    for words in ("subscribe facial-recognition weekly", "topic save facial-recognition camera"):
        bert.says(words)
        pools.settle()
    teams.people = known
    assert "is saved" in seen(card_of(bert.told()[-1]))


def test_whom_teams_does_not_tell_us_about_is_a_guest(ada: Someone, pools: Pools) -> None:
    replace(ada, account="29:nobody", key="nobody").says("subscribe facial-recognition weekly")
    pools.settle()
    assert "Guests" in seen(card_of(ada.told()[-1]))


def test_where_nothing_can_be_shown_to_one_alone_it_comes_to_their_chat(
    ada: Someone, pools: Pools, teams: TeamsStandIn
) -> None:
    before = set(teams.places)
    teams.refuses_targeted = True
    ada.says("status", alone=True)
    pools.settle()
    teams.refuses_targeted = False
    assert ada.told() == []
    [talk] = teams.places.keys() - before
    assert "not subscribed" in seen(card_of(ada.told(talk)[-1]))
    assert "Share to channel" not in buttons(card_of(ada.told(talk)[-1]))


def test_what_may_have_been_shown_to_one_alone_is_not_sent_a_second_time(
    ada: Someone, pools: Pools, teams: TeamsStandIn, stage: Stage
) -> None:
    def elsewhere() -> dict[str, int]:
        return {key: len(ada.told(key)) for key in teams.places if key != ada.conversation}

    before = elsewhere()
    stage.faults.ask("post", Fault.BROKEN_BEFORE)
    ada.says("status", alone=True)
    pools.settle()
    assert elsewhere() == before


def test_an_unknown_fault_is_told_with_its_id(
    ada: Someone, pools: Pools, listener: TeamsApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(listener.clerk.means.people, "person", broken)
    ada.says("status")
    pools.settle()
    assert "The log has it as fault" in seen(card_of(ada.told()[-1]))


def test_a_call_that_came_too_soon_is_made_again(ada: Someone, pools: Pools, stage: Stage) -> None:
    stage.faults.ask("post", Fault.TOO_MANY)
    ada.says("status")
    pools.settle()
    assert len(ada.told()) == 1


def test_bots_and_older_buttons_are_not_answered(ada: Someone, pools: Pools) -> None:
    replace(ada, account="28:another").says("status")
    ada.send({**ada.written("status"), "text": "", "value": {"x": 1}})
    pools.settle()
    assert ada.told() == []
