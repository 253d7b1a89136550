"""Set up: make the store's feeds and topics what the configuration says, and match what is new of them."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.flow.match import rematch
from bot.model.feed import FeedSpec
from bot.model.topic import TopicSpec
from bot.ports.store import Store

log = logging.getLogger(__name__)


def set_up(
    store: Store, *, feeds: Sequence[FeedSpec], topics: Sequence[TopicSpec], interval: timedelta, now: datetime
) -> None:
    """Bring feeds and topics in line with the configuration; what is new of topics is matched in the open window."""
    with store.writing() as session:
        session.feeds.sync(feeds, now=now, interval=interval)
        for topic in session.topics.sync(topics, now=now):
            found = rematch(session, topic, now=now)
            log.info("topic %s is at version %d: %d stories of the open window", topic.name, topic.version, found)
