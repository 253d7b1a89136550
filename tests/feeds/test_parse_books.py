"""Every item of a document is an entry or a named rejection; a row lost on the way is noticed."""

import json
from collections import Counter
from dataclasses import replace

import feedparser
import pytest

from bot.feeds.limits import ParseLimits
from bot.feeds.parse import balanced, document, parse
from bot.feeds.parse.raw import RawFeed
from bot.model.entry import ParsedEntry, ParsedFeed, Rejection
from tests.feeds.sample import ADDRESS, HOME, NOW, atom, item, read, rss

TWO = rss(item(1), item(2))
BROKEN = TWO.replace("</channel>", "")  # feedparser's


def unchecked(text: str) -> ParsedFeed:
    return parse(text.encode(), base_url=ADDRESS, content_type="", now=NOW, limits=ParseLimits())


def reasons(parsed: ParsedFeed) -> Counter[str]:
    return Counter(rejection.reason for rejection in parsed.rejections)


@pytest.mark.parametrize("text", [TWO, BROKEN])
def test_a_row_lost_on_purpose_unbalances_the_books(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert balanced(unchecked(text))

    def forgetful(lane: str) -> None:
        module = getattr(document, lane)
        real = module.read

        def read_less(*args: object) -> RawFeed | None:
            raw = real(*args)
            return replace(raw, entries=raw.entries[1:]) if raw else None

        monkeypatch.setattr(module, "read", read_less)

    forgetful("lane_fast")
    forgetful("lane_feedparser")
    assert not balanced(unchecked(text))


def test_a_row_lost_while_cleaning_unbalances_the_books(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "parsed_entry", lambda raw, _: None if raw.link.endswith("1") else ParsedEntry())
    assert not balanced(unchecked(TWO))


def test_a_row_that_feedparser_loses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = feedparser.parse

    def forgetful(*args: object, **options: object) -> object:
        found = real(*args, **options)
        found["entries"].pop()
        return found

    monkeypatch.setattr(feedparser, "parse", forgetful)
    parsed = read(BROKEN)
    assert (parsed.received, len(parsed.entries), reasons(parsed)) == (2, 1, Counter(unread=1))


def test_an_item_without_words_is_named() -> None:
    parsed = read(rss("<item/>", "<item><link>javascript:alert(1)</link></item>", item(1)))
    assert (parsed.received, len(parsed.entries), reasons(parsed)) == (3, 1, {"no-text": 2})


@pytest.mark.parametrize("end", ["</channel></rss>", ""])
def test_items_beyond_the_limit_are_counted_and_named(end: str) -> None:
    text = rss(*(item(number) for number in range(7))).replace("</channel></rss>", end)
    parsed = read(text, limits=ParseLimits(entries=5))
    assert [entry.link for entry in parsed.entries] == [f"{HOME}{number}" for number in range(5)]
    assert (parsed.received, reasons(parsed)) == (7, {"too-many": 2})


def test_items_beyond_the_limit_are_named_by_their_links() -> None:
    links = ["/5", "https://press.example/6?a=1&amp;b=2"]
    text = rss(*(item(number) for number in range(5)), *(item(title="Ferry", link=link) for link in links))
    parsed = read(text, limits=ParseLimits(entries=5))
    assert [rejection.link for rejection in parsed.rejections] == [f"{HOME}5", f"{HOME}6?a=1&b=2"]


def test_entries_of_atom_beyond_the_limit_are_named_by_their_pages() -> None:
    def entry(number: int) -> str:
        links = f'<link rel="edit" href="/edit/{number}"/><link href="/{number}"/>'
        return f"<entry><id>{number}</id><title>Ferry {number}</title>{links}</entry>"

    parsed = read(atom(*map(entry, range(4))), limits=ParseLimits(entries=2))
    assert [rejection.link for rejection in parsed.rejections] == [f"{HOME}2", f"{HOME}3"]


def test_json_items_beyond_the_limit_are_named_by_link_and_title() -> None:
    items = [{"id": "1", "title": "Ferry"}, {"url": "/2", "title": "Pier <b>2</b>"}, "no object"]
    document = json.dumps({"version": "https://jsonfeed.org/version/1.1", "home_page_url": HOME, "items": items})
    parsed = read(document, content_type="application/json", limits=ParseLimits(entries=1))
    assert [(one.reason, one.link, one.title) for one in parsed.rejections] == [
        ("too-many", f"{HOME}2", "Pier 2"),
        ("too-many", "", ""),
    ]


def test_an_item_cut_in_two_is_named_and_not_half_kept() -> None:
    text = rss(*(item(number) for number in range(3)))
    parsed = read(text[: text.index(f"{HOME}2") + len(HOME)])
    assert [entry.link for entry in parsed.entries] == [f"{HOME}0", f"{HOME}1"]
    assert (parsed.received, reasons(parsed)) == (3, {"cut-short": 1})
    assert parsed.rejections[0].title == "Harbour bridge reopens 2"


def test_items_in_comments_and_cdata_are_not_counted() -> None:
    hidden = "<!-- <item> --><description><![CDATA[<item> <entry>]]></description>"
    assert read(rss(item(1, more=hidden)).replace("</channel>", "")).received == 1


def test_the_books_of_a_feed_we_write_ourselves() -> None:
    feed = ParsedFeed(parser="fast", received=2, entries=(ParsedEntry(),), rejections=(Rejection(reason="no-text"),))
    assert balanced(feed)
    assert not balanced(replace(feed, received=3))
