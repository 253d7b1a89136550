"""Who asks, where and when: what every answer may depend on beside the command itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.errors import NotFound
from bot.model.channel import Channel
from bot.model.topic import Topic
from bot.ports.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One question. `zone` is the asker's, for dates and for schedules that name none."""

    channel: Channel
    zone: str
    now: datetime
    new_token: Callable[[], str]


def own_topic_named(session: Session, asking: Asking, name: str) -> Topic:
    """The same among what the channel is subscribed to, topics that are no longer offered included."""
    for order in session.subscriptions.of_channel(asking.channel.id):
        topic = session.topics.get(order.topic_id)
        if _plain(name) in (_plain(topic.name), _plain(topic.title)):
            return topic
    return topic_named(session, asking, name)


def topic_named(session: Session, asking: Asking, name: str) -> Topic:
    """The topic a person means by its name or its title, or NotFound with those on offer."""
    offered = session.topics.offered(asking.channel.workspace_id)
    wanted = _plain(name)
    for topic in offered:
        if wanted in (_plain(topic.name), _plain(topic.title)):
            return topic
    names = ", ".join(f"`{topic.name}`" for topic in offered)
    raise NotFound(f"There is no topic “{name}”.", f"On offer: {names}." if names else "No topic is set up yet.")


def _plain(name: str) -> str:
    return "-".join(name.casefold().replace("-", " ").replace("_", " ").split())
