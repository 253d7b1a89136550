"""A panel: what we keep in view, before any platform: a home tab, a pinned card, a page of a terminal."""

from dataclasses import dataclass

from bot.model.message import Block


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a panel under a heading of its own."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Sections in their order; drawn anew each time it is looked at. `fallback` is one plain line."""

    title: str
    fallback: str
    sections: tuple[Section, ...]
