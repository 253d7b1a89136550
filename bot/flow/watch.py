"""Watch: the figures by which somebody far away sees how the newsroom is doing: counts and times, no names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.flow.publish import LONGEST_WAIT
from bot.model.delivery import DeliveryState
from bot.model.feed import FeedState
from bot.model.subscription import Cadence
from bot.ports.store import Session
from bot.ports.store.upkeep import Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How the newsroom is doing at one moment."""

    figures: Figures
    deliveries: Mapping[str, int]  # by state
    waiting: Mapping[str, timedelta]  # "poll", "digest", "delivery": how long the longest overdue has been due
    last_poll: datetime | None
    restored_at: datetime | None


def watch(session: Session, *, now: datetime) -> Watch:
    """Read all of it. States and cadences in which nothing stands are there with 0, so that alarms can name them."""
    figures, restore = session.upkeep.figures(), session.upkeep.last_restore()
    digests = session.subscriptions.due(now, too_far=now + LONGEST_WAIT)
    counts = session.ledger.counts()
    since = {
        "poll": session.feeds.longest_due(),
        "digest": min((order.due_at for order in digests if order.due_at), default=None),
        "delivery": session.ledger.next_at(),
    }
    return Watch(
        figures=replace(
            figures,
            feeds={state.value: figures.feeds.get(state, 0) for state in FeedState},
            subscriptions={cadence.value: figures.subscriptions.get(cadence, 0) for cadence in Cadence},
        ),
        deliveries={state.value: counts.get(state, 0) for state in DeliveryState},
        waiting={kind: max(now - due, timedelta()) if due else timedelta() for kind, due in since.items()},
        last_poll=session.feeds.last_polled(),
        restored_at=restore.restored_at if restore else None,
    )
