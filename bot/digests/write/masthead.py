"""The masthead: what every issue carries: its title, how it compares, the first issue's promise, the next steps."""

from datetime import timedelta

from bot.digests.write.dates import day, hour_in_zone, period
from bot.digests.write.headline import name
from bot.digests.write.history import mean, sparkline
from bot.digests.write.links import Anchor, page
from bot.digests.write.repeat import may_repeat
from bot.digests.write.spans import Fact, fact
from bot.digests.write.text import number_of
from bot.model.digest import Digest
from bot.model.message import Block, Button, Buttons, Small, Span
from bot.model.subscription import Cadence

_DAY = timedelta(days=1)
_RHYTHM = {Cadence.DAILY: "every day", Cadence.WEEKLY: "every week"}


def title(digest: Digest) -> str:
    """Such as "Facial recognition · 16–22 Nov 2026 · No. 9"."""
    return f"{name(digest.topic_title)} · {period(digest.window, digest.zone)} · No. {digest.number}"


def comparison(digest: Digest) -> tuple[Fact, Fact]:
    """The mean and the bars of earlier issues, once there are enough."""
    link = page(digest, Anchor.HISTORY)
    return fact(mean(digest), link), fact(sparkline(digest), link)


def repeated(digest: Digest) -> tuple[Block, ...]:
    """That what is told may have been told before, where a restore has left that in doubt."""
    words = may_repeat(digest.repeats_from, zone=digest.zone, near=digest.window.until)
    return (Small((Span(f"{words}."),)),) if words else ()


def first_issue(digest: Digest) -> tuple[Block, ...]:
    """What to expect, said once."""
    if digest.number != 1:
        return ()
    days = round((digest.window.until - digest.window.since) / _DAY)
    back = f", looking back {number_of(days, 'day')}" if days else ""
    return (Small((Span(f"First issue{back}.{_promise(digest)}"),)),)


def _promise(digest: Digest) -> str:
    """When the second issue comes, or at least how often one does."""
    if digest.next_at is not None:
        when = day(digest.next_at, zone=digest.zone, near=digest.window.until)
        return f" The next comes on {when} at {hour_in_zone(digest.next_at, digest.zone)}, news or not."
    rhythm = _RHYTHM.get(digest.cadence)
    return f" From now on one comes {rhythm}, news or not." if rhythm else ""


def next_steps(digest: Digest) -> Buttons:
    """The page, why these stories stand there, and the topic's query."""
    read = Button("Read on the web", page(digest), primary=True)
    why = Button("Why these?", page(digest, Anchor.WHY), command=f"why these {digest.topic_name}")
    tune = Button("Tune", command=f"topic edit {digest.topic_name}")
    return Buttons((read, why, tune) if digest.stories else (read, tune))
