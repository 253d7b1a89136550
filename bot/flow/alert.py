"""Alert: what a channel that wants to know at once is told, planned in the transaction that found it."""

from collections.abc import Iterable
from datetime import datetime

from bot.flow.admit import muted_reason
from bot.flow.doubt import known_or_marked
from bot.flow.mutes import Muted
from bot.model.delivery import DeliveryKind
from bot.model.subscription import Subscription
from bot.model.topic import Match
from bot.ports.store import Session
from bot.ports.store.ledger import Plan


def plan_alerts(session: Session, matches: Iterable[Match], *, now: datetime) -> int:
    """Plan an alert for each channel and story, unless the story, or one merged with it, was told there before, or is
    muted there.

    Only news alerts: an old entry that slid into a feed's window matches, and is silent.
    """
    matches = list(matches)
    entries = session.entries.get({match.entry_id for match in matches})
    muted: dict[int, Muted] = {}  # by channel
    plans = [plan for match in matches if entries[match.entry_id].news for plan in _plans(session, match, muted, now)]
    untold = [marked for plan in plans if (marked := known_or_marked(session, plan))]
    return session.ledger.plan(untold, now=now)


def _plans(session: Session, match: Match, muted: dict[int, Muted], now: datetime) -> Iterable[Plan]:
    for order in session.subscriptions.of_topic_at_once(match.topic_id):
        if order.channel_id not in muted:
            muted[order.channel_id] = Muted.of(session, order.channel_id, now=now)
        if not _is_told(session, order, match) and not muted_reason(
            session, muted[order.channel_id], match.story_id, match.topic_id
        ):
            yield Plan(
                key=f"alert:{order.channel_id}:{match.story_id}",
                kind=DeliveryKind.ALERT,
                channel_id=order.channel_id,
                subject_id=match.story_id,
                topic_id=match.topic_id,
                part=0,
                not_before=now,
            )


def _is_told(session: Session, order: Subscription, match: Match) -> bool:
    return bool(session.ledger.alerts_of(order.channel_id, session.stories.family(match.story_id)))
