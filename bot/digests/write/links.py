"""Links: where a digest's figures and buttons lead."""

from enum import StrEnum

from bot.model.digest import Digest
from bot.model.message import PageLink, WebLink


class Anchor(StrEnum):
    """The places on a digest's page that its message leads to; the page carries the same names."""

    STORIES = "stories"  # all stories, in order
    ARTICLES = "articles"  # every article counted
    FEEDS = "feeds"  # every feed's health
    HISTORY = "history"  # the counts of earlier windows
    HELD = "held"  # alerts that were held and are told here
    WHY = "why"  # the query, and each story's evidence and rank


def page(digest: Digest, anchor: str = "") -> PageLink:
    """The digest's own page, at a place on it."""
    return PageLink(f"digests/{digest.token}", anchor)


def story_anchor(position: int) -> str:
    """The place of one story on the page."""
    return f"story-{position}"


def coverage_anchor(position: int) -> str:
    """The place of one story's articles on the page."""
    return f"coverage-{position}"


def why_anchor(position: int) -> str:
    """The place of the words that one story rests on, on the page."""
    return f"why-{position}"


def web(url: str) -> WebLink | None:
    """A link to an article; None where the feed gave none."""
    return WebLink(url) if url else None
