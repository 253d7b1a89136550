"""Admit: whether an alert may be told to its channel now, and what becomes of it where it may not."""

from collections.abc import Sequence
from datetime import datetime

from bot.digests.interrupt import day_began, hold_reason, lately_from
from bot.flow.mutes import Muted
from bot.model.channel import AlertRules
from bot.model.delivery import OPEN, Delivery, HeldFor, Outcome, OutcomeKind
from bot.model.subscription import Cadence, Subscription
from bot.ports.store import Session
from bot.settings import AlertsPart
from bot.stories.query import query_of

UNWANTED = "this channel is subscribed to no topic that the story is about"


def usual_rules(part: AlertsPart, *, zone: str) -> AlertRules:
    """How alerts may interrupt a channel that has no rules of its own, as it is configured."""
    return AlertRules(
        ceiling=part.ceiling,
        quiet_from=part.quiet_from,
        quiet_to=part.quiet_to,
        zone=zone,
        storm=part.storm,
        storm_minutes=part.storm_minutes,
    )


def refusal(session: Session, alert: Delivery, *, rules: AlertRules, now: datetime, later: datetime) -> Outcome | None:
    """What becomes of a claimed alert that may not interrupt now, None where it may. `rules` are the installation's."""
    if earlier := earlier_alert(session, alert):
        if earlier.state in OPEN:
            asked = max(later, earlier.not_before)  # before then nothing becomes of the other
            return Outcome(kind=OutcomeKind.WAITS, reason=f"{earlier.key} goes first", retry_at=asked)
        return Outcome(kind=OutcomeKind.REFUSED, reason=f"the same story is told as {earlier.key}")
    order = order_for(session, alert, now=now)
    if order is None:
        return Outcome(kind=OutcomeKind.REFUSED, reason=UNWANTED)
    muted = Muted.of(session, alert.channel_id, now=now)
    if reason := muted_reason(session, muted, alert.subject_id, order.topic_id):
        return Outcome(kind=OutcomeKind.REFUSED, reason=reason)
    held_for = _held_for(session, alert, order, rules=rules, now=now)
    return Outcome(kind=OutcomeKind.HELD, reason=held_for) if held_for else None


def earlier_alert(session: Session, alert: Delivery) -> Delivery | None:
    """An alert of the same story, or of one merged with it, that the channel has or may still get."""
    family = session.stories.family(alert.subject_id)
    others = session.ledger.alerts_of(alert.channel_id, family)
    return next((other for other in others if other.id < alert.id), None)


def order_for(session: Session, alert: Delivery, *, now: datetime) -> Subscription | None:
    """The subscription by which the channel wants this alert."""
    return orders_for(session, [alert], now=now)[0]


def orders_for(session: Session, alerts: Sequence[Delivery], *, now: datetime) -> list[Subscription | None]:
    """The subscription by which a channel wants each of its alerts, None where none does any more.

    It is the alert's own topic's, or another's whose topic the story is about as well: one that wants it at once goes
    before one that is paused, and that before digests.
    """
    stories = session.stories.get({alert.subject_id for alert in alerts})
    roots = [stories[alert.subject_id].merged_into or alert.subject_id for alert in alerts]
    topics: dict[int, set[int]] = {root: set() for root in roots}
    for match in session.stories.matches_of(topics):
        topics[match.story_id].add(match.topic_id)
    live = session.subscriptions.of_channel(alerts[0].channel_id) if alerts else []
    return [
        min(
            (order for order in live if order.topic_id in {alert.topic_id, *topics[root]}),
            key=lambda order: _rank(order, alert, now),
            default=None,
        )
        for alert, root in zip(alerts, roots, strict=True)
    ]


def _rank(order: Subscription, alert: Delivery, now: datetime) -> tuple[bool, bool, bool, int]:
    regular = order.schedule.cadence is not Cadence.AT_ONCE
    return (regular, order.is_paused(now), order.topic_id != alert.topic_id, order.id)


def muted_reason(session: Session, muted: Muted, story_id: int, topic_id: int) -> str:
    """Why a story of a topic is hidden from a channel, "" where it is shown."""
    if not muted:
        return ""
    root = session.stories.root(story_id)
    return muted.reason(
        session.stories.get([root])[root],
        session.entries.of_stories([root])[root],
        query=query_of(session.topics.get(topic_id)),
        match=next((match for match in session.stories.matches_of([root]) if match.topic_id == topic_id), None),
    )


def _held_for(
    session: Session, alert: Delivery, order: Subscription, *, rules: AlertRules, now: datetime
) -> HeldFor | None:
    own = session.channels.rules(alert.channel_id).over(rules)
    got = session.ledger.interruptions(
        alert.channel_id, day_began=day_began(own, now), lately=lately_from(own, now), before=alert.id
    )
    return hold_reason(own, order, planned_at=alert.planned_at, now=now, posted=got.posted, lately=got.lately)
