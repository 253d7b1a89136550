"""The workspace of the tests: its people and channels, and the settings with which it is listened to."""

from pathlib import Path

from bot.app import App
from bot.model.channel import Channel
from bot.settings import ROOT, Settings, load_settings
from tests.chat.slack.listen.fake import FakeSlack

SECRET = "shh-this-is-a-test"


def slack_settings(folder: Path, slack: FakeSlack, **more: object) -> Settings:
    """Settings of one workspace by two tokens."""
    part = {
        "bot_token": "xoxb-test",
        "app_token": "xapp-test",
        "signing_secret": SECRET,
        "api_url": slack.api_url,
        "post_timeout": 10.0,
    }
    return load_settings(data=folder, config=ROOT / "config", slack={**part, **more})


def peopled(slack: FakeSlack) -> None:
    """Ada made #security; Bert is a member, Gus a guest, Ann an admin."""
    slack.person("U1", "Ada")
    slack.person("U2", "Bert")
    slack.person("U3", "Gus", is_restricted=True)
    slack.person("U4", "Ann", is_admin=True)
    slack.channel("C1", "security", creator="U1")
    slack.channel("C2", "policy", creator="U2", is_member=False)


def channel_of(house: App) -> Channel:
    """#security, as it is kept."""
    with house.store.reading() as session:
        workspace = session.channels.workspace(platform="slack", key="T1")
        channel = session.channels.of_key(workspace.id, "C1") if workspace else None
    assert channel
    return channel
