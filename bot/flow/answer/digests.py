"""Digests on request."""

from bot.digests.write import write_digest
from bot.errors import NotFound
from bot.flow.answer.asking import Asking, topic_named
from bot.flow.answer.permission import expect
from bot.flow.answer.phrases import count, plain_answer
from bot.flow.publish import publish_now
from bot.model.command import ShowDigest, Subscribe
from bot.model.message import Message
from bot.model.subscription import Cadence
from bot.ports.store import Session


def show_digest(session: Session, command: ShowDigest, asking: Asking) -> Message:
    """The latest issue; where there is none yet, the first is made now and goes to the channel."""
    topic = topic_named(session, asking, command.topic)
    order = session.subscriptions.find(channel_id=asking.channel.id, topic_id=topic.id)
    if order is None:
        raise NotFound(
            f"This channel is not subscribed to {topic.title}.", f"Say `subscribe {topic.name} weekly` first."
        )
    if order.schedule.cadence is Cadence.AT_ONCE:
        raise NotFound(
            f"{topic.title} comes at once here, so there are no digests.",
            f"Say `subscribe {topic.name} weekly` for a digest.",
        )
    latest = session.digests.latest(order.id)
    if latest is not None:
        return write_digest(latest)[0]
    if order.is_paused(asking.now):
        raise NotFound(f"{topic.title} is paused here and has no digest yet.", f"Say `resume {topic.name}` first.")
    expect(Subscribe(topic=topic.name), asking, by_name=False)  # it is posted: for whoever may subscribe
    issue = publish_now(session, order, now=asking.now, token=asking.new_token())
    stories = count(len(issue.stories), "story", "stories")
    return plain_answer(f"{topic.title} No. 1 is on its way to {asking.channel.name}: {stories}.")
