"""Forms in modals: opened, previewed, checked and submitted."""

import json
import threading

import pytest

from bot.chat.slack.app import SlackApp
from bot.chat.slack.listen import forms
from bot.chat.slack.modal import values_of
from bot.model.message import Message
from tests.chat.slack.listen.fake import FakeSlack
from tests.chat.slack.listen.seen import seen
from tests.chat.slack.listen.socket_mode import PATIENCE
from tests.chat.slack.listen.someone import Pools, Someone


def test_a_form_opens_at_once_and_fills_in(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.says("subscribe")
    pools.settle()
    opening = slack.methods()
    assert opening.index("views.open") < opening.index("users.info"), "the trigger lives three seconds"
    [view] = slack.views.values()
    assert "Subscribe to a topic" in seen(view)
    assert "Europe/Berlin" in seen(view), "the zone is the person's own"


def test_a_preview_follows_what_is_chosen_and_only_the_newest(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.says("subscribe")
    pools.settle()
    [view_id] = slack.views
    ada.fills("topic", "facial-recognition", view_id)
    ada.fills("cadence", "daily", view_id)
    pools.settle()
    shown = seen(slack.views[view_id])
    assert "The last 4 weeks would have brought" in shown
    assert "Day: " not in shown, "a daily digest has no day"


def test_a_wrong_value_is_told_in_its_field_and_nothing_is_saved(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.says("subscribe")
    pools.settle()
    [view_id] = slack.views
    ada.fills("topic", "facial-recognition", view_id)
    ada.fills("hour", "25", view_id)
    pools.settle()
    ack = ada.submits(view_id)
    assert ack["response_action"] == "errors"
    [(block, words)] = ack["errors"].items()
    assert block.startswith("field:hour")
    assert "no hour" in words


def test_a_submission_closes_and_is_confirmed_in_the_channel_once(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.says("subscribe")
    pools.settle()
    [view_id] = slack.views
    ada.fills("topic", "facial-recognition", view_id)
    pools.settle()
    told = ada.submission(slack.views[view_id])
    assert ada.send("interactive", told) == {}
    assert ada.send("interactive", told) == {}
    pools.settle()
    [said] = slack.said
    assert said.to == "U1"
    assert "weekly on Monday at 09:00 (Europe/Berlin)" in seen(said.blocks)


def test_a_form_that_is_refused_after_it_closed_keeps_what_was_said(
    slack: FakeSlack, ada: Someone, pools: Pools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "_checked", lambda *_: Message(fallback=""))  # what only the command itself could see
    ada.says("subscribe daily")
    pools.settle()
    [view_id] = slack.views
    ada.fills("topic", "facial-recognition", view_id)
    ada.fills("hour", "25", view_id)
    pools.settle()
    assert ada.submits(view_id) == {}
    pools.settle()
    refused = slack.said[-1]
    assert "Nothing is saved. Hour: This is no hour" in seen(refused.blocks)
    assert "Hour: 25" in seen(refused.blocks)
    ada.presses("Open the form", refused)
    pools.settle()
    assert "Subscribe to a topic" in seen(next(iter(slack.views.values())))


def test_a_check_that_takes_too_long_holds_up_no_ack(
    slack: FakeSlack, ada: Someone, pools: Pools, listener: SlackApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada.says("subscribe")
    pools.settle()
    [view_id] = slack.views
    ada.fills("topic", "facial-recognition", view_id)
    pools.settle()
    monkeypatch.setattr(forms, "_CHECK_SECONDS", 0.01)
    hold = threading.Event()
    for _ in range(8):
        listener.clerk.quick.submit(hold.wait, PATIENCE)
    assert ada.submits(view_id)["response_action"] == "update"
    hold.set()
    pools.settle()
    assert "weekly on Monday" in seen(slack.views[view_id])


def test_a_query_is_shown_before_it_is_saved_however_fast_one_is(
    slack: FakeSlack, ada: Someone, pools: Pools, listener: SlackApp
) -> None:
    view_id = typed_fast(slack, ada, pools)
    ack = ada.submits(view_id)
    assert ack["response_action"] == "update"
    assert "Nothing is saved yet" in seen(ack["view"])
    assert "over 90 days" in seen(ack["view"])
    slack.call("views.update", {"view_id": view_id, "view": ack["view"]})
    assert values_of(slack.views[view_id]) == {"name": "school-cameras", "query": "school camera"}
    assert ada.submits(view_id) == {}
    pools.settle()
    assert "is saved as version 1" in seen(slack.said[-1].blocks)


def test_it_is_shown_first_also_where_that_takes_long(
    slack: FakeSlack, ada: Someone, pools: Pools, listener: SlackApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    view_id = typed_fast(slack, ada, pools)
    monkeypatch.setattr(forms, "_checked", lambda *_: None)
    assert ada.submits(view_id)["response_action"] == "update"
    pools.settle()
    assert "Nothing is saved yet" in seen(slack.views[view_id])
    assert slack.said == []


def typed_fast(slack: FakeSlack, ada: Someone, pools: Pools) -> str:
    """A new topic typed so fast that no change was told; the modal's id."""
    ada.says("topic new")
    pools.settle()
    [view_id] = slack.views
    state = slack.views[view_id]["state"]["values"]
    for block, actions in state.items():
        [field] = actions.values()
        field["value"] = "school-cameras" if "name" in block else "school camera"
    return view_id


def test_an_answer_waits_for_the_view_that_its_ack_brings(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.takes("search")
    pools.settle()
    [view_id] = slack.views
    ada.fills("query", "clearview", view_id)
    pools.settle()
    ack = ada.send("interactive", ada.submission(slack.views[view_id]))
    slack.await_that(lambda: slack.methods()[-1] == "views.update" and "external_id" in slack.calls[-1][1])
    slack.call("views.update", {"view_id": view_id, "view": ack["view"]})  # it comes later than the answer
    pools.settle()
    assert "archive is empty" in seen(slack.views[view_id])


def test_a_suggestion_stands_in_the_fields_whatever_was_typed(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.says("subscribe")
    pools.settle()
    [view_id] = slack.views
    ada.fills("hour", "11:00", view_id)
    pools.settle()
    offered = {"type": "button", "action_id": "suggest:1", "value": json.dumps({"hour": "16:00"})}
    ada.acts(offered, {"container": {"type": "view"}, "view": slack.views[view_id]})
    pools.settle()
    assert "16:00" in seen(slack.views[view_id])
    assert values_of(slack.views[view_id])["hour"] == "16:00"
