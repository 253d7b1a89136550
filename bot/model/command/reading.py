"""Commands for reading: search, digests, why, what changed, what is covered."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Help:
    """Name the commands that matter first (""), list them all (ALL), or explain one by its verb; or answer courtesies:
    a greeting (HELLO), thanks (THANKS)."""

    ALL: ClassVar[str] = "all"
    HELLO: ClassVar[str] = "hello"
    THANKS: ClassVar[str] = "thanks"

    verb: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """Show the workspace's panel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Search the archive. `query` is raw text in the query language ("": ask for it); `page` counts from 1."""

    query: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowDigest:
    """Show a topic's latest digest in this channel."""

    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Say why a story matched. `story` is its position in the last digest (of the topic, if one is named; 0: all of
    that digest), or its own id where `by_id` is set."""

    story: int
    by_id: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyLink:
    """Say at which stage the article with this address stopped; for one topic, if one is named."""

    link: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """Say whether an article's event is known: its story, who covers it, who was first."""

    link: str


@dataclass(frozen=True, slots=True)
class Since:
    """Show what changed since a date, in the person's words ("yesterday", "3 days ago", "2026-03-01")."""

    when: str
