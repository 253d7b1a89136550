"""Tell: the words of a planned delivery, from what was frozen when it was planned."""

from bot.digests.compose import ExtractLimits, choose_extracts, lead_first
from bot.digests.write import AlertFacts, write_alert, write_digest
from bot.model.delivery import Delivery, DeliveryKind
from bot.model.message import Message
from bot.ports.store import Session


def message_of(session: Session, delivery: Delivery) -> Message:
    """The message that a delivery carries."""
    if delivery.kind is DeliveryKind.DIGEST:
        return write_digest(session.digests.get(delivery.subject_id))[delivery.part]
    return write_alert(_alert_facts(session, delivery))


def _alert_facts(session: Session, delivery: Delivery) -> AlertFacts:
    """An alert tells its story as it stands when it is posted."""
    story_id = session.stories.root(delivery.subject_id)
    story = session.stories.get([story_id])[story_id]
    entries = lead_first(session.entries.of_stories([story_id])[story_id], story.lead_id)
    first = min(entries, key=lambda entry: (entry.when, entry.id))
    clause = choose_extracts(entries, story.title, ExtractLimits()).clause
    return AlertFacts(
        topic_title=session.topics.get(delivery.topic_id).title if delivery.topic_id else "",
        title=story.title,
        link=story.link,
        clause=clause.text if clause else "",
        source=story.source,
        when=first.when,
        first_source=first.source,
        sources=story.sources,
        zone=_zone(session, delivery),
    )


def _zone(session: Session, delivery: Delivery) -> str:
    """The zone in which the channel asked for this topic."""
    if delivery.topic_id is None:
        return "UTC"
    order = session.subscriptions.find(channel_id=delivery.channel_id, topic_id=delivery.topic_id)
    return order.schedule.zone if order else "UTC"
