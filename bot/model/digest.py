"""A digest: the chosen, ordered stories of one subscription and window, frozen and numbered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.delivery import HeldFor
from bot.model.feed import FeedState
from bot.model.origin import Origin
from bot.model.subscription import Cadence, Window
from bot.model.topic import Evidence

TOP = 5  # stories that an issue tells; the others are named


class Novelty(StrEnum):
    """What a story is to the readers of this channel."""

    NEW = "new"
    DEVELOPING = "developing"  # told before, and it has grown
    SEEN = "seen"  # told in this channel under another topic: one line, no second telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Words taken from an entry: `text` is `[start:end]` of that entry's named field, with … where it was cut."""

    entry_id: int
    field: str  # "title" or "summary"
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestEntry:
    """One article that a digest counts, as it stood when the digest was frozen."""

    entry_id: int
    source: str
    title: str
    link: str
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestStory:
    """One story of a digest, with everything its telling needs."""

    story_id: int
    position: int  # 1-based
    title: str
    link: str
    source: str
    when: datetime  # the lead's date
    clause: Extract | None  # one clause that says what happened
    summary: Extract | None  # a longer extract for the thread
    novelty: Novelty
    gained: int  # articles in this window
    since_number: int | None  # Developing: the issue that told it last
    seen_under: str  # Seen: the other topic's title
    first_source: str  # the source whose entry is the oldest
    first_at: datetime
    score: float
    reason: str  # why it stands where it stands, in one clause
    evidence: tuple[Evidence, ...]  # why it matched
    coverage: tuple[DigestEntry, ...]  # all its articles, the lead first
    origin: Origin | None = None  # whose reports they are; None in issues of the time before this was known

    @property
    def sources(self) -> tuple[str, ...]:
        """Distinct sources in the coverage's order, the lead's first."""
        return tuple(dict.fromkeys(entry.source for entry in self.coverage))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedNote:
    """One feed's health as a digest froze it."""

    feed_id: int
    source: str
    state: FeedState
    note: str  # "" when healthy; else what is wrong, in words
    read: int = 0  # articles it brought in the window, on any subject


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAlert:
    """An alert that was held back, told in a digest instead."""

    story_id: int
    topic_title: str
    title: str
    link: str
    source: str  # the lead's
    sources: int  # distinct
    reason: HeldFor


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A frozen, numbered issue. `articles_read` counts what all feeds brought in the window, on any subject."""

    id: int
    subscription_id: int
    channel_id: int
    topic_name: str
    topic_title: str
    topic_query: str
    topic_version: int
    number: int
    cadence: Cadence
    zone: str
    window: Window
    created_at: datetime
    stories: tuple[DigestStory, ...]
    feeds: tuple[FeedNote, ...]
    articles_read: int
    history: tuple[int, ...]  # stories in up to eight earlier windows, oldest first
    token: str  # the unguessable part of its web address
    next_at: datetime | None = None  # when the following issue is due
    held: tuple[HeldAlert, ...] = ()  # alerts of the channel, held since its last digest
    revised_at: datetime | None = None  # a takedown removed text from it
    repeats_from: datetime | None = None  # made after a restore of a backup of this time: it may repeat

    @property
    def articles(self) -> int:
        """Distinct articles over all stories."""
        return len({entry.entry_id for story in self.stories for entry in story.coverage})
