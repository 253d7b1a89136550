"""What is odd about a document, and what it means."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.feeds.checkup import oddities
from bot.model.entry import ParsedEntry, ParsedFeed, Rejection
from bot.model.feed import Fetched, IdKind

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ENTRY = ParsedEntry(raw_id="1", link="https://a.example/1", title="Ferry", summary="It runs.", published=NOW)


def fetched(*, kind: str = "application/rss+xml", permanent: str = "") -> Fetched:
    url = "https://a.example/feed"
    return Fetched(
        feed_id=0, url=url, final_url=url, status=200, content_type=kind, permanent_url=permanent, fetched_at=NOW
    )


def parsed(*entries: ParsedEntry, rejections: tuple[Rejection, ...] = ()) -> ParsedFeed:
    return ParsedFeed(parser="fast", received=len(entries) + len(rejections), entries=entries, rejections=rejections)


def facts(
    *entries: ParsedEntry,
    rejections: tuple[Rejection, ...] = (),
    answer: Fetched | None = None,
    kind: IdKind = IdKind.GUID,
) -> list[str]:
    found = oddities(answer or fetched(), parsed(*entries, rejections=rejections), kind, now=NOW)
    assert all(oddity.cure for oddity in found)
    return [oddity.fact for oddity in found]


def test_a_feed_as_it_should_be_is_not_odd() -> None:
    assert facts(ENTRY) == []


@pytest.mark.parametrize(
    ("entry", "fact"),
    [
        (ParsedEntry(title="A", link="https://a.example/2", summary="x"), "No date that can be read: 1 of 2 entries."),
        (ParsedEntry(title="A", published=NOW, summary="x"), "No link: 1 of 2 entries."),
        (ParsedEntry(title="A", link="https://a.example/2", published=NOW), "A title and no text: 1 of 2 entries."),
    ],
)
def test_what_an_entry_lacks_is_counted(entry: ParsedEntry, fact: str) -> None:
    assert facts(ENTRY, entry) == [fact]


def test_rejections_are_counted_by_reason() -> None:
    lost = (Rejection(reason="no-text"), Rejection(reason="no-text"), Rejection(reason="cut-short"))
    assert facts(ENTRY, rejections=lost) == [
        "Rejected: 3 of 4 items (2 no title, text or link; 1 the document breaks off in it)."
    ]


def test_what_concerns_the_whole_document() -> None:
    assert facts() == ["It has no entries now."]
    assert facts(ENTRY, kind=IdKind.LINK) == ["Its ids are absent or repeated, or were once."]
    assert facts(ENTRY, kind=IdKind.TEXT) == ["Its ids and links are absent or repeated, or were once."]
    assert facts(ENTRY, answer=fetched(kind="text/html; charset=utf-8")) == ["It is served as a web page."]
    moved = facts(ENTRY, answer=fetched(permanent="https://b.example/feed"))
    assert moved == ["It has moved for good to https://b.example/feed."]


def test_a_feed_that_fell_silent_long_ago() -> None:
    old = ParsedEntry(
        raw_id="1", link="https://a.example/1", title="A", summary="x", published=NOW - timedelta(days=91)
    )
    assert facts(old) == ["Its newest entry is of 2025-12-01."]
    assert facts(old, ENTRY) == []
