"""What an issue is composed from: ranked candidates, the feeds' health and the history."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.digests.compose.extract import ExtractLimits
from bot.model.digest import FeedNote, Novelty
from bot.model.entry import Entry
from bot.model.origin import Origin
from bot.model.story import Story
from bot.model.subscription import Subscription, Window
from bot.model.topic import Match, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the channel knows of a story. Neither: nothing. Both: the subscription's own issue counts."""

    number: int | None = None  # the issue of this subscription that told it last
    upto: int = 0  # the commit up to which that issue told it
    topic_title: str = ""  # the other topic under which the channel has seen it

    @property
    def novelty(self) -> Novelty:
        """What the story is to the channel."""
        if self.number is not None:
            return Novelty.DEVELOPING
        return Novelty.SEEN if self.topic_title else Novelty.NEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One story that could stand in the issue, with its rank."""

    story: Story
    entries: tuple[Entry, ...]  # all its articles, the lead among them, in any order
    gained: frozenset[int]  # the ids of those entries that came in this window
    match: Match  # the one that speaks best for it
    told: Told = field(default_factory=Told)
    score: float  # distinct sources × match × novelty
    reason: str  # the score in words, one clause
    origin: Origin | None = None  # whose reports its articles are


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeRequest:
    """Everything one issue depends on. `history` counts the stories of earlier windows, oldest first."""

    subscription: Subscription
    topic: Topic
    window: Window
    now: datetime
    token: str  # the unguessable part of the web address
    candidates: tuple[Candidate, ...]
    feeds: tuple[FeedNote, ...]
    articles_read: int  # what all feeds brought in the window
    history: tuple[int, ...]
    next_at: datetime | None = None  # when the following issue is due
    limits: ExtractLimits = field(default_factory=ExtractLimits)
