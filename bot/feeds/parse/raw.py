"""What a parser read, before it is cleaned: HTML where there may be HTML, links and dates as written."""

from dataclasses import dataclass

from bot.model.entry import Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """One item as its parser gives it."""

    raw_id: str = ""
    link: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    author: str = ""
    language: str = ""
    dates: tuple[str, ...] = ()  # published, updated, created, in the order in which they are believed


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFeed:
    """One document as its parser gives it. `received` is not the length of `entries` but counted apart from it."""

    title: str = ""
    home: str = ""
    language: str = ""
    parser: str
    received: int
    entries: tuple[RawEntry, ...]
    rejections: tuple[Rejection, ...] = ()  # items that the parser itself could not bring; link and title as written
