"""Listening on Slack: words, presses, forms, the Home tab and shortcuts, as people meet them."""

import json
import threading
from dataclasses import replace

import pytest

from bot.app import App, utc_now
from bot.chat.respond import Said
from bot.chat.slack.app import SlackApp
from bot.chat.slack.listen import forms
from bot.chat.slack.listen.inbox import Caller
from bot.chat.slack.modal import values_of
from bot.chat.slack.press import words_of
from bot.model.channel import Channel
from bot.model.person import Person
from tests.chat.slack.listen.fake import PATIENCE, FakeSlack
from tests.chat.slack.listen.seen import buttons, seen
from tests.chat.slack.listen.someone import Pools, Someone


def test_a_slash_command_is_acked_empty_and_answered_to_the_asker_alone(
    slack: FakeSlack, ada: Someone, pools: Pools
) -> None:
    assert ada.says("help") == {}
    pools.settle()
    [said] = slack.said
    assert (said.to, said.channel) == ("U1", "C1")
    assert "search" in seen(said.blocks)


def test_what_was_typed_comes_through_slack_s_escapes(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.says("search covered&gt;=3 AND &amp;amp")
    pools.settle()
    assert words_of(buttons(slack.said[-1].blocks)["Share to channel"]) == "search covered>=3 AND &amp"


def test_a_mention_is_answered_in_its_thread_to_the_asker_alone(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.mentions("status", thread_ts="1790000000.000009")
    pools.settle()
    [said] = slack.said
    assert (said.to, said.thread) == ("U1", "1790000000.000009")
    assert "not subscribed" in seen(said.blocks)


def test_direct_messages_are_answered_as_such(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.writes("topics")
    pools.settle()
    [said] = slack.said
    assert (said.channel, said.to) == ("DU1", "")
    assert "facial-recognition" in seen(said.blocks)


@pytest.mark.parametrize("mark", [{"bot_id": "B9"}, {"subtype": "message_changed"}, {"edited": {"user": "U1"}}])
def test_bots_and_edits_are_not_answered(slack: FakeSlack, ada: Someone, pools: Pools, mark: dict[str, object]) -> None:
    ada.writes("topics", **mark)
    ada.mentions("topics", **mark)
    pools.settle()
    assert slack.said == []


def test_words_in_a_channel_without_a_mention_are_not_for_us(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.event({"type": "message", "channel_type": "channel", "text": "topics"})
    pools.settle()
    assert slack.said == []


def test_an_event_told_twice_is_answered_once(slack: FakeSlack, ada: Someone, pools: Pools, listener: SlackApp) -> None:
    told = ada.happening({"type": "message", "channel_type": "im", "channel": "DU1", "text": "topics"})
    for _ in range(3):
        ada.send("events_api", told)
        pools.settle()
    listener.clerk._recent.clear()  # as after a restart: the store knows it still
    ada.send("events_api", told)
    pools.settle()
    assert len(slack.said) == 1


def test_an_unknown_fault_is_told_with_its_id(
    slack: FakeSlack, ada: Someone, pools: Pools, listener: SlackApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(listener.clerk.desk.people, "person", broken)
    ada.says("status")
    pools.settle()
    assert "The log has it as fault" in seen(slack.said[-1].blocks)


def test_without_a_response_url_that_works_the_answer_comes_all_the_same(
    slack: FakeSlack, ada: Someone, pools: Pools
) -> None:
    gone = {**ada.slash("status"), "response_url": f"{slack.url}/nowhere/at/all"}
    ada.send("slash_commands", gone)
    pools.settle()
    assert "not subscribed" in seen(slack.said[-1].blocks)


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


def test_too_late_for_a_modal_there_is_a_button_that_opens_it(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    trigger = slack.trigger()
    slack.expire(trigger)
    ada.says("subscribe", trigger=trigger)
    pools.settle()
    assert slack.views == {}
    ada.presses("Open the form", slack.said[-1])
    pools.settle()
    assert "Subscribe to a topic" in seen(next(iter(slack.views.values())))


def test_a_form_asked_for_by_mention_is_offered(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.mentions("subscribe")
    pools.settle()
    assert "Open the form" in buttons(slack.said[-1].blocks)


def test_who_may_not_change_anything_is_told_so(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    for user, refusal in (("U2", "creator"), ("U3", "Guests")):
        replace(ada, user=user).says("subscribe facial-recognition weekly")
        pools.settle()
        assert refusal in seen(slack.said[-1].blocks)
    replace(ada, user="U4").says("subscribe facial-recognition weekly")
    pools.settle()
    assert "weekly" in seen(slack.said[-1].blocks)


def test_whom_slack_does_not_tell_us_about_is_a_guest(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    replace(ada, user="U9").says("subscribe facial-recognition weekly")
    pools.settle()
    assert "Guests" in seen(slack.said[-1].blocks)


def test_an_answer_is_shared_once_and_only_where_we_are(
    slack: FakeSlack, ada: Someone, pools: Pools, house: App
) -> None:
    ada.says("topics")
    pools.settle()
    answer = slack.said[-1]
    ada.presses("Share to channel", answer)
    ada.presses("Share to channel", answer)
    pools.settle()
    house.deliver()
    channel = _channel(house)
    with house.store.reading() as session:
        assert len(session.ledger.of_channel(channel.id, limit=9)) == 1
    [shared] = [said for said in slack.said if not said.to]
    assert "Shared by Ada" in seen(shared.blocks)
    elsewhere = ada.in_channel("C2")
    elsewhere.says("topics")
    pools.settle()
    elsewhere.presses("Share to channel", slack.said[-1])
    pools.settle()
    assert "/invite @Presswatch" in seen(slack.said[-1].blocks)


def test_the_home_tab_shows_the_workspace_and_its_buttons_work(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.event({"type": "app_home_opened", "tab": "home", "channel": "DU1"})
    pools.settle()
    home = slack.homes["U1"]
    assert home["type"] == "home"
    label = next(iter(buttons(home["blocks"])))
    ada.presses_in(label, {**home, "id": "H1"})
    pools.settle()
    assert slack.views
    assert slack.methods().count("views.publish") == 2, "it is drawn anew"


def test_a_modal_that_is_closed_too_early_is_no_fault(
    slack: FakeSlack, ada: Someone, pools: Pools, listener: SlackApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear = listener.clerk.hear

    def heard_late(caller: Caller, words: str) -> Said:
        slack.views.clear()
        return hear(caller, words)

    monkeypatch.setattr(listener.clerk, "hear", heard_late)
    ada.says("subscribe")
    pools.settle()
    assert (slack.said, slack.views) == ([], {})


def test_where_no_modal_opens_the_answer_comes_as_a_message(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    slack.refusals["views.open"] = "internal_error"
    ada.says("subscribe")
    home = {"type": "home", "id": "H1", "blocks": []}
    words = {"type": "button", "action_id": "say:1", "value": "topics"}
    ada.acts(words, {"container": {"type": "view"}, "view": home})
    pools.settle()
    told = {said.channel: seen(said.blocks) for said in slack.said}
    assert "Or say `subscribe" in told["C1"]
    assert "facial-recognition" in told["DU1"]


def test_the_search_shortcut_asks_and_answers_in_a_modal(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.takes("search")
    pools.settle()
    [view_id] = slack.views
    assert "Search" in seen(slack.views[view_id])
    ada.fills("query", "clearview", view_id)
    pools.settle()
    assert ada.submits(view_id)["response_action"] == "update"
    pools.settle()
    assert "archive is empty" in seen(slack.views[view_id])


def test_covered_reads_the_link_of_a_message(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.takes("covered", {"text": "look: <https://lantern-post.example/a?x=1&amp;y=2|this>"})
    pools.settle()
    share = buttons(slack.said[-1].blocks)["Share to channel"]
    assert words_of(share) == "covered https://lantern-post.example/a?x=1&y=2"
    ada.takes("covered", {"text": "no link at all"})
    pools.settle()
    assert "There is no link" in seen(slack.said[-1].blocks)


def test_a_page_takes_the_place_of_the_one_before(slack: FakeSlack, ada: Someone, pools: Pools, house: App) -> None:
    with house.store.writing() as session:
        channel = session.channels.ensure(
            workspace=session.channels.ensure_workspace(platform="slack", key="T1", name="Riverside"),
            key="C1",
            name="security",
        )
        for i in range(40):
            where = {"workspace_id": channel.workspace_id, "channel_id": channel.id}
            session.audit.note(**where, person=Person(key="U1", name="Ada"), words=f"pause {i}", now=utc_now())
    ada.says("changes")
    pools.settle()
    first = slack.said[-1]
    label = next(label for label, one in buttons(first.blocks).items() if "page 2" in one.get("value", ""))
    ada.presses(label, first)
    pools.settle()
    second = slack.said[-1]
    assert (second.replaced, second.ts) == (True, first.ts)
    assert "page 2" in seen(second.blocks)
    ada.presses("Newer", second)
    pools.settle()
    assert slack.said[-1].replaced
    assert seen(slack.said[-1].blocks) == seen(first.blocks)


def test_an_answer_in_a_modal_is_laid_upon_it_and_the_third_takes_its_place(
    slack: FakeSlack, ada: Someone, pools: Pools
) -> None:
    ada.event({"type": "app_home_opened", "tab": "home", "channel": "DU1"})
    pools.settle()
    home = {**slack.homes["U1"], "id": "H1"}
    words = {"type": "button", "action_id": "say:1", "value": "topics"}
    ada.acts(words, {"container": {"type": "view"}, "view": home})
    pools.settle()
    [first] = slack.views
    ada.acts(words, {"container": {"type": "view"}, "view": slack.views[first]})
    pools.settle()
    assert len(slack.views) == 2
    slack.refusals["views.push"] = "push_limit_reached"
    ada.acts({**words, "value": "status"}, {"container": {"type": "view"}, "view": slack.views[first]})
    pools.settle()
    assert len(slack.views) == 2
    assert "not subscribed" in seen(slack.views[first])


def test_a_form_that_is_refused_after_it_closed_keeps_what_was_said(
    slack: FakeSlack, ada: Someone, pools: Pools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "_errors", lambda *_: {})  # what only the command itself could see
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


def test_posts_asked_for_where_we_are_not_come_with_an_invitation(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    bert = replace(ada, user="U2", channel="C2")
    bert.says("subscribe facial-recognition weekly")
    pools.settle()
    assert "/invite @Presswatch" in seen(slack.said[-1].blocks)
    slack.channels["C2"]["is_member"] = True
    bert.says("subscribe facial-recognition daily")
    pools.settle()
    assert "/invite" not in seen(slack.said[-1].blocks)


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


def test_channels_that_go_and_come_back_are_noticed(slack: FakeSlack, ada: Someone, pools: Pools, house: App) -> None:
    ada.says("subscribe facial-recognition weekly")
    pools.settle()
    ada.event({"type": "channel_archive"})
    pools.settle()
    assert _channel(house).parked == "the channel is archived"
    ada.event({"type": "channel_unarchive"})
    ada.event({"type": "channel_rename", "channel": {"id": "C1", "name": "watch"}})
    pools.settle()
    assert (_channel(house).parked, _channel(house).name) == ("", "watch")


def _channel(house: App) -> Channel:
    with house.store.reading() as session:
        workspace = session.channels.workspace(platform="slack", key="T1")
        channel = session.channels.of_key(workspace.id, "C1") if workspace else None
    assert channel
    return channel


def test_a_guest_s_press_on_share_puts_nothing_into_the_channel(
    slack: FakeSlack, ada: Someone, pools: Pools, house: App
) -> None:
    gus = replace(ada, user="U3")
    gus.says("topics")
    pools.settle()
    gus.presses("Share to channel", slack.said[-1])
    pools.settle()
    house.deliver()
    assert "Guests share nothing" in seen(slack.said[-1].blocks)
    assert all(said.to == "U3" for said in slack.said)
