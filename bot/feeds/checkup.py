"""A feed's check-up: what is odd about a document that could be read, what it means here, and what helps."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.entry import ParsedEntry, ParsedFeed
from bot.model.feed import Fetched, IdKind

_LONG_SILENT = timedelta(days=90)
_REASONS = {
    "no-text": "no title, text or link",
    "no-object": "not an item at all",
    "unread": "no parser could read it",
    "cut-short": "the document breaks off in it",
    "too-many": "beyond the 10,000 that are read",
    "past-keeping": "older than articles are kept",
}


@dataclass(frozen=True, slots=True)
class Oddity:
    """One fact, and what it means or what to do."""

    fact: str
    cure: str


def oddities(fetched: Fetched, parsed: ParsedFeed, kind: IdKind, *, now: datetime) -> tuple[Oddity, ...]:
    """All that is odd, the gravest first; nothing for a feed as it should be. `kind` tells its entries apart."""
    found = (_of_the_answer(fetched), _of_rejections(parsed), _of_ids(kind), _of_entries(parsed.entries, now))
    return tuple(oddity for group in found for oddity in group)


def rejected_because(reason: str) -> str:
    """A reason code in words."""
    return _REASONS.get(reason, reason)


def _of_the_answer(fetched: Fetched) -> Iterator[Oddity]:
    if fetched.permanent_url:
        yield Oddity(
            f"It has moved for good to {fetched.permanent_url}.",
            "A feed that is polled moves by itself after three such polls; add a new one under that address.",
        )
    if fetched.content_type.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml"):
        yield Oddity("It is served as a web page.", "It is read all the same; the publisher should name it as a feed.")


def _of_rejections(parsed: ParsedFeed) -> Iterator[Oddity]:
    if parsed.rejections:
        reasons = Counter(rejection.reason for rejection in parsed.rejections).most_common()
        told = "; ".join(f"{number:,} {rejected_because(reason)}" for reason, number in reasons)
        yield Oddity(
            f"Rejected: {_of(len(parsed.rejections), parsed.received, 'item', 'items')} ({told}).",
            "Only the publisher can mend them; the others are kept.",
        )


def _of_entries(entries: Sequence[ParsedEntry], now: datetime) -> Iterator[Oddity]:
    if not entries:
        yield Oddity("It has no entries now.", "It can be added all the same, and is visited until it has some.")
        return
    yield from _of_dates(entries, now)
    if bare := sum(not entry.link for entry in entries):
        yield Oddity(f"No link: {_of(bare, len(entries))}.", "Readers cannot open them.")
    if mute := sum(not (entry.summary or entry.body) for entry in entries):
        yield Oddity(f"A title and no text: {_of(mute, len(entries))}.", "Topics see no more than that title.")


def _of_dates(entries: Sequence[ParsedEntry], now: datetime) -> Iterator[Oddity]:
    dates = [entry.published for entry in entries if entry.published is not None]
    if undated := len(entries) - len(dates):
        yield Oddity(
            f"No date that can be read: {_of(undated, len(entries))}.",
            "They count from when they are first seen; those of the first visit are archive.",
        )
    if dates and now - max(dates) > _LONG_SILENT:
        yield Oddity(
            f"Its newest entry is of {max(dates):%Y-%m-%d}.", "Perhaps the site has another feed that goes on."
        )


def _of_ids(kind: IdKind) -> Iterator[Oddity]:
    """Ids that do not tell entries apart, now or once; then links do, and where those do not, the words."""
    if kind is IdKind.LINK:
        yield Oddity("Its ids are absent or repeated, or were once.", "Its entries are told apart by their links.")
    if kind is IdKind.TEXT:
        yield Oddity("Its ids and links are absent or repeated, or were once.", "Words tell its entries apart.")


def _of(number: int, total: int, one: str = "entry", many: str = "entries") -> str:
    """Such as "3 of 20 entries"."""
    return f"{number:,} of {total:,} {one if total == 1 else many}"
