"""Channels that go and come back."""

from bot.app import App
from tests.chat.slack.listen.fake import FakeSlack
from tests.chat.slack.listen.someone import Pools, Someone
from tests.chat.slack.listen.workspace import channel_of


def test_channels_that_go_and_come_back_are_noticed(slack: FakeSlack, ada: Someone, pools: Pools, house: App) -> None:
    ada.says("subscribe facial-recognition weekly")
    pools.settle()
    ada.event({"type": "channel_archive"})
    pools.settle()
    assert channel_of(house).parked == "the channel is archived"
    ada.event({"type": "channel_unarchive"})
    ada.event({"type": "channel_rename", "channel": {"id": "C1", "name": "watch"}})
    pools.settle()
    assert (channel_of(house).parked, channel_of(house).name) == ("", "watch")
