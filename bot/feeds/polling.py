"""What a visit to a feed means: whether to parse what it brought, how the feed stands now, and when to come again."""

import hashlib
import zlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from bot.errors import ParseRejected
from bot.model.entry import ParsedFeed
from bot.model.feed import Feed, FeedState, Fetched

_UNREADABLE = "unreadable:"  # before the hash of a document that could not be read
# Reasons that may lie with the machine or with us, and not with the document: it is parsed again at the next visit.
_PASSING = frozenset({"too-slow", "too-much-memory", "parser-crashed", "unbalanced", "our-fault"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often feeds are visited, and when silence is worth a word."""

    shortest: timedelta = timedelta(minutes=10)
    longest: timedelta = timedelta(hours=6)
    faster: float = 0.5  # the interval's factor after news …
    slower: float = 1.05  # … and after none: at rest, one visit in fifteen brings news
    jitter: float = 0.1  # each feed keeps its own step of at most so much around its interval
    longest_back_off: timedelta = timedelta(hours=24)
    longest_wait: timedelta = timedelta(days=7)  # of what a server may ask by Retry-After
    gone: timedelta = timedelta(days=7)
    tries: int = 3  # failures in a row of one address before the next one is tried
    sightings: int = 3  # of a permanent redirect before the feed moves
    quiet_after: timedelta = timedelta(days=7)
    stale_after: timedelta = timedelta(days=90)  # of the newest entry, at the first visit
    quiet_gaps: int = 6  # or so many times the usual gap between entries, if that is longer


def body_hash(body: bytes) -> str:
    """What tells a document from the one before: SHA-256 in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def needs_parsing(feed: Feed, fetched: Fetched) -> bool:
    """Whether the visit brought a document that was not read before."""
    if fetched.fault is not None or fetched.unchanged:
        return False
    return body_hash(fetched.body) != feed.body_hash.removeprefix(_UNREADABLE)


def after(
    feed: Feed,
    fetched: Fetched,
    outcome: ParsedFeed | ParseRejected | None,
    *,
    new: int,
    now: datetime,
    pace: Pace,
) -> Feed:
    """The feed as it should be stored after a visit.

    `outcome` is what parsing brought, None where `needs_parsing` said no. `new` counts the entries that were new.
    """
    changed = _visited(replace(feed, polled_at=now), fetched, outcome, new, now, pace)
    return changed if changed.state is feed.state else replace(changed, turned_at=now, turned_from=feed.state)


def _visited(
    visited: Feed, fetched: Fetched, outcome: ParsedFeed | ParseRejected | None, new: int, now: datetime, pace: Pace
) -> Feed:
    """What came of the visit, as seen from the feed as it was."""
    if fetched.fault is not None:
        return _failed(_parseable_again(visited), fetched, fetched.fault.message, now, pace)
    if isinstance(outcome, ParseRejected):
        return _failed(_unreadable(visited, fetched, outcome), fetched, outcome.message, now, pace)
    if outcome is None and visited.body_hash.startswith(_UNREADABLE):
        return _failed(_validated(visited, fetched), fetched, visited.fault, now, pace)
    settled = _moved(_succeeded(visited, fetched, outcome, new, now, pace), fetched, pace)
    gap = (gap_between(outcome) if outcome is not None else None) or visited.usual_gap
    known = replace(settled, usual_gap=gap)
    return replace(known, state=_state(known, outcome, now, pace), due_at=now + _jittered(known, pace))


def gap_between(parsed: ParsedFeed) -> timedelta | None:
    """The usual gap between a document's entries: the median of the steps between their dates; None under three."""
    dates = sorted(entry.published for entry in parsed.entries if entry.published is not None)
    steps = [later - earlier for earlier, later in pairwise(dates)]
    return timedelta(seconds=median(step.total_seconds() for step in steps)) if len(steps) >= 2 else None


def _succeeded(feed: Feed, fetched: Fetched, outcome: ParsedFeed | None, new: int, now: datetime, pace: Pace) -> Feed:
    """A visit that answered, with a document we can read or with the one we have read."""
    first = feed.succeeded_at is None
    return replace(
        _validated(feed, fetched),
        body_hash=body_hash(fetched.body) if outcome is not None else feed.body_hash,
        succeeded_at=now,
        news_at=(_stale_since(outcome, now, pace) if first else None) or (now if new else feed.news_at),
        failures=0,
        fault="",
        interval=feed.interval if first else _interval(feed.interval, new, pace),
    )


def _stale_since(outcome: ParsedFeed | None, now: datetime, pace: Pace) -> datetime | None:
    """When a feed that we meet only now went silent long ago: all it brings is new to us, and to nobody else."""
    dates = [entry.published for entry in outcome.entries if entry.published is not None] if outcome else []
    if outcome is None or len(dates) < len(outcome.entries) or not dates:
        return None  # what has no date may be of today
    patience = max(pace.stale_after, (gap_between(outcome) or timedelta(0)) * pace.quiet_gaps)
    return max(dates) if now - max(dates) > patience else None


def _validated(feed: Feed, fetched: Fetched) -> Feed:
    """With the validators of this answer. A 304 may leave them out, and then they stand."""
    if fetched.unchanged:
        etag, last_modified = fetched.etag or feed.etag, fetched.last_modified or feed.last_modified
    else:
        etag, last_modified = fetched.etag, fetched.last_modified
    return replace(feed, etag=etag, last_modified=last_modified)


def _unreadable(feed: Feed, fetched: Fetched, rejected: ParseRejected) -> Feed:
    """A document that cannot be read is remembered, so that it is not parsed again until it changes."""
    if rejected.reason in _PASSING:
        return _forgotten(feed)
    return replace(_validated(feed, fetched), body_hash=_UNREADABLE + body_hash(fetched.body))


def _parseable_again(feed: Feed) -> Feed:
    """A fault of the way there covers why a document could not be read; the next visit finds that out again."""
    return _forgotten(feed) if feed.body_hash.startswith(_UNREADABLE) else feed


def _forgotten(feed: Feed) -> Feed:
    """Without anything that would keep the next visit from bringing and parsing a document."""
    return replace(feed, etag="", last_modified="", body_hash="")


def _failed(feed: Feed, fetched: Fetched, fault: str, now: datetime, pace: Pace) -> Feed:
    """A visit that brought nothing to read: back off, and in time try the next address."""
    gone = fetched.status == 410
    failed = replace(
        feed,
        failures=feed.failures + 1,
        fault=fault,
        state=FeedState.GONE if gone else FeedState.FAILING,
    )
    onward = _next_address(failed, gone=gone, pace=pace)
    wait = _back_off(failed, gone=gone, turned=onward.address != feed.address, pace=pace)
    asked = min(fetched.retry_after or timedelta(0), pace.longest_wait)
    return replace(onward, due_at=now + max(wait, asked))


def _next_address(feed: Feed, *, gone: bool, pace: Pace) -> Feed:
    """After enough failures of an address the next of the configured ones, in a circle; at once where it is gone."""
    circle = list(dict.fromkeys((feed.url, *feed.fallbacks)))
    if not gone and feed.failures % pace.tries:
        return feed
    here = circle.index(feed.address) if feed.address in circle else -1
    address = circle[(here + 1) % len(circle)]
    if address == feed.address:
        return feed
    return replace(_forgotten(feed), address=address, moved_to="", moved_seen=0)


def _back_off(feed: Feed, *, gone: bool, turned: bool, pace: Pace) -> timedelta:
    """Twice the wait with each failure. An address that has not been tried in this row of failures waits less."""
    addresses = len({feed.url, *feed.fallbacks})
    if turned and feed.failures < pace.tries * addresses:
        return _jittered(feed, pace)
    if gone:
        return pace.gone
    return min(feed.interval * (1 << min(feed.failures, 16)), pace.longest_back_off)


def _moved(feed: Feed, fetched: Fetched, pace: Pace) -> Feed:
    """A permanent redirect is followed for good once it has led to the same place often enough."""
    target = fetched.permanent_url
    if not target or target == feed.address:
        return replace(feed, moved_to="", moved_seen=0)
    seen = feed.moved_seen + 1 if target == feed.moved_to else 1
    if seen < pace.sightings:
        return replace(feed, moved_to=target, moved_seen=seen)
    return replace(_forgotten(feed), address=target, moved_to="", moved_seen=0)


def _interval(interval: timedelta, new: int, pace: Pace) -> timedelta:
    factor = pace.faster if new else pace.slower
    return min(max(interval * factor, pace.shortest), pace.longest)


def _jittered(feed: Feed, pace: Pace) -> timedelta:
    """The feed's interval, longer or shorter by its own constant step, so that feeds do not march in line."""
    place = zlib.crc32(str(feed.id).encode()) / 2**32  # 0 to 1, the same on every machine
    return feed.interval * (1 + pace.jitter * (2 * place - 1))


def _state(feed: Feed, outcome: ParsedFeed | None, now: datetime, pace: Pace) -> FeedState:
    if outcome is not None and not outcome.entries:
        return FeedState.EMPTY
    if outcome is None and feed.state is FeedState.EMPTY:
        return FeedState.EMPTY
    patience = max(pace.quiet_after, (feed.usual_gap or timedelta(0)) * pace.quiet_gaps)
    if feed.news_at is not None and now - feed.news_at > patience:
        return FeedState.QUIET
    return FeedState.HEALTHY
