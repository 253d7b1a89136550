"""Lost: a message that will never be posted is told in its channel, in one notice a day that grows with them."""

from collections.abc import Iterable
from datetime import datetime

from bot.digests.interrupt import local_day
from bot.digests.write import LostMessage, write_lost
from bot.errors import NotFound
from bot.flow.doubt import fresh_key
from bot.flow.edit import plan_edit
from bot.model.channel import AlertRules
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState
from bot.model.message import Message
from bot.ports.store import Session
from bot.ports.store.ledger import Plan

PREFIX = "notice:lost:"
_TOLD = (DeliveryKind.DIGEST, DeliveryKind.ALERT, DeliveryKind.SHARE)  # a lost notice or edit tells nothing of its own


def say_lost(session: Session, lost: Delivery, *, rules: AlertRules, now: datetime) -> None:
    """Plan the notice of a delivery that was just lost, or an edit of it. `rules` are the installation's."""
    if lost.kind not in _TOLD:
        return
    day = local_day(session.channels.rules(lost.channel_id).over(rules), now)
    key = fresh_key(session, f"{PREFIX}{lost.channel_id}:{day}", now=now)
    session.ledger.tell_in(lost, key)
    if not session.ledger.plan([_plan(lost.channel_id, key, now)], now=now):
        for notice in _posted(session, lost.channel_id, key):
            plan_edit(session, notice, now=now, at_once=False)


def lost_message(session: Session, notice: Delivery) -> Message:
    """What the notice says, as things stand."""
    return write_lost([_told(session, one) for one in session.ledger.told_in(notice.key)])


def _plan(channel_id: int, key: str, now: datetime) -> Plan:
    return Plan(
        key=key,
        kind=DeliveryKind.NOTICE,
        channel_id=channel_id,
        subject_id=channel_id,
        topic_id=None,
        part=0,
        not_before=now,
    )


def _posted(session: Session, channel_id: int, key: str) -> Iterable[Delivery]:
    """The notice with that key, if it stands there or may."""
    notices = session.ledger.of_subject(DeliveryKind.NOTICE, [channel_id], channel_id)
    may_stand = (DeliveryState.SENT, DeliveryState.CLAIMED, DeliveryState.UNCERTAIN)
    return (notice for notice in notices if notice.key == key and notice.state in may_stand)


def _told(session: Session, lost: Delivery) -> LostMessage:
    match lost.kind:
        case DeliveryKind.ALERT:
            story_id = session.stories.root(lost.subject_id)
            story = session.stories.get([story_id])[story_id]
            return LostMessage(what=f"Alert: {story.title}", why=lost.reason, link=story.link)
        case DeliveryKind.DIGEST:
            part = f", part {lost.part + 1}" if lost.part else ""
            return LostMessage(what=f"{_issue(session, lost.subject_id)}{part}", why=lost.reason)
        case _:
            return LostMessage(what="An answer that somebody shared", why=lost.reason)


def _issue(session: Session, digest_id: int) -> str:
    """An issue's name; what cannot be read may be the very reason why it was lost."""
    try:
        issue = session.digests.get(digest_id)
    except NotFound:
        return "A digest"
    return f"{issue.topic_title} No. {issue.number}"
