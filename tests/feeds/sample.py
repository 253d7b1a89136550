"""Small documents to parse, in our own words, and one way to parse them."""

from datetime import UTC, datetime

from bot.errors import ParseRejected
from bot.feeds.parse import ParseLimits, balanced, parse
from bot.model.entry import ParsedEntry, ParsedFeed

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOME = "https://press.example/"
ADDRESS = "https://press.example/feeds/all.xml"


def item(
    number: int = 1, *, title: str = "Harbour bridge reopens", link: str | None = None, guid: str = "", more: str = ""
) -> str:
    """One RSS item with a title, a link, perhaps a guid, and whatever else is given as mark-up."""
    link = f"{HOME}{number}" if link is None else link
    named = f"<guid>{guid}</guid>" if guid else ""
    return f"<item><title>{title} {number}</title><link>{link}</link>{named}{more}</item>"


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>', home: str = HOME, channel: str = "") -> str:
    """An RSS 2.0 document."""
    start = f'<rss version="2.0" {NAMESPACES}><channel><title>Harbour Press</title><link>{home}</link>{channel}'
    return f"{head}{start}{''.join(items)}</channel></rss>"


def atom(*entries: str, attributes: str = "") -> str:
    """An Atom 1.0 document."""
    start = f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Harbour Press</title>'
    return f'{start}<link href="{HOME}"/><link rel="self" href="{ADDRESS}"/>{"".join(entries)}</feed>'


NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    ' xmlns:atom="http://www.w3.org/2005/Atom"'
)


def read(
    document: str | bytes,
    *,
    base_url: str = ADDRESS,
    content_type: str = "application/xml",
    content_location: str = "",
    limits: ParseLimits | None = None,
) -> ParsedFeed:
    """The document parsed, its books checked."""
    parsed = parse(
        document.encode() if isinstance(document, str) else document,
        base_url=base_url,
        content_type=content_type,
        content_location=content_location,
        now=NOW,
        limits=limits or ParseLimits(),
    )
    assert balanced(parsed)
    return parsed


def only(document: str | bytes, **options: str) -> ParsedEntry:
    """The one entry of a document."""
    (entry,) = read(document, **options).entries  # type: ignore[arg-type]
    return entry


def refusal(document: str | bytes, *, limits: ParseLimits | None = None) -> ParseRejected:
    """Why the document is refused."""
    try:
        parsed = read(document, limits=limits)
    except ParseRejected as rejected:
        return rejected
    raise AssertionError(f"read as {parsed}")
