"""The ledger of deliveries: planned once, posted once, held and told together, or said to be uncertain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.model.delivery import Delivery, DeliveryKind, DeliveryState


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A delivery to be made."""

    key: str
    kind: DeliveryKind
    channel_id: int
    subject_id: int
    topic_id: int | None
    part: int
    not_before: datetime
    may_repeat: bool = False  # the channel may have it already: see flow/doubt.py


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruptions:
    """What a channel got of alerts. What is on its way, or may have arrived, counts as arrived."""

    posted: int  # since the day began
    lately: int  # posted, or held as a storm, within the last minutes


class Ledger(Protocol):
    """What we remember of deliveries."""

    def plan(self, plans: Sequence[Plan], *, now: datetime) -> int:
        """Write planned deliveries whose keys are new, parked ones where their channel is; returns how many were."""
        ...

    def get(self, delivery_id: int) -> Delivery:
        """One delivery, or NotFound."""
        ...

    def claim(self, *, now: datetime, lease_until: datetime, platforms: Iterable[str] | None = None) -> Delivery | None:
        """Take the oldest planned delivery that may go now, and its channel with it until the claim ends: of these
        platforms, or of any.

        A reply waits until all parts before it are settled; an edit until its message and its earlier edits are.
        Nothing goes to a channel before it is free; what is parked goes then, too, to try whether its place is back.
        """
        ...

    def claim_unclear(
        self, *, now: datetime, lease_until: datetime, platforms: Iterable[str] | None = None
    ) -> Delivery | None:
        """Take a delivery that may or may not have been posted: its lease ran out, or it is uncertain and due. Of these
        platforms, or of any.

        A reply waits until all parts before it are settled. `claimed_at` says since when it is in doubt.
        """
        ...

    def settle(
        self,
        claimed: Delivery,
        *,
        state: DeliveryState,
        now: datetime,
        platform_id: str = "",
        reason: str = "",
        not_before: datetime | None = None,
        plain: bool = False,
        strike: bool = False,
        waits: bool = False,
        again: bool = False,
        free_at: datetime | None = None,
    ) -> bool:
        """Write an attempt's outcome and end the claim; False, and nothing written, if the claim is no longer ours.

        What is held or parked, or `waits` for another, was no attempt. What is planned anew in a parked channel is
        parked. `plain` and `again` stay once they are set; `strike` counts one more. The end of a claim to post frees
        its channel, now or at `free_at`.
        """
        ...

    def free(self, channel_id: int, *, at: datetime) -> None:
        """Let nothing go to a channel before then."""
        ...

    def free_back(self, channel_id: int, *, now: datetime, tried_after: timedelta, breath: timedelta) -> None:
        """Let a channel that was parked go on: now, yet not before what is on its way there, or in doubt, has had its
        lease, nor within a `breath` of when it was parked, which was `tried_after` before it was to be tried again."""
        ...

    def free_parked(self, *, now: datetime, tried_after: timedelta, breath: timedelta) -> None:
        """Let all parked channels be tried now, or a `breath` after they were parked; but for those of removed
        workspaces, and for those that are being tried."""
        ...

    def bring_back(self, *, now: datetime, too_far: datetime, rested: datetime) -> int:
        """Let go on what waits until beyond `too_far`, and return how many deliveries that are: by a clock that ran
        ahead. What a worker may hold still is free at `rested`; channels of removed workspaces rest on."""
        ...

    def park(self, channel_id: int, *, reason: str) -> int:
        """Park all that is planned for a channel; returns how many deliveries that is."""
        ...

    def unpark(self, channel_id: int, *, now: datetime) -> None:
        """Plan anew what is parked there, and let what is uncertain be looked for now."""
        ...

    def hasten(self, planned: Delivery, *, now: datetime) -> None:
        """Let a planned delivery go now."""
        ...

    def abandon_replies(self, parent: Delivery, *, now: datetime, reason: str) -> int:
        """Fail the open replies of a parent that will never be posted; returns how many."""
        ...

    def parent_of(self, delivery: Delivery) -> Delivery | None:
        """Part 0 of the same message, for a reply."""
        ...

    def alerts_of(self, channel_id: int, story_ids: Iterable[int]) -> list[Delivery]:
        """Alerts of any of these stories in a channel that were told, or still may be, oldest first."""
        ...

    def alerts_shown(self, story_ids: Iterable[int]) -> list[Delivery]:
        """Alerts, in any channel, of these stories and of all that were merged into them, whose message stands on a
        platform or is on its way there, oldest first."""
        ...

    def of_subject(self, kind: DeliveryKind, subject_ids: Iterable[int], channel_id: int) -> list[Delivery]:
        """A channel's deliveries of one kind about any of these subjects, in every state, oldest first."""
        ...

    def of_channel(
        self, channel_id: int, *, state: DeliveryState | None = None, limit: int, offset: int = 0
    ) -> list[Delivery]:
        """A channel's deliveries, newest first."""
        ...

    def channel_counts(self, channel_id: int) -> dict[DeliveryState, int]:
        """How many of a channel's deliveries stand in each state."""
        ...

    def interruptions(
        self, channel_id: int, *, day_began: datetime, lately: datetime, before: int | None = None
    ) -> Interruptions:
        """The alerts that a channel got since these times; of those in other hands now, only those with an id below
        `before` count, so that two workers never give way to each other."""
        ...

    def alerts_since(self, channel_id: int, *, since: datetime) -> list[Delivery]:
        """A channel's alerts that were posted, or last looked at, at `since` or later, oldest first."""
        ...

    def held(self, channel_id: int) -> list[Delivery]:
        """A channel's held alerts, oldest first."""
        ...

    def holding(self) -> list[int]:
        """The channels with held alerts and nothing parked, by id."""
        ...

    def release(self, held: Delivery, *, now: datetime, reason: str) -> bool:
        """End a held alert untold, for a reason; False if it is held no more."""
        ...

    def fold(self, held: Iterable[Delivery], *, told_in: str) -> int:
        """Say of held alerts which message tells them; returns how many were still held."""
        ...

    def unfold(self, lost: Delivery, *, now: datetime, reason: str, from_part: int = 0) -> int:
        """Hold anew what was to be told in this message, or in a reply of it, that will never be posted."""
        ...

    def tell_in(self, lost: Delivery, key: str) -> None:
        """Say which message tells of a delivery that will never be posted."""
        ...

    def told_in(self, key: str) -> list[Delivery]:
        """The deliveries that the message with this key tells, or tells of, oldest first."""
        ...

    def storm(self, channel_id: int, *, since: datetime) -> list[Delivery]:
        """The alerts of a channel that were held as a storm at `since` or later, oldest first."""
        ...

    def counts(self) -> dict[DeliveryState, int]:
        """How many deliveries stand in each state."""
        ...

    def next_at(self, platforms: Iterable[str] | None = None) -> datetime | None:
        """When the next open delivery of these platforms, or of any, may go, as far as its channel goes; None when none
        is open."""
        ...
