"""Alert: what a channel that wants to know at once is told, planned in the transaction that found it."""

from collections.abc import Iterable
from datetime import datetime

from bot.model.delivery import DeliveryKind
from bot.model.topic import Match
from bot.ports.store import Session
from bot.ports.store.ledger import Plan


def plan_alerts(session: Session, matches: Iterable[Match], *, now: datetime) -> int:
    """Plan an alert for each channel and story, unless the story, or one merged with it, was told there before.

    Only news alerts: an old entry that slid into a feed's window matches, and is silent.
    """
    matches = list(matches)
    entries = session.entries.get({match.entry_id for match in matches})
    plans = [plan for match in matches if entries[match.entry_id].news for plan in _plans(session, match, now)]
    return session.ledger.plan(plans, now=now)


def _plans(session: Session, match: Match, now: datetime) -> Iterable[Plan]:
    for order in session.subscriptions.of_topic_at_once(match.topic_id):
        family = session.stories.family(match.story_id)
        if not session.ledger.alerts_of(order.channel_id, family):
            yield Plan(
                key=f"alert:{order.channel_id}:{match.story_id}",
                kind=DeliveryKind.ALERT,
                channel_id=order.channel_id,
                subject_id=match.story_id,
                topic_id=match.topic_id,
                part=0,
                not_before=now,
            )
