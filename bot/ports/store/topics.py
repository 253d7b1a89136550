"""Topics and their versions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.model.topic import Topic, TopicSpec


class Topics(Protocol):
    """What we remember of topics."""

    def sync(self, specs: Sequence[TopicSpec], *, now: datetime) -> list[Topic]:
        """Make the installation's own topics be exactly `specs`; returns the new ones and those whose query changed."""
        ...

    def all(self) -> list[Topic]:
        """Every topic that is matched, in the order they came."""
        ...

    def offered(self, workspace_id: int) -> list[Topic]:
        """The topics a workspace can subscribe to, by name."""
        ...

    def get(self, topic_id: int) -> Topic:
        """One topic, or NotFound."""
        ...

    def stamp(self) -> tuple[int, ...]:
        """Changes whenever any topic does: what a cache of topics is checked against."""
        ...
