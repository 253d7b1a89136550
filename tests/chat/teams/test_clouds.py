"""Each cloud, and where messages may go in it: a token of the bot's goes there."""

import pytest

from bot.chat.teams.clouds import CLOUDS


@pytest.mark.parametrize("name", CLOUDS)
def test_a_cloud_s_usual_place_is_one_of_its_own(name: str) -> None:
    cloud = CLOUDS[name]
    assert cloud.service_url == "" or cloud.takes(cloud.service_url)
    assert cloud.takes("http://127.0.0.1:9/service")  # a playground's


@pytest.mark.parametrize(
    ("name", "url", "is_taken"),
    [
        ("public", "https://smba.trafficmanager.net/emea/", True),
        ("public", "https://smba.infra.gcc.teams.microsoft.com/teams", True),
        ("public", "https://SMBA.trafficmanager.net:443/de/", True),
        ("public", "http://smba.trafficmanager.net/teams", False),
        ("public", "https://mine.trafficmanager.net/teams", False),  # anybody can have one
        ("public", "https://xsmba.trafficmanager.net/teams", False),
        ("public", "https://smba.trafficmanager.net.evil.example/teams", False),
        ("public", "https://evil.example/smba.trafficmanager.net", False),
        ("public", "https://smba.trafficmanager.net@evil.example/", False),
        ("public", "https://[", False),
        ("public", "", False),
        ("us-gov", "https://smba.trafficmanager.net/teams", False),
        ("us-gov", "https://smba.infra.gov.teams.microsoft.us/gcch", True),
        ("china", "https://frontend.teams.microsoftonline.cn/teams", True),
        ("china", "https://evil.example/", False),
    ],
)
def test_messages_go_to_a_cloud_s_own_hosts_alone(name: str, url: str, is_taken: bool) -> None:
    assert CLOUDS[name].takes(url) is is_taken
