"""Tell: the words of a delivery, from what the store holds."""

from collections.abc import Iterable
from datetime import datetime

from bot.digests.compose import USUAL_LIMITS, ExtractLimits, choose_extracts, lead_first
from bot.digests.write import AlertFacts, write_alert
from bot.flow.admit import order_for
from bot.flow.greeting import PREFIX as GREETING
from bot.flow.greeting import greeting
from bot.flow.halves import digest_part
from bot.flow.lost import PREFIX as LOST
from bot.flow.lost import lost_message
from bot.flow.mutes import Muted, View
from bot.flow.origins import Origins
from bot.flow.overflow import overflow_message
from bot.flow.reach import PREFIX as PARKED
from bot.flow.reach import parked_message
from bot.flow.storm import storm_message
from bot.model.channel import AlertRules
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState
from bot.model.entry import Entry
from bot.model.message import Message
from bot.model.subscription import Subscription
from bot.ports.store import Session


def message_of(
    session: Session,
    delivery: Delivery,
    *,
    rules: AlertRules,
    now: datetime,
    origins: Origins,
    limits: ExtractLimits = USUAL_LIMITS,
) -> Message:
    """The message that a delivery carries, as it stands now; an edit's is that of the delivery it changes.

    `rules`, `limits` and `origins` are the installation's.
    """
    match delivery.kind:
        case DeliveryKind.DIGEST:
            return digest_part(session, delivery)
        case DeliveryKind.SHARE:
            return session.shares.get(delivery.subject_id)
        case DeliveryKind.EDIT:
            told = session.ledger.get(delivery.subject_id)
            return message_of(session, told, rules=rules, now=now, origins=origins, limits=limits)
        case DeliveryKind.NOTICE if delivery.key.startswith("notice:storm:"):
            return storm_message(session, delivery, rules=rules, now=now)
        case DeliveryKind.NOTICE if delivery.key.startswith(LOST):
            return lost_message(session, delivery)
        case DeliveryKind.NOTICE if delivery.key.startswith(PARKED):
            return parked_message(session, delivery)
        case DeliveryKind.NOTICE if delivery.key.startswith(GREETING):
            return greeting()
        case DeliveryKind.NOTICE:
            return overflow_message(session, delivery, now=now)
        case DeliveryKind.ALERT:
            return write_alert(_alert_facts(session, delivery, now, limits, origins))


def _alert_facts(
    session: Session, alert: Delivery, now: datetime, limits: ExtractLimits, origins: Origins
) -> AlertFacts:
    """An alert tells its story as it stands, without what is muted in its channel; one that was posted, also what has
    been added since."""
    order = order_for(session, alert, now=now)
    view = _view(session, alert, now)
    story, entries = view.story, lead_first(view.entries, view.story.lead_id)
    first = min(entries, key=lambda entry: (entry.when, entry.id))
    clause = choose_extracts(entries, story.title, limits).clause
    topic_id = order.topic_id if order else alert.topic_id
    return AlertFacts(
        story_id=story.id,
        topic_title=session.topics.get(topic_id).title if topic_id else "",
        title=story.title,
        link=story.link,
        clause=clause.text if clause else "",
        source=story.source,
        when=first.when,
        first_source=first.source,
        published=first.published is not None,
        origin=origins.known_to(session)(entries),
        sources=story.sources,
        told_at=_told_at(alert),
        added=_added(entries, alert) if alert.state is DeliveryState.SENT else (),
        repeats_from=_backup_at(session, alert),
        zone=_zone(session, alert, order),
    )


def _view(session: Session, alert: Delivery, now: datetime) -> View:
    story_id = session.stories.root(alert.subject_id)
    story, entries = session.stories.get([story_id])[story_id], session.entries.of_stories([story_id])[story_id]
    return Muted.of(session, alert.channel_id, now=now).view(story, entries)


def _told_at(alert: Delivery) -> datetime:
    """When it was posted, or is."""
    if alert.state is DeliveryState.SENT and alert.settled_at is not None:
        return alert.settled_at
    return alert.claimed_at or alert.planned_at


def _added(entries: Iterable[Entry], alert: Delivery) -> tuple[str, ...]:
    """The sources none of whose articles was there when the alert was posted, in the order they came."""
    posted, came = _told_at(alert), sorted(entries, key=lambda entry: (entry.seen_at, entry.id))
    before = {entry.source for entry in came if entry.seen_at <= posted}
    return tuple(dict.fromkeys(entry.source for entry in came if entry.source not in before))


def _backup_at(session: Session, alert: Delivery) -> datetime | None:
    restored = session.upkeep.last_restore() if alert.may_repeat else None
    return restored.backup_at if restored else None


def _zone(session: Session, alert: Delivery, order: Subscription | None) -> str:
    """The channel's own zone, else the one in which it asked for the topic."""
    return session.channels.rules(alert.channel_id).zone or (order.schedule.zone if order else "UTC")
