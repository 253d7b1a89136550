"""What is wrong with feeds, told once where many share it: an outage of ours is one line and not a hundred."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.feeds import health
from bot.model.feed import Feed

MANY = 3  # feeds with the same fault are told together
NAMED = 8  # of their publications are named
_HOST = re.compile(r"(?P<before>^|: )\S+[.:]\S+(?: \(where \S+ redirects\))? (?=[a-z])")  # how a visit's fault begins


@dataclass(frozen=True, slots=True)
class Ailment:
    """What is wrong, as the end of a sentence that begins with the feeds' names."""

    wrong: str
    feeds: tuple[Feed, ...]

    @property
    def shared(self) -> bool:
        """Whether it is told of many at once."""
        return len(self.feeds) >= MANY


def ailments(feeds: Sequence[Feed], now: datetime) -> tuple[Ailment, ...]:
    """What is wrong with the feeds that need care, what most share first. Each feed is in exactly one."""
    alike: dict[str, list[Feed]] = {}
    for feed in feeds:
        if not health.is_healthy(feed):
            alike.setdefault(in_brief(feed, now), []).append(feed)
    found = [ailment for wrong, members in alike.items() for ailment in _told(wrong, members, now)]
    return tuple(sorted(found, key=lambda ailment: -len(ailment.feeds) if ailment.shared else 0))


def in_brief(feed: Feed, now: datetime) -> str:
    """What is wrong with a feed, without the host that its name stands for."""
    return _without_host(health.note(feed, now))


def next_tries(ailment: Ailment, now: datetime) -> str:
    """When they are tried next: "in 25 minutes", "in 2 minutes to 1 hour"."""
    due = sorted(ailment.feeds, key=lambda feed: feed.due_at)
    first, last = health.next_try(due[0], now), health.next_try(due[-1], now)
    return first if first == last else f"{first} to {last.removeprefix('in ')}"


def sources(ailment: Ailment) -> str:
    """The publications that have it: "MSSP Alert (2 feeds), Biometric Update and 64 more feeds"."""
    named = Counter(feed.source for feed in ailment.feeds).most_common(NAMED)
    left = len(ailment.feeds) - sum(feeds for _, feeds in named)
    names = ", ".join(f"{source} ({feeds} feeds)" if feeds > 1 else source for source, feeds in named)
    return names + (f" and {left:,} more feed{'s' if left > 1 else ''}" if left else "")


def _told(wrong: str, feeds: Sequence[Feed], now: datetime) -> list[Ailment]:
    """Together where many share it, else each in its own words."""
    if len(feeds) >= MANY:
        return [Ailment(wrong, tuple(feeds))]
    return [Ailment(health.note(feed, now).rstrip("."), (feed,)) for feed in feeds]


def _without_host(note: str) -> str:
    return _HOST.sub(lambda found: found["before"], note, count=1).rstrip(".")
