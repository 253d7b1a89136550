"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/), by the standard library."""

import html
import json
from dataclasses import replace
from typing import Any

from bot.errors import ParseRejected
from bot.feeds.limits import ParseLimits
from bot.feeds.parse.lane_feedparser import too_many
from bot.feeds.parse.raw import RawEntry, RawFeed
from bot.model.entry import Rejection

_NO_OBJECT = Rejection(reason="no-object", detail="The item is no JSON object.")


def looks_like_json(body: bytes) -> bool:
    """Whether a document starts as a JSON object or list."""
    return body[:1024].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] in (b"{", b"[")


def read(body: bytes, limits: ParseLimits) -> RawFeed:
    """The document as its items say; raises ParseRejected where it is not JSON, or JSON of another kind."""
    feed = _loaded(body)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ParseRejected("not-a-feed", "The address answers with JSON that is no JSON Feed.")
    kept = items[: limits.entries]
    objects = [item for item in kept if isinstance(item, dict)]
    beyond = tuple(_named(too_many(limits), item) for item in items[len(kept) :])
    return RawFeed(
        title=_text(feed, "title"),
        home=_text(feed, "home_page_url"),
        language=_text(feed, "language"),
        parser="json",
        received=len(items),
        entries=tuple(_entry(item, feed) for item in objects),
        rejections=(_NO_OBJECT,) * (len(kept) - len(objects)) + beyond,
    )


def _loaded(body: bytes) -> Any:
    try:
        return json.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except RecursionError as error:
        raise ParseRejected("too-deep", "The JSON document nests too deeply.") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ParseRejected("bad-json", f"The JSON document cannot be read: {str(error)[:200]}.") from error
    except ValueError as error:
        raise ParseRejected("bad-json", "The JSON document has a number of thousands of digits.") from error


def _entry(item: dict[str, Any], feed: dict[str, Any]) -> RawEntry:
    return RawEntry(
        raw_id=_text(item, "id"),
        link=_link(item),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or html.escape(_text(item, "content_text"), quote=False),
        author=_author(item) or _author(feed),
        language=_text(item, "language"),
        dates=tuple(filter(None, (_text(item, key) for key in ("date_published", "date_modified")))),
    )


def _link(item: dict[str, Any]) -> str:
    return _text(item, "url") or _text(item, "external_url")


def _named(rejection: Rejection, item: object) -> Rejection:
    """The rejection of this very item."""
    if not isinstance(item, dict):
        return rejection
    return replace(rejection, link=_link(item), title=_text(item, "title"))


def _text(holder: dict[str, Any], key: str) -> str:
    """A string; ids and dates that are numbers are taken as written."""
    value = holder.get(key)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _author(holder: dict[str, Any]) -> str:
    """The names of `authors`, or of version 1's single `author`."""
    authors = holder.get("authors") or [holder.get("author")]
    people = [person for person in authors if isinstance(person, dict)] if isinstance(authors, list) else []
    return ", ".join(filter(None, (_text(person, "name") for person in people)))
