"""Storm: so many alerts at a time that the rest is held. It is said in one line, once."""

from datetime import datetime

from bot.digests.interrupt import lately_from, local_day
from bot.digests.write import StormFacts, write_storm
from bot.flow.admit import orders_for
from bot.flow.notice import notice_plan
from bot.flow.overflow import telling_of
from bot.model.channel import AlertRules
from bot.model.delivery import Delivery
from bot.model.message import Message
from bot.ports.store import Session


def say_storm(session: Session, held: Delivery, *, rules: AlertRules, now: datetime) -> None:
    """Plan the line when this alert, just held, is the first of a storm. `rules` are the installation's."""
    own = session.channels.rules(held.channel_id).over(rules)
    storm = session.ledger.storm(held.channel_id, since=lately_from(own, now))
    if all(one.id == held.id for one in storm):
        key = f"notice:storm:{held.channel_id}:{local_day(own, now)}:{held.id}"
        session.ledger.plan([notice_plan(key, held.channel_id, now=now)], now=now)


def storm_message(session: Session, line: Delivery, *, rules: AlertRules, now: datetime) -> Message:
    """The line: how many stories the storm has held so far, and when they come."""
    own = session.channels.rules(line.channel_id).over(rules)
    first = session.ledger.get(int(line.key.rpartition(":")[2]))
    storm = session.ledger.storm(line.channel_id, since=first.settled_at or now) or [first]
    orders = orders_for(session, storm, now=now)
    topics = (order.topic_id if order else alert.topic_id for alert, order in zip(storm, orders, strict=True))
    titles = dict.fromkeys(session.topics.get(topic_id).title for topic_id in topics if topic_id is not None)
    telling = telling_of(session, line.channel_id, rules=own, now=now)
    return write_storm(StormFacts(stories=len(storm), topics=tuple(titles), telling=telling, now=now))
