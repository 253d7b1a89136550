"""Which parser reads which document, and that both say the same of it."""

from dataclasses import replace

import fastfeedparser
import pytest

from bot.feeds.parse import lane_fast
from bot.model.entry import ParsedFeed
from tests.feeds.sample import ADDRESS, HOME, atom, item, read, rss

WORDS = "<description>The bridge &lt;b&gt;is open&lt;/b&gt;.</description>"
DATED = f"<pubDate>Mon, 02 Feb 2026 08:00:00 +0100</pubDate>{WORDS}"
PLAIN_ATOM = (
    f'<entry><id>tag:a,1</id><title>Ferry stays</title><link href="{HOME}f"/><updated>2026-02-03T04:05:06Z</updated>'
    "<author><name>Ada Quay</name></author><summary>It stays.</summary></entry>"
)
SAFE: dict[str, str | bytes] = {
    "rss": rss(item(1, guid="a", more=DATED), item(2, guid="b", more=DATED)),
    "rss without ids": rss(item(1), item(2)),
    "atom": atom(PLAIN_ATOM),
    "alternate named last": atom(
        f'<entry><title>T</title><link rel="self" href="{HOME}x.atom"/><link rel="alternate" href="{HOME}x"/></entry>'
    ),
    "proxied": rss(item(1, more=f"<feedburner:origLink>{HOME}original</feedburner:origLink>")),
    "contents": rss(item(1, more="<description>Short.</description><content:encoded>Long words.</content:encoded>")),
    "content only": rss(item(1, more="<content:encoded>&lt;p&gt;Long&lt;/p&gt; words.</content:encoded>")),
    "own language": rss(item(1, more="<dc:language>de</dc:language>"), channel="<language>en-gb</language>"),
    "media after": rss(item(1, more=f"{WORDS}<media:title>A photograph</media:title>")),
    "control character": rss(item(1, title="Har\x0bbour")),
    "warnings before": "PHP warning: disk full\n" + rss(item(1)),
    "comment behind": rss(item(1)) + "<!-- cached --><b>oops",
    "one stray byte": rss(item(1)).encode().replace(b"Harbour bridge", b"Caf\xe9"),
}
UNSAFE: dict[str, str | bytes] = {
    "another encoding": rss(item(1), head='<?xml version="1.0" encoding="iso-8859-1"?>').encode() + b"<!-- \xe9 -->",
    "doctype": rss(item(1), head="<!DOCTYPE rss>"),
    "xml:base": atom(f'<entry xml:base="{HOME}b/"><title>T</title><link href="{HOME}x"/></entry>'),
    "xhtml": atom(
        f'<entry><title>T</title><link href="{HOME}x"/><content type="xhtml">'
        '<div xmlns="http://www.w3.org/1999/xhtml">Words</div></content></entry>'
    ),
    "mark-up in a title": rss(f"<item><title>Ha <b>rb</b> our</title><link>{HOME}1</link></item>"),
    "comment in a title": rss(f"<item><title>Ha<!-- x -->rbour</title><link>{HOME}1</link></item>"),
    "a rival title first": rss(f"<item><media:title>Photo</media:title><title>T</title><link>{HOME}1</link></item>"),
    "relative link": rss(item(1, link="/a")),
    "no link": rss("<item><title>T</title></item>"),
    "an id that is no link": rss(f'<item><title>T</title><guid isPermaLink="false">{HOME}1</guid></item>'),
    "no alternate": atom(f'<entry><title>T</title><link rel="enclosure" href="{HOME}x.mp3"/></entry>'),
    "no title": rss(f"<item><link>{HOME}1</link><description>Words.</description></item>"),
    "rss 1.0": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        f'<channel/><item rdf:about="{HOME}1"><title>T</title><link>{HOME}1</link></item></rdf:RDF>'
    ),
    "not well-formed": rss(item(1)).replace("</channel>", ""),
    "items behind the root": rss(item(1)) + rss(item(2)),
    "base64": atom(f'<entry><title mode="base64">SGFyYm91cg==</title><link href="{HOME}x"/></entry>'),
}


def patiently(document: str | bytes, monkeypatch: pytest.MonkeyPatch) -> ParsedFeed:
    """The document as feedparser alone reads it."""
    with monkeypatch.context() as patch:
        patch.setattr(lane_fast, "read", lambda *_: None)
        return read(document)


@pytest.mark.parametrize("name", SAFE)
def test_the_fast_lane_says_what_feedparser_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read(SAFE[name])
    assert fast.parser == "fast"
    assert fast.entries
    assert replace(fast, parser="feedparser") == patiently(SAFE[name], monkeypatch)


@pytest.mark.parametrize("name", UNSAFE)
def test_what_the_fast_parser_would_misread_goes_to_feedparser(name: str) -> None:
    assert read(UNSAFE[name]).parser == "feedparser"


def test_a_missing_end_tag_loses_no_item() -> None:
    items = [item(number) for number in range(20)]
    items[7] = items[7].replace("</item>", "")
    parsed = read(rss(*items))
    assert parsed.received == 20
    assert [entry.link for entry in parsed.entries] == [f"{HOME}{number}" for number in range(20)]


def test_a_fast_result_with_fewer_items_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = fastfeedparser.parse

    def forgetful(*args: bytes, **options: bool) -> dict[str, object]:
        found: dict[str, object] = real(*args, **options)
        return {**found, "entries": found["entries"][:-1]}  # type: ignore[index]

    monkeypatch.setattr(fastfeedparser, "parse", forgetful)
    parsed = read(rss(item(1), item(2)))
    assert parsed.parser == "feedparser"
    assert len(parsed.entries) == 2


def test_the_feed_itself_is_told() -> None:
    parsed = read(rss(item(1), channel="<language>en-us</language>"))
    assert (parsed.title, parsed.home, parsed.language) == ("Harbour Press", HOME, "en-US")


def test_the_feeds_own_address_is_not_its_home() -> None:
    only_self = f'<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="{ADDRESS}"/>{PLAIN_ATOM}</feed>'
    assert read(only_self).home == ""


def test_a_feed_without_items_is_a_feed() -> None:
    parsed = read(rss())
    assert (parsed.received, parsed.entries) == (0, ())
