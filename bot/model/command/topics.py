"""Commands about topics and their queries."""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteTopic:
    """Delete a topic of this workspace; `sure` although channels are subscribed to it."""

    topic: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Try:
    """Replay a query over the archive."""

    query: str
