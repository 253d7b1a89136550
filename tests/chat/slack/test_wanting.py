"""What Slack needs is named before it listens, with what helps."""

import pytest
from pydantic import SecretStr

from bot.chat.slack.wanting import expect_complete, lacking
from bot.errors import SettingsError
from bot.settings import SlackPart

BOT, APP = SecretStr("xoxb-1"), SecretStr("xapp-1")


@pytest.mark.parametrize(
    ("part", "missing"),
    [
        (SlackPart(bot_token=BOT, app_token=APP), ()),
        (SlackPart(), ("bot_token", "app_token")),
        (SlackPart(bot_token=BOT, transport="http"), ("signing_secret",)),
        (SlackPart(client_id="1.2", app_token=APP), ("client_secret", "encryption_key")),
    ],
)
def test_what_is_missing_depends_on_how_slack_is_set_up(part: SlackPart, missing: tuple[str, ...]) -> None:
    assert lacking(part) == missing


def test_what_is_half_set_up_does_not_begin() -> None:
    expect_complete(SlackPart())
    with pytest.raises(SettingsError, match=r"Slack needs this, which is not set: slack\.app_token") as fault:
        expect_complete(SlackPart(bot_token=BOT))
    assert "docs/howto/slack.md" in fault.value.cure
