"""Unseen: an address of which nothing is kept: refused when it came, or never brought by any feed."""

from collections.abc import Sequence
from datetime import datetime

from bot.feeds import health
from bot.feeds.addresses import discreet, host_of, same_house
from bot.feeds.canonical import site
from bot.feeds.checkup import rejected_because
from bot.flow.answer.asking import Asking
from bot.flow.answer.path import Path, Step
from bot.flow.answer.phrases import count, linked, moment, says, text
from bot.model.feed import Feed, FeedState
from bot.model.message import Button, Message
from bot.ports.store import Session
from bot.ports.store.traces import Refusal

_FEEDS = 3  # of a site


def unseen(session: Session, address: str, asking: Asking) -> Message:
    """Why nothing is kept of a canonical address."""
    refusals = session.traces.refusals_of(address)
    return _refused(session, refusals[0], asking) if refusals else _never(session, address, asking)


def _refused(session: Session, refusal: Refusal, asking: Asking) -> Message:
    """It came, and could not be kept."""
    feed = session.feeds.get(refusal.feed_id)
    came = f"{feed.source} carried it, last noted {moment(refusal.seen_at, asking.zone, asking.now)}"
    path = Path(
        title=(linked(refusal.title or refusal.link, refusal.link),),
        facts=feed.source,
        outcome="It came, and could not be kept.",
        steps=(
            Step(True, "Polled", (text(came),)),
            Step(False, "Rejected", (text(f"{rejected_because(refusal.reason)} ({refusal.reason})"),)),
        ),
        buttons=(*_examine(feed), _health()),
    )
    return path.message()


def _never(session: Session, address: str, asking: Asking) -> Message:
    """No feed has brought it: which feeds of the site there are, and how they do."""
    host = site(address)
    polled = _of_site(session, host, session.feeds.all())
    dropped = _of_site(session, host, session.feeds.dropped())
    steps = [_step(feed, asking) for feed in polled[:_FEEDS]]
    if len(polled) > _FEEDS:
        steps.append(Step(False, "Other feeds", (text(f"{len(polled) - _FEEDS} more of {host} did not bring it"),)))
    if not polled:
        steps = [_no_feed(host, dropped)]
    path = Path(
        title=(linked(address.partition("//")[2], address),),
        facts="",
        outcome="It never reached us: no feed has brought it.",
        steps=tuple(steps),
        more=_advice(polled, asking.now),
        buttons=_ways(host, polled, dropped),
    )
    return path.message()


def _of_site(session: Session, host: str, feeds: Sequence[Feed]) -> list[Feed]:
    """The feeds whose articles lead to a site, and those that are polled there."""
    bring = session.traces.feeds_of_site(host)
    places = {feed_id: place for place, feed_id in enumerate(bring)}
    there = [feed for feed in feeds if feed.id in places or _is_at(host, feed)]
    return sorted(there, key=lambda feed: places.get(feed.id, len(places)))


def _is_at(host: str, feed: Feed) -> bool:
    hosts = {host_of(feed.url), host_of(feed.address)}
    return any(same_house(host, one) for one in hosts if one)


def _step(feed: Feed, asking: Asking) -> Step:
    """How a feed that could have brought it is doing."""
    note, next_try = health.note(feed, asking.now).rstrip("."), health.next_try(feed, asking.now)
    if feed.state is FeedState.NEW or feed.succeeded_at is None:
        words = f"{note or 'not read yet'}; next try {next_try}"
    else:
        read = f"it was last read {moment(feed.succeeded_at, asking.zone, asking.now)} and has not brought it"
        words = f"{read}; {note}; next try {next_try}" if note else f"{read}; next visit {next_try}"
    return Step(False, feed.source, (text(words),))


def _no_feed(host: str, dropped: Sequence[Feed]) -> Step:
    if dropped:
        return Step(False, "Polled", (text(f"{dropped[0].source} is polled no more, and no other feed is of {host}"),))
    return Step(False, "Polled", (text(f"no feed of {host} is polled"),))


def _advice(polled: Sequence[Feed], now: datetime) -> str:
    """What that may mean, where a feed of the site does well."""
    well = sum(health.note(feed, now) == "" for feed in polled)
    if not well:
        return ""
    feeds = "the feed" if well == 1 else f"{count(well, 'feed')}"
    return f"Perhaps it is not in {feeds} yet or any more, or stands under another address; `search` finds its words."


def _ways(host: str, polled: Sequence[Feed], dropped: Sequence[Feed]) -> tuple[Button, ...]:
    if polled:
        return *_examine(polled[0]), says(f"feeds add https://{host}/", "Add another feed"), _health()
    known = dropped[0] if dropped and _is_open(dropped[0].url) else None
    address, label = (
        (known.url, f"Bring {known.source} back") if known else (f"https://{host}/", f"Find a feed of {host}")
    )
    return says(f"feeds add {address}", label, primary=True), says(f"doctor {address}", "Examine the address")


def _examine(feed: Feed) -> tuple[Button, ...]:
    """A look at the feed, unless its address lets somebody in."""
    command, label = f"doctor {feed.address}", f"Examine {feed.source}"
    return (says(command, label, primary=True),) if _is_open(feed.address) else ()


def _is_open(address: str) -> bool:
    return discreet(address) == address


def _health() -> Button:
    return says("feeds health", "Feeds")
