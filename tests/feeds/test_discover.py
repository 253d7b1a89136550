"""Where a page says its feed is."""

import pytest

from bot.feeds.discover import advertised

PAGE = "https://press.example/news/today"


@pytest.mark.parametrize(
    ("head", "feeds"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', ["https://press.example/rss"]),
        (
            '<LINK TYPE="application/atom+xml" HREF="atom.xml" REL="Alternate home">',
            ["https://press.example/news/atom.xml"],
        ),
        ('<link rel=alternate type="application/feed+json; charset=utf-8" href=/j>', ["https://press.example/j"]),
        (
            '<base href="https://cdn.example/"><link rel=alternate type=application/rss+xml href=f>',
            ["https://cdn.example/f"],
        ),
        ("<link rel=stylesheet type=text/css href=a><link rel=alternate hreflang=de href=/de>", []),
        ('<link rel=alternate type=application/rss+xml href="javascript:alert(1)">', []),
        ("", []),
    ],
)
def test_advertised_feeds(head: str, feeds: list[str]) -> None:
    assert list(advertised(f"<html><head>{head}</head><body>x</body></html>".encode(), PAGE)) == feeds


def test_in_order_and_once() -> None:
    links = [f'<link rel=alternate type="application/rss+xml" href="/{name}">' for name in "baab"]
    assert advertised("".join(links).encode(), PAGE) == ("https://press.example/b", "https://press.example/a")


@pytest.mark.parametrize("body", [b"", b" ", b"\x00\x01", b"<!-- -->"])
def test_what_is_no_page_names_nothing(body: bytes) -> None:
    assert advertised(body, PAGE) == ()
