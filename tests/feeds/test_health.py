"""Lengths of time in words."""

from datetime import timedelta

import pytest

from bot.feeds.health import span


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=3), "1 minute"),
        (timedelta(minutes=31), "31 minutes"),
        (timedelta(minutes=59, seconds=50), "1 hour"),
        (timedelta(minutes=100), "2 hours"),
        (timedelta(hours=23), "23 hours"),
        (timedelta(hours=25), "1 day"),
        (timedelta(days=6, hours=2), "6 days"),
    ],
)
def test_spans(length: timedelta, words: str) -> None:
    assert span(length) == words
