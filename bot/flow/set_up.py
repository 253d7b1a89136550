"""Set up: make the store's feeds and topics what the configuration says, and match what is new of them."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.flow.answer.phrases import count
from bot.flow.arrival import OPEN_WINDOW
from bot.flow.copies import renew_copies
from bot.flow.match import rematch
from bot.model.feed import FeedSpec
from bot.model.topic import Topic, TopicSpec
from bot.ports.store import Store

log = logging.getLogger(__name__)


def set_up(
    store: Store, *, feeds: Sequence[FeedSpec], topics: Sequence[TopicSpec], interval: timedelta, now: datetime
) -> None:
    """Bring feeds and topics in line with the configuration; what is new of topics is matched in the open window."""
    with store.writing() as session:
        before = {feed.url for feed in session.feeds.all()}
        session.feeds.sync(feeds, now=now, interval=interval)
        empty = session.entries.total() == 0
        known = {topic.name: topic for topic in session.topics.all() if topic.workspace_id is None}
        for topic in session.topics.sync(topics, now=now):
            found = rematch(session, topic, now=now)
            log.info("topic %s %s", topic.name, _news_of(topic, found, empty=empty))
            if topic.name in known:
                renew_copies(session, known[topic.name], topic, now=now)
        polled = {feed.url for feed in session.feeds.all()}
    if gone := len(before - polled):
        log.warning(
            "%s that the configuration no longer names %s polled no more; what came of them stays. Where that is not"
            " meant, set `config` to the folder that names them",
            count(gone, "feed"),
            "is" if gone == 1 else "are",
        )
    log.info("%s and %s are set up", count(len(polled), "feed"), count(len(topics), "topic"))


def _news_of(topic: Topic, found: int, *, empty: bool) -> str:
    """What is new of a topic, and what that brings."""
    what = "is new" if topic.version == 1 else "has changed"
    if empty:
        return what
    are = "is" if found == 1 else "are"
    return f"{what}: {count(found, 'story', 'stories')} of the last {OPEN_WINDOW.days} days {are} about it"
