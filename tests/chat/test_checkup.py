"""What the doctor asks of every platform: how far two clocks are apart, by the date of an answer."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.chat.checkup import clocks

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "said", "is_grave"),
    [
        (0, "Slack: the clocks agree within 30 s", False),
        (-29, "Slack: the clocks agree within 30 s", False),
        (30, "Slack: this machine's clock is 30 s off", False),
        (-299, "Slack: this machine's clock is 299 s off", False),
        (300, "Slack: this machine's clock is 300 s off", True),
        (-4000, "Slack: this machine's clock is 4000 s off", True),
    ],
)
def test_clocks_that_are_minutes_apart_are_a_fault(seconds: int, said: str, is_grave: bool) -> None:
    (found,) = clocks("Slack", format_datetime(NOW + timedelta(seconds=seconds), usegmt=True), NOW)
    assert (found.fact, found.grave) == (said, is_grave)
    assert bool(found.cure) == ("off" in said)


@pytest.mark.parametrize("date", ["", "yesterday", "2026-03-04"])
def test_without_a_date_nothing_is_said(date: str) -> None:
    assert list(clocks("Slack", date, NOW)) == []
