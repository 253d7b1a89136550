"""Topic owners: whose a topic is to change: theirs who keep every channel of the workspace that follows it.

Everybody keeps their direct messages and the channels that they make, so without this rule whoever may open a direct
message could change, from there, what all others read. A topic that no channel follows is anybody's who keeps one.
"""

from bot.errors import NotAllowed
from bot.flow.answer.asking import Asking
from bot.flow.answer.permission import keeps
from bot.model.channel import Channel
from bot.model.topic import Topic
from bot.ports.store import Session

_NAMED = 3  # channels


def is_own(session: Session, topic: Topic, asking: Asking) -> bool:
    """Whether the asker may change this topic, as far as others follow it."""
    return not _others(session, topic, asking)


def expect_own(session: Session, topic: Topic | None, asking: Asking) -> None:
    """Raise NotAllowed, with who else follows it, where a topic is not the asker's to change."""
    others = _others(session, topic, asking) if topic else []
    if others:
        named = ", ".join(one.name for one in others[:_NAMED] if not one.is_private)
        raise NotAllowed(
            f"Other channels follow this topic, too{f': {named}' if named else ''}.",
            f"Ask {asking.keepers} to change it, or save yours under another name: `topic save NAME QUERY`.",
        )


def _others(session: Session, topic: Topic, asking: Asking) -> list[Channel]:
    """The channels of this workspace that follow a topic and that the asker does not keep."""
    followers = [session.channels.get(order.channel_id) for order in session.subscriptions.of_topic(topic.id)]
    ours = [one for one in followers if one.workspace_id == asking.channel.workspace_id]
    return [one for one in ours if not keeps(asking.channel if one.id == asking.channel.id else one, asking)]
