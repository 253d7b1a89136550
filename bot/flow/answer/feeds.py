"""Feeds: which are healthy, which are not and why, and when each is tried next."""

from collections.abc import Sequence

from bot.feeds import health
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import count, joined, plain_answer, strong, text
from bot.model.feed import Book, Feed
from bot.model.message import Block, Bullets, Header, Message, Small, Span, Table
from bot.ports.store import Session

_COLUMNS = ("Feed", "Next try", "Received", "New", "Rejected")


def feeds_health(session: Session, asking: Asking) -> Message:
    """The feeds that need care first, then the healthy ones, each with its books and its next try."""
    feeds = session.feeds.all()
    if not feeds:
        return plain_answer("No feed is set up yet.", small="Name some in config/feeds.toml and start the worker.")
    books = session.feeds.books()
    healthy = [feed for feed in feeds if health.is_healthy(feed)]
    ailing = [feed for feed in feeds if not health.is_healthy(feed)]
    blocks: list[Block] = [Header("Feeds"), Small(_summary(len(healthy), len(feeds), sum(books.values(), Book())))]
    if ailing:
        blocks.append(Bullets(tuple(_care(feed, _name(feed, feeds), asking) for feed in ailing)))
    if healthy:
        rows = tuple(_row(feed, _name(feed, feeds), books.get(feed.id, Book()), asking) for feed in healthy)
        blocks.append(Table(columns=_COLUMNS, rows=rows, numeric=(2, 3, 4)))
    return Message(fallback=f"{len(healthy)} of {count(len(feeds), 'feed')} healthy", blocks=tuple(blocks))


def _care(feed: Feed, name: str, asking: Asking) -> tuple[Span, ...]:
    """What is wrong with a feed, and when it is tried again."""
    wrong = health.note(feed, asking.now).rstrip(".")
    return strong(name), text(f" – {wrong}. Next try {health.next_try(feed, asking.now)}.")


def _summary(healthy: int, total: int, book: Book) -> tuple[Span, ...]:
    parts = [
        (strong(f"{healthy} of {count(total, 'feed')} healthy"),),
        (text(f"{book.received:,} received = {book.new:,} new + {book.updated:,} updated"),),
        (text(f"+ {book.duplicate:,} duplicate + {book.rejected:,} rejected"),),
    ]
    return (*joined(parts[:2]), text(" "), *parts[2])


def _row(feed: Feed, name: str, book: Book, asking: Asking) -> tuple[str, ...]:
    return (
        name,
        health.short_next_try(feed, asking.now),
        f"{book.received:,}",
        f"{book.new:,}",
        f"{book.rejected:,}",
    )


def _name(feed: Feed, feeds: Sequence[Feed]) -> str:
    """The source; with its address where a source has several feeds."""
    if sum(other.source == feed.source for other in feeds) == 1:
        return feed.source
    return f"{feed.source} ({feed.address.partition('//')[2]})"
