"""Shortcuts: search from anywhere, and whether a message's link is covered."""

from bot.chat.slack.press import words_of
from tests.chat.slack.listen.fake import FakeSlack
from tests.chat.slack.listen.seen import buttons, seen
from tests.chat.slack.listen.someone import Pools, Someone


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
