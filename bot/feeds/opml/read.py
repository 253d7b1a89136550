"""From an OPML document to feeds: which can be had, which are named twice, which cannot be used and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.errors import CommandError
from bot.feeds.addresses import host_of, is_web_address, same_feed, shown, web_address
from bot.feeds.naming import ADDED, USUAL_TIER, given_name, title_of
from bot.feeds.opml.names import FALLBACKS, TIER
from bot.feeds.opml.outlines import Outline, read_outlines
from bot.feeds.parse.entries import language_tag
from bot.feeds.parse.text import clean, shortened
from bot.feeds.specs import CATEGORIES
from bot.model.feed import FeedSpec

_FEED_TYPES = frozenset({"rss", "atom", "rss1", "rdf", "feed"})
_LIST_TYPES = frozenset({"include", "link"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A feed as the list names it."""

    spec: FeedSpec
    ours: bool  # an export of ours named it: its source is a publication, not merely a feed's title


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """A line of the list that no feed can be made of."""

    name: str
    reason: str  # the end of a sentence that begins with the name


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """A list read: every line that means a feed is in exactly one of the three."""

    feeds: tuple[Listed, ...]
    repeats: tuple[Listed, ...]  # named further up already
    unusable: tuple[Unusable, ...]

    @property
    def named(self) -> int:
        """How many lines mean a feed."""
        return len(self.feeds) + len(self.repeats) + len(self.unusable)


def read_opml(body: bytes, content_type: str = "") -> FeedList:
    """The feeds of an OPML 1 or 2 document. Raises PresswatchError, with the cure, on what is no such list.

    Folders, notes and comments are no feeds and are passed over; a line without an address that says it is one is
    unusable, and so is a link to another list, which is not followed.
    """
    seen: set[str] = set()
    feeds: list[Listed] = []
    repeats: list[Listed] = []
    unusable: list[Unusable] = []
    for line in _lines(read_outlines(body, content_type)):
        if isinstance(line, Unusable):
            unusable.append(line)
        elif same_feed(line.spec.url) in seen:
            repeats.append(line)
        else:
            seen.add(same_feed(line.spec.url))
            feeds.append(line)
    return FeedList(feeds=tuple(feeds), repeats=tuple(repeats), unusable=tuple(unusable))


def _lines(outlines: tuple[Outline, ...]) -> Iterator[Listed | Unusable]:
    for outline in outlines:
        kind = outline.attributes.get("type", "").strip().lower()
        address = outline.attributes.get("xmlurl", "").strip()
        if address:
            yield _listed(outline, address)
        elif kind in _FEED_TYPES:
            yield Unusable(name=_name(outline), reason="has no address")
        elif kind in _LIST_TYPES:
            yield Unusable(name=_name(outline), reason="leads to another list or page, which is not followed")


def _listed(outline: Outline, address: str) -> Listed | Unusable:
    try:
        url = web_address(address)
    except CommandError:
        return Unusable(name=_name(outline), reason=f"has no web address: {_cut(shown(clean(address)))}")
    ours = TIER in outline.attributes
    spec = FeedSpec(
        source=(given_name(outline.title) if ours else title_of(outline.title)) or host_of(url),
        url=url,
        category=_category(outline, ours=ours),
        language=language_tag(outline.attributes.get("language", "")),
        tier=_tier(outline),
        fallbacks=tuple(one for one in outline.attributes.get(FALLBACKS, "").split() if is_web_address(one)),
    )
    return Listed(spec=spec, ours=ours)


def _category(outline: Outline, *, ours: bool) -> str:
    """One of our categories that the line names, or the folder around it; else that it was added."""
    named = outline.attributes.get("category", "").replace("/", ",").split(",")
    words = ["-".join(word.casefold().split()) for word in (*named, *reversed(outline.folders))]
    known = (*CATEGORIES, ADDED) if ours else CATEGORIES
    return next((word for word in words if word in known), ADDED)


def _tier(outline: Outline) -> int:
    value = outline.attributes.get(TIER, "")
    return int(value) if value in ("1", "2", "3") else USUAL_TIER


def _name(outline: Outline) -> str:
    return title_of(outline.title) or "a line without a name"


def _cut(text: str) -> str:
    return shortened(text, 60)
