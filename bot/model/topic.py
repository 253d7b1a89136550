"""A topic: a named interest with a query, and what it finds."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A named interest. `version` rises with each change of the query or the threshold; matches carry it."""

    id: int
    workspace_id: int | None  # None: the installation's own, offered to every workspace
    name: str  # short, lower case, hyphens: what people type
    title: str  # what people read
    query: str
    version: int
    changed_at: datetime
    threshold: float = 0.0  # 0 to 1: the score from which on what the query finds is a match


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How well a topic found what it should, among rows that were not used in writing it."""

    on: str  # where the rows are
    rows: int
    precision: float  # two decimals
    recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSpec:
    """A topic as a file under config/topics/ names it."""

    name: str
    title: str
    description: str
    query: str
    threshold: float = 0.0
    measured: Measured | None = None
    order: int | None = None  # its place in lists, from 1 on; those without one come last, by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that made a clause of a query true: `text[start:end]` of the named field, zero-based, half-open."""

    clause: str  # the clause as its author wrote it
    field: str  # title, body, source, site, author, lang, before, after, covered
    text: str  # the words as they stand in the text; "" where they were removed on request
    start: int
    end: int

    @property
    def is_removed(self) -> bool:
        """The words stood in a text that was taken down: the match holds, and cannot be shown any more."""
        return self.field == "body" and not self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A story is about a topic, by the words of one of its entries."""

    topic_id: int
    topic_version: int
    story_id: int
    entry_id: int
    score: float  # 0 to 1: how central the topic's words are
    evidence: tuple[Evidence, ...]
    matched_at: datetime
    seq: int
