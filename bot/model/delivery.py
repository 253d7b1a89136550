"""The ledger: one delivery is one part of one message to one channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeliveryState(StrEnum):
    """Where a delivery stands. `sent`, `folded`, `failed` and `given_up` are ends."""

    PLANNED = "planned"
    CLAIMED = "claimed"  # a worker is posting it, until its lease ends
    SENT = "sent"
    HELD = "held"  # an alert that may not interrupt now; it is told together with others later
    FOLDED = "folded"  # told in another message, which `told_in` names
    UNCERTAIN = "uncertain"  # it may have arrived; reconciled before any resend
    FAILED = "failed"  # the platform refused it for good
    GIVEN_UP = "given_up"  # tried too often
    PARKED = "parked"  # its channel or workspace cannot be reached; it goes on when it can


# What may yet arrive.
OPEN = (DeliveryState.PLANNED, DeliveryState.CLAIMED, DeliveryState.UNCERTAIN, DeliveryState.PARKED)


class HeldFor(StrEnum):
    """Why an alert may not interrupt: the `reason` of a held or folded delivery."""

    PAUSED = "paused"
    LATE = "late"  # it is about what came more than a day ago
    REGULAR = "no longer at once"  # the channel wants digests of the topic by now
    QUIET_HOURS = "quiet hours"
    CEILING = "daily ceiling"
    STORM = "storm"
    UNDELIVERED = "undelivered"  # the message that was to tell it was never posted


class DeliveryKind(StrEnum):
    """What a delivery carries; the first word of its key."""

    DIGEST = "digest"
    ALERT = "alert"
    EDIT = "edit"  # a posted message, written anew in its place
    NOTICE = "notice"  # something said to a channel beside its digests and alerts
    SHARE = "share"  # an answer that a person shared to the channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One part of one message. `key` is unique for ever: `digest:<id>:<part>`, `alert:<channel>:<story>`,
    `edit:<delivery>:<n>`, `notice:<kind>:<channel>:<date>` or `share:<id>`."""

    id: int
    key: str
    kind: DeliveryKind
    channel_id: int
    subject_id: int  # a digest's id, an alert's story, an edit's delivery, a notice's channel, a share
    topic_id: int | None  # an alert's topic
    part: int  # 0 is the parent, others reply to it; an edit's is its n, from 1
    state: DeliveryState
    not_before: datetime
    attempts: int
    claimed_at: datetime | None = None
    lease_until: datetime | None = None
    platform_id: str = ""  # the message's id on the platform, once sent
    reason: str = ""  # the last outcome in words
    planned_at: datetime
    settled_at: datetime | None = None  # the last outcome's time; folded: when it was held
    told_in: str = ""  # folded: the key of the message that told it
    may_repeat: bool = False  # planned after a restore: the channel may have it already
    plain: bool = False  # the platform refused its first form: it goes in plainer blocks
    strikes: int = 0  # tries that went wrong and may have done so by its own fault
    again: bool = False  # sent again though nobody could say whether it had arrived


class OutcomeKind(StrEnum):
    """What a platform's answer means for the ledger."""

    SENT = "sent"
    RETRY = "retry"  # surely not posted: safe to send again
    REFUSED = "refused"  # for good
    UNCLEAR = "unclear"  # may have been posted
    HELD = "held"  # not posted on purpose: an alert that may not interrupt now
    WAITS = "waits"  # not posted on purpose: another goes first, and `retry_at` says when to ask again
    REJECTED = "rejected"  # this content is refused: once more in plainer blocks, then for good
    PARKED = "parked"  # nothing can be posted there now, whatever it is: `parks` says where


class WhenUnclear(StrEnum):
    """What becomes of a message of which the platform can never tell whether it arrived."""

    ASK = "ask"  # it stays uncertain, and the platform is asked again
    ONCE = "once"  # it is not sent again: at most once
    AGAIN = "again"  # it is sent again: at least once


class Reach(StrEnum):
    """What cannot be reached."""

    CHANNEL = "channel"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The end of one attempt to post."""

    kind: OutcomeKind
    platform_id: str = ""
    reason: str = ""
    retry_at: datetime | None = None
    parks: Reach = Reach.CHANNEL
    too_large: bool = False  # rejected for its size: less of it may do
