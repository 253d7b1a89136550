"""Presses: what a button says, pages, sharing, and a home that asks for itself."""

import logging
from dataclasses import replace

import pytest

from bot.app import App
from bot.chat.render.share_button import ShareButton
from bot.chat.salt import salt_of
from bot.chat.teams import press
from bot.chat.teams.app import TeamsApp
from bot.chat.teams.listen import presses, register
from bot.chat.teams.seal import Sign, sealed, sealing
from tests.chat.teams.listen.house import GUS
from tests.chat.teams.listen.seen import buttons, seen
from tests.chat.teams.listen.someone import Json, Pools, Someone, card_of, people_of
from tests.chat.teams.stage import HERE, THERE
from tests.chat.teams.validator import faults


def said_alone(one: Someone, pools: Pools, words: str) -> Json:
    """The card of an answer to one person alone."""
    one.says(words, alone=True)
    pools.settle()
    return card_of(one.told()[-1])


def test_what_a_button_says_is_answered_to_whoever_pressed(ada: Someone, pools: Pools) -> None:
    card = said_alone(ada, pools, "help")
    answer = ada.acts({"action": "say", "words": "topics"}, card)
    assert answer["value"] == "Answered below, for you alone."
    assert ada.told()[-1]["targeted"]
    assert "facial-recognition" in seen(card_of(ada.told()[-1]))


def test_in_a_chat_with_us_a_press_is_answered_plainly(ada: Someone) -> None:
    own = ada.alone()
    assert own.acts({"action": "say", "words": "topics"})["value"] == "Answered below."
    assert [said["targeted"] for said in own.told()] == [False]


def test_a_press_that_is_told_twice_is_done_once(ada: Someone) -> None:
    pressed = ada.activity(
        "invoke",
        name="adaptiveCard/action",
        value={"action": {"type": "Action.Execute", "verb": "say", "data": {"action": "say", "words": "topics"}}},
    )
    assert ada.send(pressed)["value"] == "Answered below, for you alone."
    assert ada.send(pressed)["value"] == "This was done already."
    assert len(ada.told()) == 1


def test_a_page_takes_the_place_of_the_page_before(ada: Someone, pools: Pools) -> None:
    card = said_alone(ada, pools, "help")
    answer = ada.acts({"action": "say", "words": "ledger page 1"}, card)
    assert answer["type"] == "application/vnd.microsoft.card.adaptive"
    assert faults(answer["value"]) == []
    assert len(ada.told()) == 1


@pytest.mark.parametrize(
    "data", [{}, {"action": "say"}, {"action": "dance"}, {"action": "refresh"}, {"action": "say", "words": "z:%"}]
)
def test_a_press_of_what_is_none_of_ours_is_told_so(ada: Someone, data: Json) -> None:
    assert "another time" in ada.acts(data)["value"]


def test_an_answer_is_shared_as_it_was_seen_and_once(ada: Someone, pools: Pools, house: App) -> None:
    card = said_alone(ada, pools, "topics")
    message = ada.told()[-1]["id"]
    for _ in range(2):
        told = ada.presses("Share to channel", card, message=message)["value"]
        pools.settle()
    assert "This is shared already." in seen(told)
    assert "This is shared already." in seen(card_of(ada.told()[-1]))
    assert "Share to channel" not in buttons(told)
    with house.store.reading() as session:
        assert sum(session.ledger.counts().values()) == 1


def test_what_was_shown_long_ago_is_shown_anew_before_it_is_shared(
    ada: Someone, pools: Pools, listener: TeamsApp
) -> None:
    card = said_alone(ada, pools, "topics")
    listener.clerk.shown._told.clear()
    told = ada.presses("Share to channel", card)["value"]
    assert "Not shared yet" in seen(told)
    assert "Share to channel" in buttons(told)


def test_only_what_may_be_shared_is_shown_anew(ada: Someone, pools: Pools, house: App) -> None:
    share = press.share(ShareButton("subscribe facial-recognition weekly", "long ago"), here(house))
    assert share
    assert "another time" in str(ada.acts(share["data"])["value"])
    with house.store.reading() as session:
        places = [
            one for workspace in session.channels.workspaces() for one in session.channels.of_workspace(workspace.id)
        ]
        assert [order for one in places for order in session.subscriptions.of_channel(one.id)] == []


def test_guests_are_offered_nothing_to_share_and_share_nothing(ada: Someone, pools: Pools, house: App) -> None:
    card = said_alone(ada, pools, "topics")
    gus = replace(ada, **GUS)
    assert "Share to channel" not in buttons(said_alone(gus, pools, "topics"))
    assert "not from Presswatch" in gus.presses("Share to channel", card)["value"]
    share = press.share(press.share_of(buttons(card)["Share to channel"]["data"]), here(house))
    assert share
    assert "Guests share nothing" in seen(gus.acts(share["data"])["value"])


def test_what_all_can_read_is_not_offered_to_be_shared(ada: Someone, pools: Pools) -> None:
    ada.says("topics")
    ada.alone().says("topics")
    pools.settle()
    for said in (ada.told()[-1], ada.told("a:ada")[-1]):
        assert "Share to channel" not in buttons(card_of(said))


def test_a_home_asks_for_itself_whenever_its_reader_looks(ada: Someone, pools: Pools) -> None:
    own = ada.alone()
    own.says("home")
    pools.settle()
    card = card_of(own.told()[-1])
    assert card["refresh"]["userIds"] == ["29:ada"]
    own.says("subscribe facial-recognition weekly")
    pools.settle()
    told = own.refreshes(card)["value"]
    assert "Facial recognition" in seen(told)
    assert told["refresh"] == card["refresh"]
    assert faults(told) == []


@pytest.mark.parametrize(
    ("data", "trigger"),
    [
        ({"action": "refresh", "words": "subscribe facial-recognition weekly"}, "automatic"),
        ({"action": "refresh", "words": "subscribe facial-recognition weekly"}, "manual"),
        ({"action": "say", "words": "subscribe facial-recognition weekly"}, "automatic"),
        ({"action": "share", "words": "subscribe facial-recognition weekly", "seen": "x"}, "automatic"),
        ({"action": "form", "form": "subscribe", "done": True, "chosen:topic": "=facial-recognition"}, "automatic"),
    ],
)
def test_a_card_that_asks_by_itself_does_nothing_for_whoever_looks_at_it(
    ada: Someone, pools: Pools, house: App, data: Json, trigger: str
) -> None:
    own = ada.alone()
    assert "another time" in own.acts(sealed(data, here(house, "a:ada")), trigger=trigger)["value"]
    pools.settle()
    assert own.told() == []
    own.says("status")
    pools.settle()
    assert "Facial recognition" not in seen(card_of(own.told()[-1]))


def here(house: App, place: str = HERE, person: str = "") -> Sign:
    """What seals a button there, as the application does."""
    return sealing(salt_of(house.store), place, person=person)


def pressed(one: Someone, pools: Pools, data: Json) -> str:
    """What is said to a press; it changes nothing there."""
    told = one.acts(data)["value"]
    pools.settle()
    assert one.told() == []
    return str(told)


CHANGE = {"action": "say", "words": "subscribe facial-recognition weekly"}


def test_a_card_of_before_the_seals_changes_nothing(ada: Someone, pools: Pools) -> None:
    own = ada.alone()
    for data in (
        CHANGE,
        {"action": "say", "words": "digest facial-recognition"},
        {"action": "refresh", "words": "subscribe facial-recognition weekly"},
        {"action": "share", "words": "topics", "seen": "x"},
        {"action": "form", "form": "subscribe", "done": True, "chosen:topic": "=facial-recognition"},
    ):
        assert "before an update" in pressed(own, pools, data)


def test_a_card_of_before_the_seals_is_read_by_all_the_same(ada: Someone) -> None:
    own = ada.alone()
    assert own.acts({"action": "say", "words": "why 1"})["value"] == "Answered below."
    assert own.acts({"action": "refresh", "words": "home"})["type"] == "application/vnd.microsoft.card.adaptive"


def test_a_button_acts_as_we_made_it_and_nowhere_else(ada: Someone, pools: Pools, house: App) -> None:
    own = ada.alone()
    ours = sealed(CHANGE, here(house, "a:ada"))
    for data in (
        sealed(CHANGE, here(house, THERE)),
        sealed(CHANGE, here(house, "a:ada", "29:bert")),
        sealed(CHANGE, sealing("another salt", "a:ada")),
        {**ours, "words": "subscribe ai-privacy daily"},
        {**ours, "seal": ""},
        {**ours, "seal": 1},
        {**ours, "done": True},
    ):
        assert "not from Presswatch" in pressed(own, pools, data)
    assert own.acts({**ours, "typed:x": "1", "theirs": "y"})["value"] == "Answered below."
    assert "Facial recognition will come" in seen(card_of(own.told()[-1]))


def test_a_yes_that_all_see_is_asked_for_once_more(ada: Someone, pools: Pools) -> None:
    """It may stand below another label than ours."""
    ada.teams.people |= people_of(ada, role="owner")
    for words in ("topic save harbour ferry", "subscribe harbour weekly", "topic delete harbour"):
        ada.says(words)
        pools.settle()
    for_all = card_of(ada.told()[-1])
    assert ada.acts(buttons(for_all)["Delete it"]["data"])["value"] == "Answered below, for you alone."
    asked = ada.told()[-1]
    assert asked["targeted"]
    assert "Nothing is deleted yet." in seen(card_of(asked))
    ada.acts(buttons(card_of(asked))["Delete it"]["data"])
    assert "Harbour is deleted" in seen(card_of(ada.told()[-1]))


def test_the_undo_of_a_new_topic_that_nobody_follows_asks_nothing(ada: Someone, pools: Pools) -> None:
    ada.teams.people |= people_of(ada, role="owner")
    ada.says("topic save harbour ferry")
    pools.settle()
    ada.acts(buttons(card_of(ada.told()[-1]))["Undo"]["data"])
    assert "Harbour is deleted" in seen(card_of(ada.told()[-1]))


def test_what_was_made_for_one_person_acts_for_nobody_else(ada: Someone, bert: Someone, pools: Pools) -> None:
    card = said_alone(ada, pools, "topics")
    before = len(ada.told())
    assert "not from Presswatch" in bert.presses("Share to channel", card)["value"]
    pools.settle()
    assert len(ada.told()) == before


def test_nothing_of_what_was_not_ours_is_logged(
    ada: Someone, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presses.log, "filters", [])  # else it is told once an hour
    with caplog.at_level(logging.INFO, logger="bot"):
        ada.acts({**CHANGE, "seal": "x" * 22})
    assert "none of ours" in caplog.text
    assert "facial" not in caplog.text


@pytest.mark.parametrize("words", ["ledger page 1", "topics"])
def test_an_answer_that_takes_too_long_comes_below_and_once(
    ada: Someone, pools: Pools, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(register, "_PATIENCE", 0.0)
    assert "takes a moment" in ada.acts({"action": "say", "words": words})["value"]
    pools.settle()
    [said] = ada.told()
    assert said["targeted"]


def test_a_fault_that_takes_too_long_is_told_all_the_same(
    ada: Someone, pools: Pools, listener: TeamsApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(register, "_PATIENCE", 0.0)
    monkeypatch.setattr(listener.clerk, "hear", broken)
    ada.acts({"action": "say", "words": "ledger page 1"})
    pools.settle()
    assert "The log has it as fault" in seen(card_of(ada.told()[-1]))


def test_a_fault_is_an_answer_with_its_id(
    ada: Someone, pools: Pools, listener: TeamsApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(listener.clerk, "hear", broken)
    assert "The log has it as fault" in ada.acts({"action": "say", "words": "topics"})["value"]


def test_of_unknown_requests_teams_is_told_that_they_are(ada: Someone) -> None:
    with pytest.raises(AssertionError):
        ada.send(ada.activity("invoke", name="task/fetch", value={}))


@pytest.mark.parametrize("kind", ["typing", "messageReaction", "event", "something-new", ""])
def test_what_else_happens_is_no_concern_of_ours(ada: Someone, pools: Pools, kind: str) -> None:
    assert ada.send(ada.activity(kind)) == {}
    pools.settle()
    assert ada.told() == []


def test_what_was_perhaps_meant_is_a_press_away(ada: Someone, pools: Pools) -> None:
    card = said_alone(ada, pools, "topcis")
    assert "Did you mean" in seen(card)
    ada.acts(buttons(card)["topics"]["data"], card)
    assert "facial-recognition" in seen(card_of(ada.told()[-1]))
