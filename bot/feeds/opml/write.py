"""From feeds to an OPML document: a folder a category, so that any reader shows them in order."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import groupby
from xml.sax.saxutils import quoteattr

from bot.feeds.addresses import shown
from bot.feeds.opml.names import FALLBACKS, NAMESPACE, TIER
from bot.feeds.parse.text import clean
from bot.feeds.specs import CATEGORIES
from bot.model.feed import Feed

_TITLE = "Feeds of Presswatch"


def write_opml(feeds: Sequence[Feed], *, now: datetime, with_credentials: bool) -> bytes:
    """The feeds as OPML 2.0, in UTF-8. What OPML has no name for (tier, fallbacks) stands in a namespace of ours.

    A feed that moved is named by the address that it moved to. Without credentials, no address carries a name or a
    password.
    """
    made = format_datetime(now.astimezone(UTC), usegmt=True)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:presswatch={quoteattr(NAMESPACE)}>',
        f"<head><title>{_TITLE}</title><dateCreated>{made}</dateCreated></head>",
        "<body>",
        *_folders(feeds, with_credentials),
        "</body>",
        "</opml>",
    ]
    return "\n".join([*lines, ""]).encode("utf-8", "replace")


def _folders(feeds: Sequence[Feed], with_credentials: bool) -> Iterator[str]:
    for category, members in groupby(sorted(feeds, key=_place), key=lambda feed: feed.category):
        yield f"<outline text={quoteattr(category)}>"
        yield from (_line(feed, with_credentials) for feed in members)
        yield "</outline>"


def _place(feed: Feed) -> tuple[int, str, str, str]:
    """Our categories in their order, others behind them; in each by name."""
    known = CATEGORIES.index(feed.category) if feed.category in CATEGORIES else len(CATEGORIES)
    return known, feed.category, feed.source.casefold(), feed.url


def _line(feed: Feed, with_credentials: bool) -> str:
    """One feed."""
    here = feed.url if feed.address in (feed.url, *feed.fallbacks) else feed.address
    url, *fallbacks = [one if with_credentials else shown(one) for one in (here, *feed.fallbacks)]
    attributes = {
        "type": "rss",
        "text": clean(feed.source),
        "title": clean(feed.source),
        "xmlUrl": url,
        "category": f"/{feed.category}",
        "language": feed.language,
        TIER: str(feed.tier),
        FALLBACKS: " ".join(fallbacks),
    }
    written = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items() if value)
    return f"<outline {written}/>"
