"""Digests on request."""

from dataclasses import replace

from bot.digests.write import write_digest
from bot.errors import NotFound
from bot.flow.answer.asking import Asking, expect_readable, topic_named
from bot.flow.answer.coming import coming
from bot.flow.answer.newest import newest_at_once
from bot.flow.answer.numbered import last_digest
from bot.flow.answer.permission import expect
from bot.flow.answer.phrases import count, moment, plain_answer, said, text
from bot.flow.publish import publish_now
from bot.model.command import ShowDigest, Subscribe
from bot.model.digest import Digest
from bot.model.message import Message, Small
from bot.model.subscription import Cadence, Subscription
from bot.ports.store import Session


def show_digest(session: Session, command: ShowDigest, asking: Asking) -> Message:
    """The latest issue as it was frozen, and what holds now; or the first, made and posted; at once, the newest."""
    topic = topic_named(session, asking, command.topic)
    order = session.subscriptions.find(channel_id=asking.channel.id, topic_id=topic.id)
    if order is None:
        raise NotFound(
            f"This channel is not subscribed to {topic.title}.", f"Say `subscribe {topic.name} weekly` first."
        )
    if order.schedule.cadence is Cadence.AT_ONCE:
        return newest_at_once(session, topic, asking)
    latest = session.digests.latest(order.id)
    if latest is not None:
        return _shown_again(session, latest, order, asking)
    if order.is_paused(asking.now):
        raise NotFound(f"{topic.title} is paused here and has no digest yet.", f"Say `resume {topic.name}` first.")
    expect_readable(topic)
    expect(Subscribe(topic=topic.name), asking, by_name=False)  # it is posted: for whoever may subscribe
    issue = publish_now(
        session, order, now=asking.now, token=asking.new_token(), outlets=asking.outlets, limits=asking.limits
    )
    stories = count(len(issue.stories), "story", "stories")
    words = f"{topic.title} No. 1 is on its way to {asking.channel.name}: {stories}."
    return plain_answer(words, small=_skipped(order, issue, asking))


def _skipped(order: Subscription, issue: Digest, asking: Asking) -> str:
    """Which promised digest this one takes the place of, and which comes next; "" where the promised one comes."""
    if order.due_at is None or issue.next_at is None or order.due_at >= issue.next_at:
        return ""
    zone = order.schedule.zone
    planned, following = (moment(one, zone, asking.now) for one in (order.due_at, issue.next_at))
    return f"It takes the place of the one of {planned}. The next comes {following}, with what is new by then."


def _shown_again(session: Session, issue: Digest, order: Subscription, asking: Asking) -> Message:
    """An issue as it stands for ever; below it what has changed since, and what a number alone means here."""
    whole = write_digest(issue)[0]
    lines = (*_since_changed(issue, order, asking), *_other_numbers(session, issue, asking))
    return replace(whole, blocks=(*whole.blocks, *lines))


def _since_changed(issue: Digest, order: Subscription, asking: Asking) -> tuple[Small, ...]:
    """The schedule as it is now, where it is not the one that the issue tells."""
    if order.due_at == issue.next_at and not order.is_paused(asking.now):
        return ()
    return (Small((text("The schedule has changed since. Now: "), *coming(order, asking), text("."))),)


def _other_numbers(session: Session, issue: Digest, asking: Asking) -> tuple[Small, ...]:
    """How to say which story of this issue is meant, where a number alone means another topic's."""
    meant = last_digest(session, "why", "", asking)
    if meant.id == issue.id or not issue.stories:
        return ()
    name = f"{meant.topic_title} No. {meant.number}"
    why, useless = said(f"why 1 {issue.topic_name}"), said(f"useless 1 {issue.topic_name}")
    words = text(f". A number alone means {name}, the last digest posted here.")
    return (Small((text("For a story of this one name the topic: "), why, text(", "), useless, words)),)
