"""Checkup: what the doctor asks of every platform alike: clocks, and the channels that we know there."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.model.channel import Channel
from bot.model.finding import Finding
from bot.ports.store import Session

_SLOW, _TOO_SLOW = timedelta(seconds=30), timedelta(minutes=5)  # what is signed is good for about five minutes


def clocks(who: str, date: str, now: datetime) -> Iterator[Finding]:
    """How far our clock and another's are apart, by the `Date` of an answer: exact to a second or two."""
    try:
        there = parsedate_to_datetime(date)
    except ValueError:
        return
    apart = abs(now - there)
    seconds = f"{apart.total_seconds():.0f} s"
    if apart < _SLOW:
        yield Finding(f"{who}: the clocks agree within {_SLOW.total_seconds():.0f} s")
    else:
        yield Finding(f"{who}: this machine's clock is {seconds} off", "Set the clock (NTP).", apart >= _TOO_SLOW)


def followed(session: Session, channels: list[Channel]) -> list[Channel]:
    """Those that are subscribed to something."""
    return [channel for channel in channels if session.subscriptions.of_channel(channel.id)]
