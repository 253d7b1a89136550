"""Workspaces, channels and their subscriptions."""

from datetime import datetime
from typing import Protocol

from bot.model.channel import Channel, Workspace
from bot.model.subscription import Schedule, Subscription


class Channels(Protocol):
    """What we remember of where people are."""

    def ensure_workspace(self, *, platform: str, key: str, name: str) -> Workspace:
        """The workspace of that platform and key, made on first sight."""
        ...

    def ensure(self, *, workspace: Workspace, key: str, name: str) -> Channel:
        """The channel of that workspace and key, made on first sight."""
        ...

    def get(self, channel_id: int) -> Channel:
        """One channel, or NotFound."""
        ...


class Subscriptions(Protocol):
    """What we remember of standing orders."""

    def put(
        self, *, channel_id: int, topic_id: int, schedule: Schedule, due_at: datetime | None, now: datetime
    ) -> Subscription:
        """Make, revive or reschedule; an existing one keeps its mark, a new one starts from the first commit."""
        ...

    def get(self, subscription_id: int) -> Subscription:
        """One subscription, or NotFound."""
        ...

    def find(self, *, channel_id: int, topic_id: int) -> Subscription | None:
        """The live subscription of a channel to a topic."""
        ...

    def of_channel(self, channel_id: int) -> list[Subscription]:
        """A channel's live subscriptions, oldest first."""
        ...

    def of_topic_at_once(self, topic_id: int) -> list[Subscription]:
        """Live subscriptions that want alerts for a topic."""
        ...

    def due(self, now: datetime, *, too_far: datetime) -> list[Subscription]:
        """Live subscriptions whose digest is due, longest overdue first; also those put off beyond `too_far`."""
        ...

    def told(self, subscription_id: int, *, mark: int, until: datetime, due_at: datetime | None) -> None:
        """Move the mark after a digest, and set when the next is due."""
        ...

    def end(self, subscription_id: int, *, now: datetime) -> None:
        """Stop; the mark is kept for a return."""
        ...
