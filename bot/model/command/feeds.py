"""Commands about feeds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedsHealth:
    """Show how the feeds are doing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFeed:
    """Add a feed; without an address, ask for it. "" for a name: its own title."""

    url: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class RemoveFeed:
    """Visit a feed no more, named by its address or its source."""

    feed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFeeds:
    """Add the feeds of an OPML document at an address; `dry` only says which."""

    url: str
    dry: bool = False


@dataclass(frozen=True, slots=True)
class ExportFeeds:
    """Say where the feeds are to be had as OPML."""


@dataclass(frozen=True, slots=True)
class Examine:
    """Visit an address and tell all that comes of it; nothing is kept."""

    url: str
