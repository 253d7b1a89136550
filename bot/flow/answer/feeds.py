"""Feeds: which are healthy, which are not and why, when each is tried next, and which came or went by hand."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.digests.write.text import and_more
from bot.feeds import health
from bot.feeds.addresses import discreet, shown
from bot.feeds.ailments import Ailment, ailments, next_tries, sources
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import count, day, joined, plain_answer, said, says, strong, text
from bot.model.command import FeedsHealth
from bot.model.feed import Book, Feed, FeedState
from bot.model.message import Block, Bullets, Button, Buttons, Header, Message, Notice, Small, Span, Table, Tone
from bot.ports.store import Session

_COLUMNS = ("Feed", "Last news", "Received", "New", "Known", "Rejected", "Next try")
_BY_HAND = 20  # names
_LOOKS = 2  # buttons
_OUTAGE = 5  # so many feeds do not fail all at once by their publishers' fault


def feeds_health(session: Session, _command: FeedsHealth, asking: Asking) -> Message:
    """The feeds that need care first, then the healthy ones, each with its books and its next try."""
    feeds = session.feeds.all()
    by_hand = _by_hand(feeds, session.feeds.dropped())
    if not feeds:
        return _none(by_hand, asking)
    books = session.feeds.books()
    healthy = [feed for feed in feeds if health.is_healthy(feed)]
    ailing, names = ailments(feeds, asking.now), _names_of(feeds)
    total = sum((books[feed.id] for feed in feeds if feed.id in books), Book())
    blocks: list[Block] = [Header("Feeds"), Small(_summary(len(healthy), len(feeds), total)), *_outage(feeds)]
    if ailing:
        blocks.append(Bullets(tuple(_care(ailment, names, asking) for ailment in ailing)))
    if healthy:
        rows = tuple(_row(feed, names[feed.id], books.get(feed.id, Book()), asking) for feed in healthy)
        blocks.append(Table(columns=_COLUMNS, rows=rows, numeric=(2, 3, 4, 5)))
    blocks += [*by_hand, *([Buttons(steps)] if (steps := tuple(looks(ailing))) else [])]
    return Message(fallback=f"{len(healthy)} of {count(len(feeds), 'feed')} healthy", blocks=tuple(blocks))


def looks(ailing: Sequence[Ailment]) -> Iterator[Button]:
    """A button for each of the first feeds that ail alone: a visit tells what is wrong, and the cure."""
    alone = [ailment.feeds[0] for ailment in ailing if not ailment.shared]
    open_to_all = [feed for feed in alone if discreet(feed.address) == feed.address]
    for feed in open_to_all[:_LOOKS]:
        yield says(f"doctor {feed.address}", f"What helps {feed.source}?")


def removed_by_hand(dropped: Sequence[Feed]) -> list[Feed]:
    """The feeds of the configuration that a person removed: nothing but a person brings them back."""
    return [feed for feed in dropped if feed.removed_at is not None and not feed.added]


def _none(by_hand: Sequence[Block], asking: Asking) -> Message:
    files = ", or name some in config/feeds.toml and start the worker" if asking.is_operator else ""
    empty = plain_answer(
        "No feed is set up yet.",
        small=f"Say `feeds add URL`{files}.",
        buttons=[says("feeds add", "Add a feed", primary=True)],
    )
    return Message(fallback=empty.fallback, blocks=(*empty.blocks, *by_hand))


def _outage(feeds: Sequence[Feed]) -> list[Block]:
    """A word where all that was tried fails: the fault is here."""
    tried = [feed for feed in feeds if feed.state is not FeedState.NEW]
    if len(tried) < _OUTAGE or any(feed.state is not FeedState.FAILING for feed in tried):
        return []
    cure = "Every feed fails: the fault is likely on this side. Check this machine’s network, name service and proxy."
    return [Notice(Tone.WARNING, (text(cure),))]


def _care(ailment: Ailment, names: Mapping[int, str], asking: Asking) -> tuple[Span, ...]:
    """What is wrong with a feed, or with many alike, and when it is tried again."""
    again = f". Next try {next_tries(ailment, asking.now)}"
    if not ailment.shared:
        return strong(names[ailment.feeds[0].id]), text(f" – {ailment.wrong}{again}.")
    return strong(count(len(ailment.feeds), "feed")), text(f" – {ailment.wrong}{again}: {sources(ailment)}.")


def _summary(healthy: int, total: int, book: Book) -> tuple[Span, ...]:
    parts = [
        (strong(f"{healthy} of {count(total, 'feed')} healthy"),),
        (text(f"{book.received:,} received = {book.new:,} new + {book.updated:,} updated"),),
        (text(f"+ {book.duplicate:,} duplicate + {book.rejected:,} rejected"),),
    ]
    return (*joined(parts[:2]), text(" "), *parts[2])


def _by_hand(feeds: Sequence[Feed], dropped: Sequence[Feed]) -> list[Block]:
    """Which feeds people added, and which of the configuration they removed."""
    added, removed = [feed for feed in feeds if feed.added], removed_by_hand(dropped)
    blocks: list[Block] = []
    if added:
        blocks.append(Small((text(f"Added by hand: {_names(added)}."),)))
    if removed:
        gone = f"{count(len(removed), 'feed')} of config/feeds.toml {'was' if len(removed) == 1 else 'were'} removed"
        back = (text(" "), said(f"feeds add {shown(removed[0].url)}"), text(" brings it back."))
        blocks.append(Small((text(f"{gone} by hand: {_names(removed)}."), *(back if len(removed) == 1 else ()))))
    return blocks


def _names(feeds: Sequence[Feed]) -> str:
    return and_more([feed.source for feed in feeds], _BY_HAND)


def _row(feed: Feed, name: str, book: Book, asking: Asking) -> tuple[str, ...]:
    return (
        name,
        day(feed.news_at, asking.zone, asking.now) if feed.news_at else "–",
        f"{book.received:,}",
        f"{book.new:,}",
        f"{book.updated + book.duplicate:,}",  # the summary above tells the two apart
        f"{book.rejected:,}",
        health.short_next_try(feed, asking.now),
    )


def _names_of(feeds: Sequence[Feed]) -> dict[int, str]:
    """The sources; with their addresses where a source has several feeds."""
    feeds_of = Counter(feed.source for feed in feeds)
    return {
        feed.id: feed.source
        if feeds_of[feed.source] == 1
        else f"{feed.source} ({discreet(feed.address).partition('//')[2]})"
        for feed in feeds
    }
