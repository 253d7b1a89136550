"""The ledger: one delivery is one part of one message to one channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeliveryState(StrEnum):
    """Where a delivery stands. `sent`, `failed` and `given_up` are ends."""

    PLANNED = "planned"
    CLAIMED = "claimed"  # a worker is posting it, until its lease ends
    SENT = "sent"
    UNCERTAIN = "uncertain"  # it may have arrived; reconciled before any resend
    FAILED = "failed"  # the platform refused it for good
    GIVEN_UP = "given_up"  # tried too often


class DeliveryKind(StrEnum):
    """What a delivery carries; the first word of its key."""

    DIGEST = "digest"
    ALERT = "alert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One part of one message. `key` is unique for ever: `digest:<id>:<part>` or `alert:<channel>:<story>`."""

    id: int
    key: str
    kind: DeliveryKind
    channel_id: int
    subject_id: int  # a digest's id, or an alert's story
    topic_id: int | None  # an alert's topic
    part: int  # 0 is the parent, others reply to it
    state: DeliveryState
    not_before: datetime
    attempts: int
    claimed_at: datetime | None = None
    lease_until: datetime | None = None
    platform_id: str = ""  # the message's id on the platform, once sent
    reason: str = ""  # the last outcome in words
    planned_at: datetime


class OutcomeKind(StrEnum):
    """What a platform's answer means for the ledger."""

    SENT = "sent"
    RETRY = "retry"  # surely not posted: safe to send again
    REFUSED = "refused"  # for good
    UNCLEAR = "unclear"  # may have been posted


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The end of one attempt to post."""

    kind: OutcomeKind
    platform_id: str = ""
    reason: str = ""
    retry_at: datetime | None = None
