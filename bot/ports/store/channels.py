"""Workspaces, channels and their subscriptions."""

from datetime import datetime
from typing import Protocol

from bot.model.channel import Channel, OwnRules, Workspace
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

    def of_workspace(self, workspace_id: int) -> list[Channel]:
        """A workspace's channels, by name."""
        ...

    def workspace(self, *, platform: str, key: str) -> Workspace | None:
        """The workspace of that platform and key, None where it was never seen."""
        ...

    def workspaces(self) -> list[Workspace]:
        """All of them, oldest first."""
        ...

    def of_key(self, workspace_id: int, key: str) -> Channel | None:
        """A workspace's channel by the platform's own id, None where it was never seen."""
        ...

    def set_creator(self, channel_id: int, creator: str) -> None:
        """Remember who made a channel, by their key."""
        ...

    def set_private(self, channel_id: int, is_private: bool) -> None:
        """Remember whether only those in a channel may know of it."""
        ...

    def set_way(self, channel_id: int, *, service_url: str, team: str, kind: str = "") -> None:
        """Remember where a channel's platform takes messages for it, which team it belongs to, "" for none, and what
        kind of place the platform says it is; "" where it has not said."""
        ...

    def of_team(self, workspace_id: int, team: str) -> list[Channel]:
        """The channels of one team that we know, oldest first."""
        ...

    def park(self, channel_id: int, reason: str) -> None:
        """Remember why a channel cannot be reached; "" when it can again. What goes with it is in flow/reach.py."""
        ...

    def park_workspace(self, workspace_id: int, reason: str) -> None:
        """The same of a whole workspace."""
        ...

    def remove_workspace(self, workspace_id: int, *, at: datetime | None) -> None:
        """Remember when we were removed from a workspace; None when we are back."""
        ...

    def rekey(self, channel_id: int, key: str) -> None:
        """Know a channel by another key of its platform, where no other channel has it."""
        ...

    def rename(self, channel_id: int, name: str) -> None:
        """Call a channel by another name."""
        ...

    def rules(self, channel_id: int) -> OwnRules:
        """What a channel has set itself of how alerts may interrupt it."""
        ...

    def set_rules(self, channel_id: int, rules: OwnRules) -> None:
        """Set all of it; None is as everywhere."""
        ...


class Subscriptions(Protocol):
    """What we remember of standing orders."""

    def put(
        self,
        *,
        channel_id: int,
        topic_id: int,
        schedule: Schedule,
        due_at: datetime | None,
        now: datetime,
        made_by: str = "",
    ) -> Subscription:
        """Make, revive, resume or reschedule; an existing one keeps its mark, a new one starts at the first commit."""
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

    def of_topic(self, topic_id: int) -> list[Subscription]:
        """Live subscriptions to a topic, oldest first."""
        ...

    def move(self, *, workspace_id: int, from_topic: int, to_topic: int, now: datetime) -> None:
        """Let all subscriptions of a workspace's channels to one topic, ended ones too, be to another; marks stay.

        Where a channel once had one to the other, that one lives on, with the schedule and mark of the one that moves.
        """
        ...

    def of_topic_at_once(self, topic_id: int) -> list[Subscription]:
        """Live subscriptions that want alerts for a topic."""
        ...

    def due(self, now: datetime, *, too_far: datetime) -> list[Subscription]:
        """Live subscriptions whose digest is due, longest overdue first; also those put off beyond `too_far`.

        None that is paused; what fell due in a pause is due from its end on.
        """
        ...

    def told(self, subscription_id: int, *, mark: int, until: datetime, due_at: datetime | None) -> None:
        """Move the mark after a digest, and set when the next is due."""
        ...

    def pause(self, subscription_id: int, *, until: datetime | None, now: datetime) -> Subscription:
        """Hold it until then (None: until `resume`); mark and due instant stay. One that is paused gets the new end."""
        ...

    def resume(self, subscription_id: int) -> Subscription:
        """End a pause; without one, nothing changes."""
        ...

    def end(self, subscription_id: int, *, now: datetime) -> None:
        """Stop; the mark is kept for a return."""
        ...
