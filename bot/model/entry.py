"""An entry: one item as one feed published it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedEntry:
    """One item as read from a document: plain text, absolute links, bounded fields. Empty means absent."""

    raw_id: str = ""  # the feed's own id, as given
    link: str = ""  # http(s), absolute; "" where the feed gave none we can use
    title: str = ""  # plain text
    summary: str = ""  # plain text
    body: str = ""  # plain text of the full content where the feed carries it
    author: str = ""
    language: str = ""  # BCP 47; "" when the document says nothing
    published: datetime | None = None  # UTC, never later than the poll


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An item that was received and cannot be kept, with a short stable reason such as `no-text`."""

    reason: str
    detail: str = ""
    link: str = ""  # the item's own, absolute; "" where it had none
    title: str = ""  # plain text


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A document as read. `received` is counted by the parser before anything is dropped."""

    title: str = ""
    home: str = ""  # the site's own address
    language: str = ""
    parser: str  # "fast", "feedparser" or "json"
    received: int
    entries: tuple[ParsedEntry, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as kept. `source`, `tier` and `language` come from its feed where the item is silent."""

    id: int
    feed_id: int
    source: str
    tier: int
    raw_id: str
    link: str
    title: str
    summary: str  # the extract that may be shown
    body: str  # what queries read, never shown whole
    author: str
    language: str
    published: datetime | None
    seen_at: datetime
    news: bool  # False: it was old when it first appeared, so it is archive and no news
    story_id: int
    seq: int  # the commit sequence that brought it
    taken_down: bool = False  # its extracts were removed for good
    doubtful: bool = False  # it may have been told in a time that a restore has lost

    @property
    def when(self) -> datetime:
        """The date to sort and show by: published where known, else first seen."""
        return self.published or self.seen_at
