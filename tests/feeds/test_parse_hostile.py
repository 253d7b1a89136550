"""Documents built to hurt, and documents that are no feed: each is refused by name, in a sentence that helps."""

from datetime import timedelta
from time import process_time

import feedparser
import pytest

from bot.feeds.limits import ParseLimits
from tests.feeds.sample import HOME, item, only, read, refusal, rss

DEEP = rss(item(1, more="<description>" + "<div>" * 3000 + "</div>" * 3000 + "</description>"))
ATTRIBUTES = " ".join(f'a{number}="x"' for number in range(300))
ENTITIES = "".join(f'<!ENTITY e{number} "' + f"&e{number - 1};" * 10 + '">' for number in range(1, 10))
BILLION = f'<!DOCTYPE rss [<!ENTITY e0 "ha">{ENTITIES}]>{rss("<item><title>&e9;</title></item>", head="")}'
QUADRATIC = '<!DOCTYPE rss [<!ENTITY a "' + "A" * 50_000 + '">]>' + rss(item(1, title="&a;" * 2000), head="")


@pytest.mark.parametrize(
    ("reason", "document"),
    [
        ("empty", b""),
        ("empty", b"\xef\xbb\xbf \n"),
        ("too-large", rss(item(1, title="x" * 11_000_000))),
        ("too-deep", DEEP),
        ("too-deep", b'{"items": ' + b"[" * 100_000),
        ("too-many-attributes", rss(item(1)).replace("<item>", f"<item {ATTRIBUTES}>")),
        ("too-many-attributes", rss(item(1)).replace("<item>", f"<item {ATTRIBUTES}>").replace("</channel>", "")),
        ("entity-bomb", BILLION),
        ("entity-bomb", QUADRATIC),
        ("not-a-feed", b"\x1f\x8b\x08\x00 not unpacked"),
        ("not-a-feed", bytes(range(256)) * 8),
        ("not-a-feed", b"Service temporarily unavailable"),
        ("opml", "<opml version='2.0'><body/></opml>"),
        ("not-a-feed", b'{"error": "slow down"}'),
        ("bad-json", b'{"items": [}'),
        ("html-page", "<!doctype html><title>One moment</title>"),
        ("html-page", "<html><body><p>Not found</body></html>"),
    ],
)
def test_it_is_refused_by_name(reason: str, document: str | bytes) -> None:
    assert refusal(document).reason == reason


def test_a_document_of_nothing_but_elements_is_refused() -> None:
    assert refusal(rss("<a/>" * 2000), limits=ParseLimits(elements=1000)).reason == "too-many-elements"


def test_a_page_tells_where_its_feed_is() -> None:
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/news.rss"></head></html>'
    assert f"{HOME}news.rss" in refusal(page).message
    assert refusal(page).feeds == (f"{HOME}news.rss",)


@pytest.mark.parametrize(
    "secret", ['<!ENTITY x SYSTEM "file:///etc/hostname">', '<!ENTITY x SYSTEM "http://127.0.0.1:9/secret">']
)
def test_nothing_is_read_from_outside(secret: str) -> None:
    document = f"<!DOCTYPE rss [{secret}]>" + rss("<item><title>Name: &x;</title></item>", head="")
    assert only(document).title.startswith("Name:")
    assert only(document).title.removeprefix("Name:").strip() in ("", "&x;")


def test_an_external_dtd_is_not_asked_for() -> None:
    document = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/evil.dtd">' + rss(item(1), head="")
    assert only(document).link == f"{HOME}1"


@pytest.mark.parametrize("mutilated", ["&#55357;", "&#x110000;", "&#99999999999999;", "&nbsp;", "<b>", "\x00", "&"])
def test_one_fault_does_not_take_the_others_along(mutilated: str) -> None:
    document = rss(item(1), item(2, title=f"Ferry{mutilated} stays"), item(3)).replace("</channel>", "")
    entries = read(document).entries
    assert entries[0].title == "Harbour bridge reopens 1"
    assert entries[1].title.startswith("Ferry")


def test_what_feedparser_fails_on_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise KeyError("license")

    monkeypatch.setattr(feedparser, "parse", failing)
    assert refusal(rss(item(1, link="/relative"))).reason == "unreadable"


@pytest.mark.parametrize(
    "hostile",
    ["<!--" * 250_000, "<![CDATA[" * 100_000, "<item " * 150_000, "<" * 1_000_000, "&" * 1_000_000, '"<a ' * 200_000],
)
def test_crafted_repetition_takes_linear_time(hostile: str) -> None:
    """A megabyte of it: quadratic code needs minutes, linear code well under a second."""
    started = process_time()
    try:
        read(rss(item(1)) + hostile, limits=ParseLimits(entries=100))
    finally:
        assert timedelta(seconds=process_time() - started) < timedelta(seconds=20)
