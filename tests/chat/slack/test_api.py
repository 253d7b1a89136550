"""Calls of Slack's Web API: only to Slack."""

import pytest

from bot.chat.slack.api import SlackApi, is_slacks
from bot.errors import PlatformFault

SLACK = "https://slack.com/api/"


@pytest.mark.parametrize(
    ("url", "api", "may"),
    [
        ("https://hooks.slack.com/commands/T1/2/3", SLACK, True),
        ("https://hooks.slack-gov.com/actions/T1/2/3", "https://slack-gov.com/api/", True),
        ("https://slack.press.example/answer/1", "https://slack.press.example/api/", True),
        ("http://localhost:4000/response/1", "http://127.0.0.1:5000/api/", True),
        ("http://hooks.slack.com/commands/T1/2/3", SLACK, False),
        ("https://hooks.slack.com:8443/commands", SLACK, False),
        ("https://hooks.slack.com@inside.example/", SLACK, False),
        ("https://inside.example\\@hooks.slack.com/", SLACK, False),
        ("https://hooks.slack.com.inside.example/", SLACK, False),
        ("https://notslack.com/", SLACK, False),
        ("http://169.254.169.254/latest/meta-data", SLACK, False),
        ("http://127.0.0.1:8080/", SLACK, False),
        ("http://169.254.169.254/", "http://127.0.0.1:5000/api/", False),
        ("file://localhost/etc/passwd", "http://127.0.0.1:5000/api/", False),
        ("", SLACK, False),
    ],
)
def test_an_answer_s_address_is_slack_s_own(url: str, api: str, may: bool) -> None:
    assert is_slacks(url, api) is may


def test_another_address_is_not_called() -> None:
    api = SlackApi(token_of=lambda _: "xoxb-test", api_url=SLACK, timeout=1)
    with pytest.raises(PlatformFault, match="none of Slack’s"):
        api.respond("http://127.0.0.1:1/", {})
