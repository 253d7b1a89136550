"""Wanting: what Slack still needs before it can listen."""

from bot.chat.wanting import faults, unset
from bot.errors import SettingsError
from bot.settings import SlackPart

_HOW = "Set what is missing in the environment, or in .env beside the settings file; see docs/howto/slack.md."


def expect_complete(part: SlackPart) -> None:
    """SettingsError where Slack is set up, and not whole enough to listen."""
    missing = lacking(part) if part.is_on else ()
    if missing:
        raise SettingsError(faults("Slack", missing), _HOW)


def lacking(part: SlackPart) -> tuple[str, ...]:
    """The secrets that Slack needs and that are not set; those of one workspace where it is not set up at all."""
    is_many = bool(part.client_id)
    needs = {
        "bot_token": not is_many,
        "app_token": part.transport == "socket",
        "signing_secret": part.transport == "http",  # without one, anybody could sign
        "client_secret": is_many,
        "encryption_key": is_many,
    }
    return unset(part, needs)
