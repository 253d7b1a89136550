"""A feed: an address we poll, what we know of it, and what one visit brought back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class IdKind(StrEnum):
    """What tells this feed's entries apart. A feed only ever moves down this list, as faults are seen."""

    GUID = "guid"  # the feed's own ids: present and distinct
    LINK = "link"  # ids are empty or repeated, links are distinct
    TEXT = "text"  # neither: only the words tell entries apart


class FeedState(StrEnum):
    """How a feed is doing, as `feeds health` and a digest's footer say it."""

    NEW = "new"  # never polled
    HEALTHY = "healthy"
    EMPTY = "empty"  # answers, with no entries in it
    QUIET = "quiet"  # answers, but nothing new for far longer than usual
    FAILING = "failing"  # the last polls failed; retried with back-off for ever
    GONE = "gone"  # the server said 410; still tried once a week


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSpec:
    """A feed as the configuration names it. `tier` is 1 (specialist or primary) to 3 (discovery)."""

    source: str
    url: str
    category: str
    language: str  # BCP 47, such as "en-US"
    tier: int
    fallbacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed with all that was remembered of its polls. Times are UTC."""

    id: int
    source: str
    url: str  # the configured address: the feed's name for ever
    address: str  # where it is polled now: after a move or a fallback
    category: str
    language: str
    tier: int
    fallbacks: tuple[str, ...] = ()
    id_kind: IdKind = IdKind.GUID
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    due_at: datetime  # the next poll is not before this
    polled_at: datetime | None = None
    succeeded_at: datetime | None = None  # the last poll that answered 200 or 304
    news_at: datetime | None = None  # the last time it brought a new entry
    failures: int = 0  # in a row
    fault: str = ""  # the last poll's fault in words; "" when it went well
    state: FeedState = FeedState.NEW
    turned_at: datetime | None = None  # when it came into this state …
    turned_from: FeedState | None = None  # … and from which
    moved_to: str = ""  # where a permanent redirect pointed …
    moved_seen: int = 0  # … in how many polls in a row
    interval: timedelta = timedelta(minutes=30)
    usual_gap: timedelta | None = None  # between its entries, as its last document told
    added: bool = False  # by a person, not by the configuration
    removed_at: datetime | None = None  # by a person: the configuration does not bring it back


class FaultKind(StrEnum):
    """Why a fetch brought no usable body."""

    REFUSED_ADDRESS = "refused-address"  # the guard does not let us dial it
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"
    BAD_ENCODING = "bad-encoding"  # gzip, br or deflate that does not decompress
    REDIRECTS = "redirects"  # too many, or in a circle
    HTTP = "http"  # a status that is neither 200 nor 304
    PROTOCOL = "protocol"  # no valid HTTP


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a fetch failed, with a sentence fit to show (no address credentials in it)."""

    kind: FaultKind
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One address to fetch: what the fetcher needs of a feed, and nothing else."""

    feed_id: int
    url: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What one visit brought back. Exactly one of these holds: status 200 with a body, status 304, a fault."""

    feed_id: int
    url: str  # the address asked
    final_url: str  # the address that answered, after redirects
    status: int  # 0 when no HTTP answer came
    body: bytes = b""  # decompressed, at most the cap
    content_type: str = ""
    content_location: str = ""
    etag: str = ""
    last_modified: str = ""
    retry_after: timedelta | None = None
    permanent_url: str = ""  # where an unbroken chain of 301/308 led; "" when there was none
    fault: Fault | None = None
    fetched_at: datetime

    @property
    def unchanged(self) -> bool:
        """The server said 304."""
        return self.status == 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One poll's account: received = new + updated + duplicate + rejected, or the poll is at fault."""

    received: int = 0
    new: int = 0
    updated: int = 0
    duplicate: int = 0
    rejected: int = 0

    @property
    def balanced(self) -> bool:
        """Nothing received is unaccounted for."""
        return self.received == self.new + self.updated + self.duplicate + self.rejected

    def __add__(self, other: "Book") -> "Book":
        return Book(
            received=self.received + other.received,
            new=self.new + other.new,
            updated=self.updated + other.updated,
            duplicate=self.duplicate + other.duplicate,
            rejected=self.rejected + other.rejected,
        )
