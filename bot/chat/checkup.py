"""Checkup: what the doctor asks of every platform alike: clocks, and the channels that we know there."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.model.channel import Channel
from bot.model.finding import Finding
from bot.ports.store import Session, Store

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


def channels_of(session: Session, platform: str, workspace: str = "") -> list[Channel]:
    """The channels that we know in one workspace of a platform, or in all."""
    houses = (house for house in session.channels.workspaces() if house.platform == platform)
    wanted = [house for house in houses if workspace in ("", house.key)]
    return [channel for house in wanted for channel in session.channels.of_workspace(house.id)]


def followed(session: Session, channels: list[Channel]) -> list[Channel]:
    """Those that are subscribed to something."""
    return [channel for channel in channels if session.subscriptions.of_channel(channel.id)]


def known_as(store: Store, platform: str, where: str) -> Channel | None:
    """The channel of a platform that we know by this name or key."""
    wanted = where.lstrip("#").casefold()
    with store.reading() as session:
        every = channels_of(session, platform)
    return next((one for one in every if wanted in (one.name.lstrip("#").casefold(), one.key.casefold())), None)
