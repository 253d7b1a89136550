"""Zones are found as people write them."""

import pytest

from bot.digests import zones


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/BERLIN", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("berlin", "Europe/Berlin"),
        ("new  york", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_finds(words: str, name: str) -> None:
    assert zones.find(words) == name


@pytest.mark.parametrize("words", ["", "localtime", "Factory", "Europe/Atlantis", "eastern", "../etc/passwd"])
def test_does_not_guess(words: str) -> None:
    assert zones.find(words) is None


@pytest.mark.parametrize(("words", "name"), [("Europe/Berln", "Europe/Berlin"), ("sidney", "Australia/Sydney")])
def test_offers_the_nearest(words: str, name: str) -> None:
    assert zones.nearest(words) == name


def test_offers_nothing_that_is_far_away() -> None:
    assert zones.nearest("PST") is None
