"""The ledger of deliveries: planned once, posted once, or said to be uncertain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
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


class Ledger(Protocol):
    """What we remember of deliveries."""

    def plan(self, plans: Sequence[Plan], *, now: datetime) -> int:
        """Write planned deliveries whose keys are new; returns how many were."""
        ...

    def claim(self, *, now: datetime, lease_until: datetime) -> Delivery | None:
        """Take the oldest planned delivery that may go now. A reply waits until all parts before it are settled."""
        ...

    def claim_unclear(self, *, now: datetime, lease_until: datetime) -> Delivery | None:
        """Take a delivery that may or may not have been posted: its lease ran out, or it is uncertain and due."""
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
    ) -> bool:
        """Write an attempt's outcome and end the claim; False, and nothing written, if the claim is no longer ours."""
        ...

    def abandon_replies(self, parent: Delivery, *, now: datetime, reason: str) -> int:
        """Fail the open replies of a parent that will never be posted; returns how many."""
        ...

    def parent_of(self, delivery: Delivery) -> Delivery | None:
        """Part 0 of the same message, for a reply."""
        ...

    def alerts_of(self, channel_id: int, story_ids: Iterable[int]) -> list[Delivery]:
        """Alerts of any of these stories in a channel that were posted, or still may be, oldest first."""
        ...

    def counts(self) -> dict[DeliveryState, int]:
        """How many deliveries stand in each state."""
        ...

    def next_at(self) -> datetime | None:
        """When the next open delivery may go; None when none is open."""
        ...
