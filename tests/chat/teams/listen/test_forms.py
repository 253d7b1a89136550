"""Forms: a card that shows what its values would bring, what is wrong with them, and what they did."""

import pytest

from tests.chat.teams.listen.seen import buttons, fill, filled, seen
from tests.chat.teams.listen.someone import Json, Pools, Someone, card_of
from tests.chat.teams.validator import faults

PREVIEW = "See what it would bring"


def asked(one: Someone, pools: Pools, words: str) -> Json:
    """The form that words ask for."""
    one.says(words, alone=one.kind != "personal")
    pools.settle()
    return card_of(one.told()[-1])


def test_a_form_shows_what_its_values_would_bring(ada: Someone, pools: Pools) -> None:
    own = ada.alone()
    card = asked(own, pools, "subscribe")
    fill(card, "topic", "facial-recognition")
    fill(card, "cadence", "daily")
    shown = own.presses(PREVIEW, card)["value"]
    assert faults(shown) == []
    assert "The last 4 weeks would have brought" in seen(shown)
    assert len(own.told()) == 1


def test_what_is_wrong_stands_in_its_field_and_nothing_is_saved(ada: Someone, pools: Pools) -> None:
    own = ada.alone()
    card = asked(own, pools, "subscribe")
    fill(card, "topic", "facial-recognition")
    fill(card, "cadence", "daily")
    fill(card, "hour", "25")
    shown = own.presses("Subscribe", card)["value"]
    assert "This is no hour." in seen(shown)
    assert "not subscribed" in seen(asked(own, pools, "status"))


def test_what_a_form_did_takes_its_place_for_good(ada: Someone, pools: Pools) -> None:
    own = ada.alone()
    card = asked(own, pools, "subscribe")
    message = own.told()[-1]["id"]
    fill(card, "topic", "facial-recognition")
    fill(card, "cadence", "weekly")
    shown = own.presses("Subscribe", card, message=message)["value"]
    assert "weekly" in seen(shown)
    assert seen(card_of(own.told()[-1])) == seen(shown)
    assert "weekly" in seen(asked(own, pools, "status"))


def test_what_is_to_be_seen_first_is_shown_first(ada: Someone, pools: Pools) -> None:
    own = ada.alone()
    card = asked(own, pools, "topic new")
    fill(card, "name", "School cameras")
    fill(card, "query", "school OR classroom")
    shown = own.presses("Save", card)["value"]
    assert "Nothing is saved yet" in seen(shown)
    done = own.presses("Save", shown)["value"]
    assert "is saved as version 1" in seen(done)


def asked_of_all(one: Someone, pools: Pools, words: str) -> tuple[str, Json]:
    """The message of a form that all see, and its card."""
    one.says(words)
    pools.settle()
    return one.told()[-1]["id"], card_of(one.told()[-1])


@pytest.fixture
def keeper(ada: Someone, pools: Pools) -> Someone:
    """Whoever let us in."""
    ada.send(ada.activity("installationUpdate", action="add"))
    pools.settle()
    return ada


def test_what_a_form_did_that_all_see_is_there_for_all(ada: Someone, pools: Pools) -> None:
    message, card = asked_of_all(ada, pools, "search")
    fill(card, "query", "clearview")
    shown = ada.presses("Search", card, message=message)["value"]
    assert "Filled in by" not in seen(shown)
    [said] = ada.told()
    assert (said["targeted"], "Filled in by Ada" in seen(card_of(said))) == (False, True)
    assert "Search for" not in seen(card_of(said))


def test_a_form_that_all_see_shows_its_presser_what_it_would_do_before_it_does_it(
    keeper: Someone, pools: Pools
) -> None:
    message, card = asked_of_all(keeper, pools, "subscribe")
    fill(card, "topic", "facial-recognition")
    fill(card, "cadence", "weekly")
    shown = keeper.presses("Subscribe", card, message=message)["value"]
    assert "Nothing is saved yet" in seen(shown)
    assert "edited" not in keeper.told()[-1]
    keeper.presses("Subscribe", shown, message=message)
    [said] = [one for one in keeper.told() if one["id"] == message]
    assert "Facial recognition will come to security weekly" in seen(card_of(said))


def test_whoever_may_not_do_what_a_form_does_leaves_it_for_the_others(
    keeper: Someone, bert: Someone, pools: Pools
) -> None:
    message, card = asked_of_all(keeper, pools, "subscribe")
    fill(card, "topic", "facial-recognition")
    told = bert.presses("Subscribe", card, message=message)["value"]
    assert "owner of the team" in seen(told)
    assert "edited" not in keeper.told()[-1]


def test_a_submission_that_is_told_twice_is_done_once(ada: Someone, pools: Pools) -> None:
    own = ada.alone()
    card = asked(own, pools, "subscribe")
    fill(card, "topic", "facial-recognition")
    fill(card, "cadence", "weekly")
    data = buttons(card)["Subscribe"]["data"] | filled(card)
    value = {"action": {"type": "Action.Execute", "data": data}}
    pressed = own.activity("invoke", name="adaptiveCard/action", value=value)
    first, second = (own.send(pressed)["value"] for _ in range(2))
    assert "weekly" in seen(first)
    assert second == "This was done already."
