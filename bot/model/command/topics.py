"""Commands about topics and their queries."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ListTopics:
    """List the topics on offer."""


@dataclass(frozen=True, slots=True)
class ShowTopic:
    """Show a topic."""

    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTopic:
    """Try a new topic; without a query, ask for it. `like` is what it shall find the like of: ids of stories and
    addresses of articles, or one text; words of these are suggested."""

    topic: str = ""
    query: str = ""
    like: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditTopic:
    """Show what a changed query would bring; without one, ask for it."""

    topic: str
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTopic:
    """Save a topic, new or changed."""

    topic: str
    query: str
    threshold: float | None = None  # None: as it was


class Placing(StrEnum):
    """What becomes of words beside a topic's query."""

    INCLUDE = "include"  # they count, too
    EXCLUDE = "exclude"  # they keep a story out
    CLEAR = "clear"  # neither, any more


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Let words count, keep a story out, or do neither any more, beside a topic's query."""

    topic: str
    placing: Placing
    words: str


@dataclass(frozen=True, slots=True)
class SetThreshold:
    """Ask more or less of a topic's matches; `share` is how central the words must be, as it was said."""

    topic: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteTopic:
    """Delete a topic of this workspace; `sure` although channels are subscribed to it."""

    topic: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Try:
    """Replay a query over the archive."""

    query: str
