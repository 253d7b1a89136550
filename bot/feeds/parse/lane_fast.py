"""The fast lane: fastfeedparser, on documents that the gate found safe. The only door to that library.

It reads 72 times faster than feedparser, but alone it lost 19 of 20 entries of a feed with one missing end tag; so its
result counts only where it has exactly the items that the gate counted, each with a title and an absolute link.
"""

from typing import Any

import fastfeedparser

from bot.feeds.parse.gate import ItemFacts, Survey
from bot.feeds.parse.names import Kind
from bot.feeds.parse.raw import RawEntry, RawFeed

_DATES = (Kind.PUBLISHED, Kind.UPDATED, Kind.CREATED)


def read(data: bytes, survey: Survey) -> RawFeed | None:
    """The document as fastfeedparser reads it; None where its result cannot be trusted."""
    try:
        found = fastfeedparser.parse(data, include_tags=False, include_media=False, include_enclosures=False)
    except ValueError:  # what it raises on anything that it does not take for a feed
        return None
    items = found["entries"]
    if len(items) != survey.items or not all(map(_complete, items)):
        return None
    feed = found["feed"]
    return RawFeed(
        title=feed.get("title") or "",
        home="" if feed.get("link") in survey.not_home else feed.get("link") or "",
        language=survey.language or feed.get("language") or "",
        parser="fast",
        received=survey.items,
        entries=tuple(_entry(item, facts) for item, facts in zip(items, survey.facts, strict=True)),
    )


def _complete(item: dict[str, Any]) -> bool:
    return bool(item.get("title")) and item.get("link", "").strip().lower().startswith(("http://", "https://"))


def _entry(item: dict[str, Any], facts: ItemFacts) -> RawEntry:
    content = item.get("content")
    return RawEntry(
        raw_id=item.get("id", "") if facts.has_id else "",  # without an id of its own it repeats the link
        link=facts.said.get(Kind.ORIGIN) or item["link"],
        title=item["title"],
        summary=item.get("description", "") if facts.has_summary or not content else "",  # else cut from the content
        content=content[0]["value"] if content else "",
        author=item.get("author", ""),
        language=facts.said.get(Kind.LANGUAGE, ""),
        dates=tuple(facts.said[kind] for kind in _DATES if kind in facts.said),
    )
