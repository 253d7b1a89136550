"""Links that people are given follow nobody."""

import pytest

from bot.feeds.tracking import untracked


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("https://a.example/x?utm_source=feed&utm_medium=rss", "https://a.example/x"),
        ("https://a.example/?p=90000&fbclid=1", "https://a.example/?p=90000"),
        ("https://a.example/x?id=7&gclid=2&page=%202#part", "https://a.example/x?id=7&page=%202#part"),
        ("https://a.example/x?unlocked_article_code=abc", "https://a.example/x?unlocked_article_code=abc"),
        ("https://a.example/x?utm_source=a#b", "https://a.example/x#b"),
        ("https://a.example/x", "https://a.example/x"),
        ("", ""),
    ],
)
def test_untracked(given: str, shown: str) -> None:
    assert untracked(given) == shown
