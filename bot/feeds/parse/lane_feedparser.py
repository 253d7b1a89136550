"""The patient lane: feedparser, for whatever claims to be a feed. The only door to that library."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import feedparser

from bot.errors import ParseRejected
from bot.feeds.limits import ParseLimits
from bot.feeds.parse.encoding import Document
from bot.feeds.parse.gate import Survey
from bot.feeds.parse.raw import RawEntry, RawFeed
from bot.model.entry import Rejection

_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_NO_ROOTS = frozenset({"", "html"})
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_LAST_RESORTS = ("related", "via", "self")
# What feedparser raises on mutilated documents, such as `<creativeCommons:license/>` within an unclosed item.
_ITS_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_UNREAD = Rejection(reason="unread", detail="The document counts this item, and the parser did not bring it.")
_CUT_SHORT = Rejection(reason="cut-short", detail="The document ends in the middle of this item.")


def read(document: Document, survey: Survey, limits: ParseLimits) -> RawFeed | None:
    """The document as feedparser reads it; None where it is no feed at all.

    What the gate counted and feedparser did not bring is rejected by name, and so is a last item cut in two.
    """
    if not survey.items and survey.root in _NO_ROOTS:
        return None
    found = _parsed(document)
    items = list(found["entries"])
    if not items and not found.get("version") and survey.root not in _ROOTS:
        return None
    received = max(survey.items, len(items))
    unread = received - len(items)
    half = items[-1:] if survey.cut_short else []
    whole = items[: len(items) - len(half)]
    kept, beyond = whole[: limits.entries], whole[limits.entries :]
    feed = found["feed"]
    return RawFeed(
        title=_text(feed, "title"),
        home=_text(feed, "link"),
        language=_text(feed, "language") or survey.language,
        parser="feedparser",
        received=received,
        entries=tuple(_entry(item) for item in kept),
        rejections=(
            *(_UNREAD,) * unread,
            *(_named(_CUT_SHORT, item) for item in half),
            *(_named(too_many(limits), item) for item in beyond),
        ),
    )


def too_many(limits: ParseLimits) -> Rejection:
    """The rejection of an item beyond the limit."""
    return Rejection(reason="too-many", detail=f"Only the first {limits.entries:,} items of a document are read.")


def _parsed(document: Document) -> Any:
    """feedparser's own result. A file object, for a string may be opened as a file or an address.

    It is told no address: it would resolve ids against it, and they would differ from the fast lane's.
    """
    charset = f"; charset={document.charset}" if document.charset else ""
    try:
        return feedparser.parse(
            BytesIO(document.data),
            response_headers={"content-type": f"application/xml{charset}"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _ITS_FAULTS as error:
        what = f"{type(error).__name__}: {str(error)[:100]}"
        raise ParseRejected("unreadable", f"The document is so broken that feedparser fails on it ({what}).") from error


def _named(rejection: Rejection, item: Any) -> Rejection:
    """The rejection of this very item."""
    return replace(rejection, link=_link(item), title=_text(item, "title"))


def _entry(item: Any) -> RawEntry:
    return RawEntry(
        raw_id=_text(item, "id"),
        link=_link(item),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=_content(item),
        author=_text(item, "author"),
        language=_text(item, "language") or _language(item),
        dates=tuple(filter(None, (_text(item, key) for key in ("published", "updated", "created")))),
    )


def _text(holder: Any, key: str) -> str:
    """A value under its own key: feedparser's mapping answers to old names too, with warnings."""
    value = dict.get(holder, key, "")
    return value if isinstance(value, str) else ""


def _link(item: Any) -> str:
    """The item's page: a proxy's original, else the first alternate link (HTML first), else an id that is a link,
    else what else the item points to."""
    links = list(dict.get(item, "links", ()))
    pages = [link for link in links if _text(link, "rel") == "alternate"]
    pages.sort(key=lambda link: _text(link, "type") not in _HTML)
    original = next((_text(item, key) for key in item if key.endswith("_origlink")), "")
    alone = _text(item, "link")
    if not pages and not alone.startswith(("http://", "https://")):
        alone = next((_text(link, "href") for link in links if _text(link, "rel") in _LAST_RESORTS), "")
    return original or next(filter(None, (_text(link, "href") for link in pages)), "") or alone


def _content(item: Any) -> str:
    """The longest of the item's contents."""
    return max((_text(content, "value") for content in dict.get(item, "content", ())), key=len, default="")


def _language(item: Any) -> str:
    detail = dict.get(item, "title_detail", {})
    return _text(detail, "language")
