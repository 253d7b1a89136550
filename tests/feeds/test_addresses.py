"""Addresses as people write them, and which of them are one feed's."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import CommandError
from bot.feeds.addresses import (
    discreet,
    has_credentials,
    host_of,
    is_web_address,
    same_address,
    same_feed,
    shown,
    web_address,
)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("https://a.example/feed", "https://a.example/feed"),
        (" <https://a.example/feed> ", "https://a.example/feed"),
        ("a.example/feed#top", "https://a.example/feed"),
        ("//a.example/feed", "https://a.example/feed"),
        ("feed:https://a.example/feed", "https://a.example/feed"),
        ("feed://a.example/feed", "https://a.example/feed"),
        ("a.example:8080/feed", "https://a.example:8080/feed"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("http://169.254.169.254/", "http://169.254.169.254/"),  # whether it may be visited is the guard's word
    ],
)
def test_what_people_write_is_an_address(words: str, address: str) -> None:
    assert web_address(words) == address


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("javascript:alert(1)", "“javascript:” addresses are not visited"),
        ("file:///etc/passwd", "“file:” addresses are not visited"),
        ("mailto:desk@a.example", "“mailto:” addresses are not visited"),
        ("lantern", "“lantern” is no web address"),
        ("", "“” is no web address"),
        ("https://", "is no web address"),
        ("https://a.example/a b", "is no web address"),
        ("https://a.example:0/", "is no web address"),
        ("https://[::1/", "is no web address"),
        (f"https://a.example/{'x' * 2000}", "is no web address"),
    ],
)
def test_what_cannot_be_visited_is_said_with_a_cure(words: str, says: str) -> None:
    with pytest.raises(CommandError) as caught:
        web_address(words)
    assert says in caught.value.message
    assert caught.value.cure


@given(st.text())
def test_any_text_is_an_address_or_an_error(words: str) -> None:
    with contextlib.suppress(CommandError):
        assert is_web_address(web_address(words))


def test_no_key_is_shown_to_everyone() -> None:
    address = "https://joe:pw@a.example/feed?page=2&api_key=abc&Token=x#top"
    assert discreet(address) == "https://a.example/feed?page=2&api_key=…&Token=…#top"
    assert discreet("https://a.example/keys?q=key") == "https://a.example/keys?q=key"


def test_no_password_is_shown() -> None:
    address = "https://ann:secret@a.example/feed?to=b@c"
    assert shown(address) == "https://a.example/feed?to=b@c"
    assert has_credentials(address)
    assert not has_credentials(shown(address))
    with pytest.raises(CommandError) as caught:
        web_address("https://ann:secret@a.example/fe ed")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "other",
    [
        "http://a.example/feed",
        "https://A.EXAMPLE:443/feed/",
        "https://ann:pw@a.example/feed",
        "https://a.example./feed",
    ],
)
def test_spellings_of_one_address(other: str) -> None:
    assert same_address(other) == same_address("https://a.example/feed")


@pytest.mark.parametrize("other", ["https://a.example/Feed", "https://a.example:81/feed", "https://a.example/feed?p=2"])
def test_other_addresses(other: str) -> None:
    assert same_feed(other) != same_feed("https://a.example/feed")


def test_www_makes_no_other_feed() -> None:
    assert same_feed("https://www.a.example/feed") == same_feed("http://a.example/feed/")
    assert same_address("https://www.a.example/feed") != same_address("https://a.example/feed")
    assert host_of("https://www.A.example/feed") == "a.example"
