"""Topics and their versions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.model.topic import Topic, TopicSpec


class Topics(Protocol):
    """What we remember of topics."""

    def sync(self, specs: Sequence[TopicSpec], *, now: datetime) -> list[Topic]:
        """Make the installation's own topics be exactly `specs`; returns the new ones and those that ask otherwise now.

        Topics of workspaces stay as they are.
        """
        ...

    def save(
        self, *, workspace_id: int, name: str, title: str, query: str, now: datetime, threshold: float = 0.0
    ) -> Topic:
        """Make a topic of a workspace, change it, or bring a deleted one back.

        Its version rises when the query or the threshold changes and when it comes back.
        """
        ...

    def retire(self, topic_id: int, *, now: datetime) -> None:
        """Match and offer a topic no more; what it found stays, and saving it under its name brings it back."""
        ...

    def all(self) -> list[Topic]:
        """Every topic that is matched, in the order they came."""
        ...

    def offered(self, workspace_id: int) -> list[Topic]:
        """The topics a workspace can subscribe to: its own, and those of the installation's own that none of its own
        hides by its name. Those that one of its channels follows stand first, then all as they came."""
        ...

    def get(self, topic_id: int) -> Topic:
        """One topic, or NotFound."""
        ...

    def stamp(self) -> tuple[int, ...]:
        """Changes whenever any topic does: what a cache of topics is checked against."""
        ...
