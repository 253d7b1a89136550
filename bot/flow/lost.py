"""Lost: a message that will never be posted is told in its channel, in one notice a day that grows with them."""

from collections.abc import Iterable
from datetime import datetime

from bot.digests.interrupt import local_day
from bot.digests.write import LostMessage, write_lost
from bot.errors import NotFound
from bot.flow.doubt import fresh_key
from bot.flow.edit import is_beyond_edits, plan_edit
from bot.flow.halves import part_words
from bot.flow.notice import notice_plan
from bot.model.channel import AlertRules
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState
from bot.model.message import Message
from bot.ports.store import Session

PREFIX = "notice:lost:"
_TOLD = (DeliveryKind.DIGEST, DeliveryKind.ALERT, DeliveryKind.SHARE)  # a lost notice or edit tells nothing of its own


def say_lost(session: Session, lost: Delivery, *, rules: AlertRules, now: datetime) -> None:
    """Plan the notice of a delivery that was just lost, or an edit of it. `rules` are the installation's."""
    if lost.kind not in _TOLD:
        return
    day = local_day(session.channels.rules(lost.channel_id).over(rules), now)
    first = fresh_key(session, f"{PREFIX}{lost.channel_id}:{day}", now=now)
    key = _growing(session, lost.channel_id, first)
    session.ledger.tell_in(lost, key)
    if not session.ledger.plan([notice_plan(key, lost.channel_id, now=now)], now=now):
        for posted in _posted(session, lost.channel_id, key):
            plan_edit(session, posted, now=now, at_once=False)


def lost_message(session: Session, told: Delivery) -> Message:
    """What the notice says, as things stand."""
    return write_lost([_told(session, one) for one in session.ledger.told_in(told.key)])


def _growing(session: Session, channel_id: int, first: str) -> str:
    """The key of the first of the day's notices that can grow, or that there is not yet."""
    notices = {one.key: one for one in session.ledger.of_subject(DeliveryKind.NOTICE, [channel_id], channel_id)}
    key, number = first, 1
    while key in notices and is_beyond_edits(notices[key]):
        number += 1
        key = f"{first}:{number}"
    return key


def _posted(session: Session, channel_id: int, key: str) -> Iterable[Delivery]:
    """The notice with that key, if it stands there or may."""
    notices = session.ledger.of_subject(DeliveryKind.NOTICE, [channel_id], channel_id)
    may_stand = (DeliveryState.SENT, DeliveryState.CLAIMED, DeliveryState.UNCERTAIN)
    return (one for one in notices if one.key == key and one.state in may_stand)


def _told(session: Session, lost: Delivery) -> LostMessage:
    match lost.kind:
        case DeliveryKind.ALERT:
            story_id = session.stories.root(lost.subject_id)
            story = session.stories.get([story_id])[story_id]
            return LostMessage(what=f"Alert: {story.title}", why=lost.reason, link=story.link)
        case DeliveryKind.DIGEST:
            issue = _issue(session, lost.subject_id)
            return LostMessage(what=f"{issue}{part_words(lost.part)}", why=lost.reason)
        case _:
            return LostMessage(what="An answer that somebody shared", why=lost.reason)


def _issue(session: Session, digest_id: int) -> str:
    """An issue's name; what cannot be read may be the very reason why it was lost."""
    try:
        issue = session.digests.get(digest_id)
    except NotFound:
        return "A digest"
    return f"{issue.topic_title} No. {issue.number}"
