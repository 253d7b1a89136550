"""A document from bytes to a parsed feed: gate, then the fast lane or feedparser; JSON Feed on its own."""

import re
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from bot.errors import ParseRejected
from bot.feeds.discover import advertised, described
from bot.feeds.limits import ParseLimits
from bot.feeds.links import absolute
from bot.feeds.parse import lane_fast, lane_feedparser, lane_json
from bot.feeds.parse.encoding import Document, prepared
from bot.feeds.parse.entries import TITLE, Setting, language_tag, parsed_entry
from bot.feeds.parse.gate import Survey, survey
from bot.feeds.parse.raw import RawFeed
from bot.feeds.parse.text import headline, shortened
from bot.model.entry import ParsedEntry, ParsedFeed, Rejection

_HTML_HEAD = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
_MOST_NAMED = 50  # feeds of one page
_DESCRIPTION = 1_000  # characters


def parse(
    body: bytes,
    *,
    base_url: str,
    content_type: str,
    content_location: str = "",
    now: datetime,
    limits: ParseLimits,
) -> ParsedFeed:
    """Read a feed in any dialect of RSS, Atom, RDF, CDF or JSON Feed.

    `base_url` is the address that answered. Raises ParseRejected with a short reason and a sentence fit to show:
    empty, too-large, html-page, opml, not-a-feed, bad-json, too-deep, too-many-attributes, too-many-elements,
    entity-bomb, unreadable. A feed without items is a feed.
    """
    _check_size(body, limits)
    if lane_json.looks_like_json(body):
        raw = lane_json.read(body, limits)
    else:
        raw = _read_xml(body, base_url, content_type, limits)
    home = absolute(raw.home, base_url) if raw.home else ""
    setting = Setting(base=home or _base(base_url, content_location), language=language_tag(raw.language), now=now)
    outcomes = [parsed_entry(entry, setting) for entry in raw.entries]
    return ParsedFeed(
        title=shortened(headline(raw.title), TITLE),
        home=home,
        language=setting.language,
        parser=raw.parser,
        received=raw.received,
        entries=tuple(outcome for outcome in outcomes if isinstance(outcome, ParsedEntry)),
        rejections=(
            *(_readable(rejection, setting) for rejection in raw.rejections),
            *(outcome for outcome in outcomes if isinstance(outcome, Rejection)),
        ),
    )


def _readable(rejection: Rejection, setting: Setting) -> Rejection:
    """A lane's rejection with its link made absolute and its title plain, as those of entries are."""
    if not rejection.link and not rejection.title:
        return rejection
    link = absolute(rejection.link, setting.base) if rejection.link else ""
    return replace(rejection, link=link, title=shortened(headline(rejection.title), TITLE))


def balanced(parsed: ParsedFeed) -> bool:
    """Whether every item that was received is an entry or a named rejection."""
    return parsed.received == len(parsed.entries) + len(parsed.rejections)


def _check_size(body: bytes, limits: ParseLimits) -> None:
    if not body.strip(b"\x00\xef\xbb\xbf \t\r\n"):
        raise ParseRejected("empty", "The address answers with an empty document.")
    if len(body) > limits.body_bytes:
        raise ParseRejected("too-large", f"The document has more than {limits.body_bytes // 1024**2} MB.")


def _read_xml(body: bytes, base_url: str, content_type: str, limits: ParseLimits) -> RawFeed:
    document = prepared(body, content_type)
    whole = survey(document.data, limits, utf8=document.utf8)
    if whole.root == "opml":
        raise ParseRejected("opml", "The address answers with a list of feeds (OPML), not with a feed.")
    kept, seen = _within_limit(document, whole, limits)
    raw = lane_fast.read(kept.data, seen) if seen.fast else None
    raw = raw or lane_feedparser.read(kept, seen, limits)
    if raw is None:
        raise _no_feed(body, base_url)
    beyond = whole.items - seen.items
    links = whole.excess_links if len(whole.excess_links) == beyond else ("",) * beyond
    too_many = tuple(replace(lane_feedparser.too_many(limits), link=link) for link in links)
    return replace(raw, received=raw.received + beyond, rejections=raw.rejections + too_many)


def _within_limit(document: Document, whole: Survey, limits: ParseLimits) -> tuple[Document, Survey]:
    """The document without the items beyond the limit and the junk behind its root, and the survey of what is left."""
    data = document.data[: whole.end]
    if whole.excess is None:
        return replace(document, data=data), whole
    start, last = whole.excess
    tail = data[data.find(b">", last) + 1 :] if last is not None else b""
    data = data[:start] + tail
    return replace(document, data=data), replace(survey(data, limits, utf8=document.utf8), cut_short=False)


def _no_feed(body: bytes, base_url: str) -> ParseRejected:
    """Why a document is no feed, with the address where the page says its feed is."""
    if not _HTML_HEAD.search(body[:4096]):
        kind = "compressed data" if body.startswith(_GZIP) else "something else"
        return ParseRejected("not-a-feed", f"The address answers with {kind}, not with a feed.")
    feeds = tuple(address for address in advertised(body, base_url) if address != base_url)
    hint = f"; the page names its feed: {feeds[0]}" if feeds else " and names no other feed"
    title, description = described(body)
    page = shortened(headline(title), TITLE), shortened(headline(description), _DESCRIPTION)
    return ParseRejected("html-page", f"The address answers with a web page{hint}.", feeds[:_MOST_NAMED], page)


def _base(base_url: str, content_location: str) -> str:
    """What relative links are relative to where the feed names no home: Content-Location, if it is on the same host."""
    located = absolute(content_location, base_url) if content_location else ""
    return located if located and (not base_url or _host(located) == _host(base_url)) else base_url


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
