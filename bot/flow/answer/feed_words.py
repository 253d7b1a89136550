"""How feeds and the fates of their entries are told, wherever an answer speaks of them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.feeds import health
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import count, day, linked, text
from bot.flow.fates import Foretold
from bot.model.feed import Book, Feed
from bot.model.message import Span
from bot.model.topic import Topic
from bot.stories.identity import Duplicate, New, Same

_NO_DATE = datetime.min.replace(tzinfo=UTC)


def doing(feed: Feed, book: Book, asking: Asking) -> str:
    """How a feed is doing: "healthy; 34 articles so far; next visit in 20 minutes"."""
    state = health.note(feed, asking.now).rstrip(".") or "healthy"
    brought = f"; {count(book.new, 'article')} so far" if feed.polled_at else ""
    return f"{state}{brought}; next visit {health.next_try(feed, asking.now)}"


def newest_first(foretold: Iterable[Foretold]) -> list[Foretold]:
    """By date; the undated behind them, in the document's order."""
    return sorted(foretold, key=lambda one: one.item.published or _NO_DATE, reverse=True)


def entry_line(one: Foretold, fate: str, asking: Asking) -> tuple[Span, ...]:
    """An entry in one line: its date, its title with its link, its fate."""
    when = day(one.item.published, asking.zone, asking.now) if one.item.published else "undated"
    return text(f"{when} · "), linked(one.item.title, one.item.link), text(f" – {fate}")


def fare(one: Foretold) -> str:
    """How an entry would fare, in a few words: "Facial recognition", "no topic", "known already"."""
    if not isinstance(one.fate, New):
        return "told twice here" if one.entry is None else "known already"
    if one.past:
        return "too old to be kept"
    topics = _titles(one.topics) or "no topic"
    return topics if one.news else f"{topics}; archive"


def fate(one: Foretold) -> str:
    """What becomes of an entry, and why."""
    met = f"; meets {_titles(one.topics)}" if one.topics else "; no topic"
    if one.past:
        return "rejected as past-keeping: older than articles are kept"
    match one.fate:
        case New():
            return f"new{'' if one.news else _archive(one)}{met}"
        case Same(changed=changed):
            return f"known, in story {_story(one)}{', with other words now' if changed else ''}{met}"
        case Duplicate(entry_id=None):
            return "said further up in this document already"
    place = "; takes its place, being of a better tier" if one.takes_over else ""
    return f"known from {one.entry.source if one.entry else 'another feed'}, in story {_story(one)}{place}{met}"


def tally(foretold: Sequence[Foretold], topics: Sequence[Topic]) -> list[tuple[Topic, int]]:
    """How many of the entries meet each topic."""
    return [(topic, sum(topic in one.topics for one in foretold)) for topic in topics]


def _archive(one: Foretold) -> str:
    """Why a new entry is no news."""
    return f", but archive: {'too old to be news' if one.item.published else 'undated, and on a first visit'}"


def _titles(topics: Iterable[Topic]) -> str:
    return ", ".join(topic.title for topic in topics)


def _story(one: Foretold) -> int:
    return one.entry.story_id if one.entry else 0
