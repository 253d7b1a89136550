"""Feeds by hand: one more, one less."""

import difflib

from bot.errors import NotFound
from bot.feeds.addresses import has_credentials, shown, web_address
from bot.feeds.naming import ADDED, USUAL_TIER, given_name, title_of
from bot.flow.answer.asking import Asking
from bot.flow.answer.feed_added import added, back
from bot.flow.answer.feed_faults import no_feed
from bot.flow.answer.feed_form import feed_form
from bot.flow.answer.feed_words import doing
from bot.flow.answer.phrases import code, count, day, plain_answer, says, strong, text
from bot.flow.feed_book import FeedBook, Names
from bot.flow.look import Look
from bot.flow.take_in import spec_of
from bot.model.answer import Answer
from bot.model.command import AddFeed, RemoveFeed
from bot.model.entry import ParsedFeed
from bot.model.feed import Book, Feed, FeedSpec
from bot.model.message import Bullets, Buttons, Message, Paragraph, Small
from bot.ports.store import Session, Store


def add_feed(store: Store, command: AddFeed, asking: Asking) -> Answer:
    """Visit an address, and keep it where it answers with a feed. Without one, ask for it.

    Raises CommandError where it is no address, PresswatchError where nothing can be made of what it answers.
    """
    if not command.url:
        return feed_form(asking)
    address = web_address(command.url)
    with store.reading() as session:
        book = FeedBook.of(session)
        if known := book.polled_at(address):
            return _known(session, known, asking)
    dropped = book.dropped_at(address)
    look = asking.look(dropped.address if dropped else address)
    if dropped is None and not isinstance(look.parsed, ParsedFeed):
        return no_feed(look, address, book, said="Nothing was added.")
    return _keep(store, address, look, command.name, asking)


def _keep(store: Store, address: str, look: Look, name: str, asking: Asking) -> Message:
    """Write what was looked at, unless it turns out to be there already: by where it leads, or by now."""
    with store.writing() as session:
        book, lasting = FeedBook.of(session), _lasting(address, look)
        if known := book.polled_at(address, lasting, look.fetched.final_url):
            return _known(session, known, asking)
        dropped = book.dropped_at(address, lasting)
        spec = spec_of(dropped, source=given_name(name)) if dropped else _spec(lasting, look, name, book)
        feed = session.feeds.add(spec, now=asking.now, interval=asking.interval)
    with store.reading() as session:
        if dropped is None and isinstance(look.parsed, ParsedFeed):
            return added(session, feed, look.parsed, asking)
        return back(session, feed, look, asking)


def _lasting(address: str, look: Look) -> str:
    """The address to keep: where the site has moved to for good. Credentials would be lost on that way."""
    return address if has_credentials(address) else look.fetched.permanent_url or address


def _spec(address: str, look: Look, name: str, book: FeedBook) -> FeedSpec:
    """A feed as it tells itself."""
    parsed = look.parsed
    title, language = (parsed.title, parsed.language) if isinstance(parsed, ParsedFeed) else ("", "")
    source = given_name(name) or Names(book.polled).free(title_of(title), address)
    return FeedSpec(source=source, url=address, category=ADDED, language=language, tier=USUAL_TIER)


def _known(session: Session, feed: Feed, asking: Asking) -> Message:
    """It is there already: which it is, and how it is doing."""
    state = doing(feed, session.feeds.books().get(feed.id, Book()), asking)
    return Message(
        fallback=f"{feed.source} is visited already.",
        blocks=(
            Paragraph((strong(feed.source), text(f" is visited already: {state}."))),
            Small((text("Its address: "), code(shown(feed.address)))),
            Buttons((says(f"doctor {shown(feed.address)}", "Look closer"),)),
        ),
    )


def remove_feed(session: Session, command: RemoveFeed, asking: Asking) -> Message:
    """Visit a feed no more; what it brought stays. Of several with that name, ask which.

    Raises NotFound where there is none.
    """
    book = FeedBook.of(session)
    found = _meant(book, command.feed)
    if not found:
        raise _nowhere(book, command.feed, asking)
    if len(found) > 1:
        return _which(found)
    (feed,) = found
    brought = session.feeds.books().get(feed.id, Book())
    session.feeds.remove(feed.id, now=asking.now)
    stays = f"What it brought stays: {count(brought.new, 'article')} with their stories." if brought.new else ""
    named = "" if feed.added else "config/feeds.toml names it; it stays out all the same, until somebody adds it."
    return plain_answer(
        f"{feed.source} is visited no more.",
        small=f"{stays} {named}".strip(),
        buttons=[says(f"feeds add {shown(feed.url)}", "Undo")],
    )


def _meant(book: FeedBook, words: str) -> list[Feed]:
    """The feed at an address, else those of a source."""
    at = book.polled_at(words, f"https://{words}") if "." in words else None
    return [at] if at else book.of_source(words)


def _which(feeds: list[Feed]) -> Message:
    said = f"{feeds[0].source} has {len(feeds)} feeds. Which of them?"
    buttons = tuple(says(f"feeds remove {shown(feed.url)}", f"Number {n}") for n, feed in enumerate(feeds[:4], start=1))
    return Message(
        fallback=said,
        blocks=(
            Paragraph((text(said),)),
            Bullets(tuple((code(shown(feed.url)),) for feed in feeds)),
            Buttons(buttons),
        ),
    )


def _nowhere(book: FeedBook, words: str, asking: Asking) -> NotFound:
    """No such feed; perhaps it was removed before, or has another name."""
    gone = book.dropped_at(words, f"https://{words}") or next(
        (feed for feed in book.dropped if feed.source.casefold() == words.casefold()), None
    )
    if gone is not None and gone.removed_at is not None:
        when = day(gone.removed_at, asking.zone, asking.now)
        return NotFound(f"{gone.source} was removed on {when}.", f"`feeds add {shown(gone.url)}` brings it back.")
    names = {feed.source.casefold(): feed.source for feed in book.polled}
    near = [names[name] for name in difflib.get_close_matches(words.casefold()[:100], names, n=3)]
    cure = f"Did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else "`feeds health` names them all."
    return NotFound(f"No feed “{shown(words)[:80]}” is visited.", cure)
