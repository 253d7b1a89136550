"""Overflow: alerts that were held are told together: in the channel's next digest, or, where a channel has alerts
alone, in one message as its quiet hours end. Every step says of each alert what became of it, in the transaction that
freezes or plans the message that tells it; so none is lost and none is told twice."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.digests.interrupt import is_overflow_due, local_day, told_at
from bot.digests.write import Telling, held_part, may_repeat, write_overflow
from bot.errors import StoreGone
from bot.flow.admit import UNWANTED, earlier_alert, muted_reason, orders_for
from bot.flow.border import guarded
from bot.flow.doubt import fresh_key
from bot.flow.mutes import Muted
from bot.flow.notice import notice_plan
from bot.model.channel import AlertRules
from bot.model.delivery import OPEN, Delivery, DeliveryKind, DeliveryState, HeldFor
from bot.model.digest import Digest, HeldAlert
from bot.model.message import Message
from bot.model.story import Story
from bot.model.subscription import Subscription
from bot.ports.store import Session, Store

log = logging.getLogger(__name__)
_LOST = (DeliveryState.FAILED, DeliveryState.GIVEN_UP)


@dataclass(frozen=True, slots=True)
class Held:
    """A held alert that is to be told now."""

    alert: Delivery
    story: Story
    topic_title: str  # of the topic by which the channel wants it

    def told(self) -> HeldAlert:
        """What a message says of it."""
        return HeldAlert(
            story_id=self.story.id,
            topic_title=self.topic_title,
            title=self.story.title,
            link=self.story.link,
            source=self.story.source,
            sources=self.story.sources,
            reason=HeldFor(self.alert.reason),
        )


def overflow(store: Store, *, rules: AlertRules, clock: Callable[[], datetime], stop: Callable[[], bool]) -> None:
    """Plan the message for each channel whose held alerts are due. `rules` are the installation's."""
    with store.reading() as session:
        channels = session.ledger.holding()
    for channel_id in channels:
        if stop():
            break
        act = partial(_tell_channel, store, channel_id, rules, clock)
        guarded(f"held alerts of channel {channel_id}", act, passing=StoreGone)


def _tell_channel(store: Store, channel_id: int, rules: AlertRules, clock: Callable[[], datetime]) -> None:
    with store.reading() as session:
        if not _is_due(session, channel_id, rules, clock()):
            return
    with store.writing(durable=True) as session:
        now = clock()
        if _is_due(session, channel_id, rules, now):  # another worker may have been faster
            _plan_message(session, channel_id, rules, now)


def _is_due(session: Session, channel_id: int, rules: AlertRules, now: datetime) -> bool:
    """Whether the channel's held alerts are to be told in a message of their own now."""
    if next_digest(session, channel_id, now=now) is not None:
        return False
    own = session.channels.rules(channel_id).over(rules)
    return is_overflow_due(own, unpaused(session, session.ledger.held(channel_id), now), now)


def _plan_message(session: Session, channel_id: int, rules: AlertRules, now: datetime) -> None:
    held = take_up(session, channel_id, now=now)
    if held:
        day = local_day(session.channels.rules(channel_id).over(rules), now)
        key = fresh_key(session, f"notice:overflow:{channel_id}:{day}", now=now)
        key = _plan_notice(session, channel_id, key, now, may_repeat=any(one.alert.may_repeat for one in held))
        session.ledger.fold([one.alert for one in held], told_in=key)
        log.info("planned %s: %d held alerts", key, len(held))


def _plan_notice(session: Session, channel_id: int, key: str, now: datetime, *, may_repeat: bool) -> str:
    """Plan it under a key that no message has had; returns the key."""
    tried, number = key, 1
    while not session.ledger.plan([notice_plan(tried, channel_id, now=now, may_repeat=may_repeat)], now=now):
        number += 1
        tried = f"{key}:{number}"
    return tried


def take_up(session: Session, channel_id: int, *, now: datetime) -> list[Held]:
    """The held alerts that a message is to tell now, oldest first.

    What is paused goes on waiting. What nobody wants any more ends here with its reason, and what a digest has told
    meanwhile is folded into that.
    """
    waiting = unpaused(session, session.ledger.held(channel_id), now)
    orders = orders_for(session, waiting, now=now)
    muted = Muted.of(session, channel_id, now=now)
    taken: list[Held] = []
    for alert, order in zip(waiting, orders, strict=True):
        earlier = earlier_alert(session, alert)
        if order is None:
            session.ledger.release(alert, now=now, reason=UNWANTED)
        elif earlier and earlier.state in OPEN:
            continue  # it may yet tell the story
        elif earlier:
            session.ledger.release(alert, now=now, reason=f"the same story is told as {earlier.key}")
        elif reason := muted_reason(session, muted, alert.subject_id, order.topic_id):
            session.ledger.release(alert, now=now, reason=reason)
        elif key := _told_meanwhile(session, alert):
            session.ledger.fold([alert], told_in=key)
        else:
            taken.append(Held(alert, _story(session, alert, muted), _title(session, alert, order)))
    return taken


def _told_meanwhile(session: Session, alert: Delivery) -> str:
    """The key of the digest that has told the story since the alert was planned; "" without one that was posted."""
    family = session.stories.family(alert.subject_id)
    issues = session.digests.told_since(alert.channel_id, family, since=alert.planned_at)
    told = next((issue for issue in issues if not _is_lost(session, issue, alert.channel_id)), None)
    return "" if told is None else f"digest:{told}:0"


def _is_lost(session: Session, digest_id: int, channel_id: int) -> bool:
    """Whether a digest was never posted."""
    parts = session.ledger.of_subject(DeliveryKind.DIGEST, [digest_id], channel_id)
    return not parts or parts[0].state in _LOST


def fold_into(session: Session, issue: Digest, held: Sequence[Held]) -> None:
    """Say that an issue, just frozen and planned, tells these: as its stories, or in its list of held ones."""
    listed = {one.story_id for one in issue.held}
    for is_listed, part in ((True, held_part(issue)), (False, 0)):
        alerts = [one.alert for one in held if (one.story.id in listed) is is_listed]
        session.ledger.fold(alerts, told_in=f"digest:{issue.id}:{part}")


def listed(held: Iterable[Held], told: Iterable[int]) -> tuple[HeldAlert, ...]:
    """What an issue says of held alerts; those among its stories, whose ids are `told`, are told by that."""
    stories = set(told)
    return tuple(one.told() for one in held if one.story.id not in stories)


def next_digest(session: Session, channel_id: int, *, now: datetime) -> Subscription | None:
    """The subscription whose digest the channel gets next; None where it gets none as things stand."""
    offered = {topic.id for topic in session.topics.all()}
    coming = [
        order
        for order in session.subscriptions.of_channel(channel_id)
        if order.due_at is not None and not order.is_paused(now) and order.topic_id in offered
    ]
    return min(coming, key=lambda order: (order.due_at or now, order.id), default=None)


def telling_of(session: Session, channel_id: int, *, rules: AlertRules, now: datetime) -> Telling:
    """When alerts that are held now will be told. `rules` are the channel's."""
    order = next_digest(session, channel_id, now=now)
    if order is not None and order.due_at is not None:
        return Telling(at=order.due_at, in_digest=True, zone=order.schedule.zone)
    return Telling(at=told_at(rules, now), in_digest=False, zone=rules.zone)


def overflow_message(session: Session, notice: Delivery, *, now: datetime) -> Message:
    """The message that tells what was folded into it, those stories first that most sources tell."""
    told = session.ledger.told_in(notice.key)
    orders, muted = orders_for(session, told, now=now), Muted.of(session, notice.channel_id, now=now)
    held = [
        Held(alert, _story(session, alert, muted), _title(session, alert, order))
        for alert, order in zip(told, orders, strict=True)
    ]
    held.sort(key=lambda one: (-one.story.sources, one.alert.id))
    restore = session.upkeep.last_restore() if notice.may_repeat else None
    zone = session.channels.rules(notice.channel_id).zone or next((one.schedule.zone for one in orders if one), "UTC")
    repeats = may_repeat(restore.backup_at if restore else None, zone=zone, near=notice.planned_at)
    return write_overflow([one.told() for one in held], repeats=repeats)


def unpaused(session: Session, held: Sequence[Delivery], now: datetime) -> list[Delivery]:
    """Those of a channel's held alerts that no pause keeps back now."""
    orders = orders_for(session, held, now=now)
    return [alert for alert, order in zip(held, orders, strict=True) if order is None or not order.is_paused(now)]


def unwanted(session: Session, channel_id: int, *, now: datetime) -> int:
    """How many of a channel's held alerts it is subscribed to no topic of any more: they will not be told."""
    return orders_for(session, session.ledger.held(channel_id), now=now).count(None)


def _title(session: Session, alert: Delivery, order: Subscription | None) -> str:
    topic_id = order.topic_id if order else alert.topic_id
    return session.topics.get(topic_id).title if topic_id else ""


def _story(session: Session, alert: Delivery, muted: Muted) -> Story:
    """The story's head, as the channel sees it."""
    story_id = session.stories.root(alert.subject_id)
    story = session.stories.get([story_id])[story_id]
    return muted.view(story, session.entries.of_stories([story_id])[story_id]).story if muted else story
