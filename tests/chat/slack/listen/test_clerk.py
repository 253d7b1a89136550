"""The clerk: answers come where people asked, whatever goes wrong on the way."""

from dataclasses import replace

import pytest

from bot.chat.answering.respond import Said
from bot.chat.slack.app import SlackApp
from bot.chat.slack.listen.inbox import Caller
from tests.chat.slack.listen.fake import FakeSlack
from tests.chat.slack.listen.seen import buttons, seen
from tests.chat.slack.listen.someone import Pools, Someone


def test_an_unknown_fault_is_told_with_its_id(
    slack: FakeSlack, ada: Someone, pools: Pools, listener: SlackApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(listener.clerk.means.people, "person", broken)
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
    for user, refusal in (("U2", "an admin of the workspace"), ("U3", "Guests")):
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
    assert "Or say `/press subscribe" in told["C1"]
    assert "facial-recognition" in told["DU1"]


def test_posts_asked_for_where_we_are_not_come_with_an_invitation(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    bert = replace(ada, user="U2", channel="C2")
    bert.says("subscribe facial-recognition weekly")
    pools.settle()
    assert "/invite @Presswatch" in seen(slack.said[-1].blocks)
    slack.channels["C2"]["is_member"] = True
    bert.says("subscribe facial-recognition daily")
    pools.settle()
    assert "/invite" not in seen(slack.said[-1].blocks)
