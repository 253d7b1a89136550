"""An address that brings no feed: why, and what helps."""

from collections.abc import Sequence

from bot.errors import ParseRejected, PresswatchError
from bot.feeds.addresses import shown
from bot.feeds.cures import cure_of_document, cure_of_fault
from bot.flow.answer.phrases import code, count, plain_answer, rest_of, says, strong, text
from bot.flow.feed_book import FeedBook
from bot.flow.look import Look
from bot.model.message import Bullets, Button, Buttons, Message, Paragraph, Span

_OFFERED = 4  # feeds of a page that have a button …
_NAMED = 12  # … and that are named


def no_feed(look: Look, address: str, book: FeedBook, *, said: str = "") -> Message:
    """What to do with an address that answers, but with no feed: a page that names feeds, a list of feeds.

    Raises PresswatchError where nothing can be made of it, with what more is to be `said` before the cure.
    """
    parsed = look.parsed
    if isinstance(parsed, ParseRejected) and parsed.feeds:
        return _offers(parsed.feeds, book)
    if isinstance(parsed, ParseRejected) and parsed.reason == "opml":
        button = says(f"feeds import {shown(address)} dry run", "See what it would add", primary=True)
        return plain_answer(parsed.message, buttons=[button])
    error = refusal(look)
    raise PresswatchError(error.message, f"{said} {error.cure}".strip())


def refusal(look: Look) -> PresswatchError:
    """What is wrong with a visit that brought nothing to read, and the cure."""
    if isinstance(look.parsed, ParseRejected):
        return PresswatchError(look.parsed.message, cure_of_document(look.parsed))
    fault = look.fetched.fault
    if fault is None:  # 304 to a request that set no condition: the fetcher tells that as a fault, others may not
        return PresswatchError("It answers that nothing has changed, and nothing else.", "Try again later.")
    return PresswatchError(fault.message, cure_of_fault(fault, look.fetched.status))


def _offers(addresses: Sequence[str], book: FeedBook) -> Message:
    """The feeds that a page names, each with what to say to have it."""
    said = f"This is a web page. It names {count(len(addresses), 'feed')}:"
    rows = [_offer(address, book) for address in addresses[:_NAMED]]
    rows += rest_of(len(addresses) - _NAMED)
    buttons = _buttons([address for address in addresses[:_NAMED] if book.polled_at(address) is None])
    return Message(
        fallback=said,
        blocks=(Paragraph((text(said),)), Bullets(tuple(rows)), *([Buttons(buttons)] if buttons else [])),
    )


def _offer(address: str, book: FeedBook) -> tuple[Span, ...]:
    known = book.polled_at(address)
    return (code(address),) if known is None else (code(address), text(" – visited already as "), strong(known.source))


def _buttons(free: Sequence[str]) -> tuple[Button, ...]:
    if len(free) == 1:
        return (says(f"feeds add {free[0]}", "Add it", primary=True),)
    return tuple(says(f"feeds add {address}", f"Add number {n}") for n, address in enumerate(free[:_OFFERED], start=1))
