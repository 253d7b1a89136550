"""Words: what is said in a command, a mention or a direct message, and what is not for us."""

import pytest

from bot.chat.slack.app import SlackApp
from bot.chat.slack.press import words_of
from tests.chat.slack.listen.fake import FakeSlack
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


def test_words_to_say_stand_as_they_are_said_where_one_asked(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    for asked in (ada.says, ada.mentions, ada.writes):
        asked("help")
        pools.settle()
    by_slash, by_mention, directly = (seen(said.blocks) for said in slack.said)
    assert "`/press help all`" in by_slash
    assert "`@Presswatch help all`" in by_mention
    assert "`help all`" in directly


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
