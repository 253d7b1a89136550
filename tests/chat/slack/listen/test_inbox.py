"""What Slack's payloads say."""

import pytest

from bot.chat.slack.listen.inbox import bot_of, links_in, of_press, team_of, words_said


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("search a &lt; b &amp;&amp; c", "search a < b && c"),
        ("search &amp;lt;", "search &lt;"),
        ("ledger <#C123|security>", "ledger #security"),
        ("<@U0BOT> topics", "topics"),
        ("hey <@U0BOT|presswatch> topics", "hey   topics"),
        ("search <@U7>", "search <@U7>"),
    ],
)
def test_words_are_those_that_were_typed(typed: str, words: str) -> None:
    assert words_said(typed, "U0BOT") == words


def test_without_knowing_our_name_the_first_mention_is_ours() -> None:
    assert words_said(" <@U5> search <@U7>") == "search <@U7>"


def test_links_are_found_wherever_a_message_has_them() -> None:
    rich = {"type": "rich_text", "elements": [{"type": "link", "url": "https://b.example/2?x=1&y=2"}]}
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "<https://c.example/3|three>"}}
    message = {
        "text": "see <https://a.example/1?x=1&amp;y=2|one> and <mailto:x@a.example|x> <@U1>",
        "blocks": [
            rich,
            section,
            {"type": "section", "text": {"type": "plain_text", "text": "<https://no.example|x>"}},
        ],
        "attachments": [{"from_url": "https://d.example/4", "text": "<https://a.example/1?x=1&amp;y=2>"}],
    }
    assert links_in(message) == [
        "https://a.example/1?x=1&y=2",
        "https://b.example/2?x=1&y=2",
        "https://c.example/3",
        "https://d.example/4",
    ]


def test_a_press_in_an_organisation_is_of_the_person_s_workspace() -> None:
    body = {"team": None, "user": {"id": "U1", "team_id": "T7"}, "trigger_id": "1.2"}
    assert of_press(body).team == "T7"


def test_the_workspace_is_the_one_that_let_us_in() -> None:
    told = {"team_id": "T9", "authorizations": [{"team_id": "T1"}], "event": {"team": "T9"}}
    assert team_of(told) == "T1"
    view = {"team": {"id": "T9"}, "user": {"id": "U1", "team_id": "T9"}, "view": {"app_installed_team_id": "T1"}}
    assert team_of(view) == "T1"
    assert team_of({"team_id": "T9", "user": "U1"}) == "T9"
    assert team_of({}) == ""


def test_our_own_name_is_the_bot_s_among_those_who_let_us_in() -> None:
    told = {"authorizations": [{"user_id": "U1", "is_bot": False}, {"user_id": "U2", "is_bot": True}]}
    assert bot_of(told) == "U2"
    assert bot_of({}) == ""
