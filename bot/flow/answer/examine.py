"""Doctor: one visit to an address, and all that comes of it. Nothing is kept."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import ParseRejected, PresswatchError
from bot.feeds.addresses import host_of, shown, web_address
from bot.feeds.checkup import Oddity, oddities, rejected_because
from bot.flow.answer.asking import Asking
from bot.flow.answer.feed_faults import no_feed
from bot.flow.answer.feed_words import doing, entry_line, fate, newest_first
from bot.flow.answer.phrases import code, count, fault_answer, linked, rest_of, says, strong, text
from bot.flow.fates import Foretold, feed_to_be, foretell
from bot.flow.feed_book import FeedBook
from bot.flow.look import Look
from bot.model.command import Examine
from bot.model.entry import ParsedFeed, Rejection
from bot.model.feed import Book, Feed, Fetched
from bot.model.message import Block, Bullets, Buttons, Fields, Header, Message, Paragraph, Small, Span
from bot.ports.store import Session, Store
from bot.stories.identity import Duplicate, New, Same

_SHOWN = 10  # entries
_REJECTED = 5  # items
_PARSERS = {
    "fast": "the fast parser",
    "feedparser": "the patient parser: it is unusual, or not well-formed",
    "json": "the parser of JSON Feed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One address, and the feed of ours that it leads to, if there is one."""

    session: Session
    asking: Asking
    address: str
    feed: Feed | None
    visited: bool  # False: it was dropped, or never ours


def examine(store: Store, command: Examine, asking: Asking) -> Message:
    """What was fetched, what was parsed, each entry's fate and why, and what helps where something is wrong.

    Raises CommandError where it is no address.
    """
    address = web_address(command.url)
    look = asking.look(address)
    with store.reading() as session:
        book = FeedBook.of(session)
        feed = book.polled_at(address, look.fetched.final_url)
        dropped = book.dropped_at(address, look.fetched.final_url)
        case = _Case(session=session, asking=asking, address=address, feed=feed or dropped, visited=feed is not None)
        if look.parsed is None or isinstance(look.parsed, ParseRejected):
            return _nothing(case, look, book)
        return _report(case, look.fetched, look.parsed)


def _report(case: _Case, fetched: Fetched, parsed: ParsedFeed) -> Message:
    asking = case.asking
    topics = case.session.topics.offered(asking.channel.workspace_id)
    feed = case.feed or feed_to_be(shown(case.address), parsed, now=asking.now)
    foresight = foretell(case.session, feed, parsed.entries, topics, now=asking.now, keep=asking.keep)
    title = parsed.title or host_of(case.address)
    blocks: list[Block] = [
        Header(title),
        Paragraph(_whose(case)),
        Fields((*_answer(fetched), *_parse(parsed), ("A poll now", (text(_would_book(foresight.book, parsed)),)))),
        *_entries(foresight.entries, asking),
        *_rejected(parsed.rejections),
        *_odd(oddities(fetched, parsed, foresight.kind, now=asking.now)),
        _next_steps(case),
    ]
    return Message(fallback=f"{title}: {count(len(parsed.entries), 'entry', 'entries')}.", blocks=tuple(blocks))


def _nothing(case: _Case, look: Look, book: FeedBook) -> Message:
    """What is known of an address that brings no feed, and what helps."""
    try:
        told = no_feed(look, case.address, book)
    except PresswatchError as error:
        told = fault_answer(error)
    known: list[Block] = [Paragraph(_whose(case))] if case.feed else []
    answered: list[Block] = [Fields(tuple(_answer(look.fetched)))] if look.fetched.fault is None else []
    return Message(fallback=told.fallback, blocks=(*told.blocks[:1], *known, *answered, *told.blocks[1:]))


def _whose(case: _Case) -> tuple[Span, ...]:
    """Whether it is visited, and how it is doing."""
    feed = case.feed
    if feed is None:
        return (text("This feed is not visited. If it were added, its first visit would alert nobody."),)
    if not case.visited:
        return text("This feed of "), strong(feed.source), text(" is visited no more; what it brought is remembered.")
    state = doing(feed, case.session.feeds.books().get(feed.id, Book()), case.asking)
    return text("This is a feed of "), strong(feed.source), text(f": {state}.")


def _answer(fetched: Fetched) -> list[tuple[str, tuple[Span, ...]]]:
    """What was fetched: status and type, size, where from, what would spare the next visit the whole of it."""
    kind = fetched.content_type.partition(";")[0].strip() or "no type named"
    facts = [f"{fetched.status}", kind, _size(len(fetched.body))]
    checks = [name for name, value in (("ETag", fetched.etag), ("Last-Modified", fetched.last_modified)) if value]
    lines: list[tuple[str, tuple[Span, ...]]] = [("Answer", (text(" · ".join(facts)),))]
    if fetched.final_url and fetched.final_url != shown(fetched.url):
        how = " (moved for good)" if fetched.permanent_url else " (redirected)"
        lines.append(("From", (code(fetched.final_url), text(how))))
    lines.append(("Validators", (text(", ".join(checks) or "none: each visit brings all of it"),)))
    return lines


def _parse(parsed: ParsedFeed) -> list[tuple[str, tuple[Span, ...]]]:
    language = f" · language {parsed.language}" if parsed.language else ""
    items = f"{count(parsed.received, 'item')} = {count(len(parsed.entries), 'entry', 'entries')}"
    return [
        ("Read by", (text(f"{_PARSERS.get(parsed.parser, parsed.parser)}{language}"),)),
        ("Items", (text(f"{items} + {len(parsed.rejections):,} rejected"),)),
    ]


def _would_book(book: Book, parsed: ParsedFeed) -> str:
    """The account that a poll would keep of this document now."""
    kept = f"{book.new:,} new + {book.updated:,} updated + {book.duplicate:,} duplicate"
    return f"{parsed.received:,} received = {kept} + {len(parsed.rejections) + book.rejected:,} rejected"


def _entries(foretold: Sequence[Foretold], asking: Asking) -> list[Block]:
    """The newest with their fates, the rest counted by fate."""
    if not foretold:
        return []
    ordered = newest_first(foretold)
    rows = [entry_line(one, fate(one), asking) for one in ordered[:_SHOWN]]
    rest = Counter(map(_kind, ordered[_SHOWN:]))
    told = ", ".join(f"{number:,} {kind}" for kind, number in rest.most_common())
    return [Bullets((*rows, *rest_of(rest.total(), f"more: {told}")))]


def _kind(one: Foretold) -> str:
    if one.past:
        return "too old to be kept"
    match one.fate:
        case New():
            return "new" if one.news else "new, but archive"
        case Same() | Duplicate():
            return "known"


def _rejected(rejections: Sequence[Rejection]) -> list[Block]:
    """Items that cannot be kept, each with its reason."""
    if not rejections:
        return []
    rows = [_rejection(one) for one in rejections[:_REJECTED]]
    return [Paragraph((strong("Rejected"),)), Bullets((*rows, *rest_of(len(rejections) - _REJECTED)))]


def _rejection(one: Rejection) -> tuple[Span, ...]:
    name = one.title or one.link or "an item without a name"
    return linked(name, one.link), text(f" – {one.reason}: {rejected_because(one.reason)}")


def _odd(found: Sequence[Oddity]) -> list[Block]:
    """What is odd, and what it means."""
    if not found:
        return [Small((text("Nothing is odd about it."),))]
    return [
        Paragraph((strong("What is odd"),)),
        Bullets(tuple((text(f"{oddity.fact} {oddity.cure}"),) for oddity in found)),
    ]


def _next_steps(case: _Case) -> Buttons:
    if case.feed is None or not case.visited:
        return Buttons((says(f"feeds add {shown(case.address)}", "Add it", primary=True),))
    return Buttons((says(f"feeds remove {shown(case.feed.url)}", "Remove it"), says("feeds health", "All feeds")))


def _size(length: int) -> str:
    return f"{length:,} bytes" if length < 10_000 else f"{length / 1000:,.0f} kB"
