"""Doubt: what was posted between a backup and its restore is in the world and not in the ledger. What is planned about
that lost time is marked, so that nothing is told twice without a word.

An article is in doubt when it was published before the restore, or when it, or its present wording, came with the
first document of its feed since then: nobody knows when that appeared. The mark fades by itself as feeds move on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.model.delivery import DeliveryKind
from bot.model.entry import Entry
from bot.model.feed import Feed
from bot.ports.store import Session
from bot.ports.store.ledger import Plan
from bot.ports.store.upkeep import LostAlert

_KEYS_MAY_MEET = timedelta(days=2)  # a date of any zone that was there in the lost time has passed everywhere


def is_doubtful(feed: Feed, published: datetime | None, restored_at: datetime | None) -> bool:
    """Whether an article that is new to us may have been told in the lost time. Pure."""
    if restored_at is None:
        return False
    return is_first_read(feed, restored_at) or (published is not None and published < restored_at)


def is_first_read(feed: Feed, restored_at: datetime | None) -> bool:
    """Whether what is read of a feed now is the first of it since the restore. Pure."""
    return restored_at is not None and (feed.succeeded_at is None or feed.succeeded_at < restored_at)


def known_or_marked(session: Session, plan: Plan) -> Plan | None:
    """A planned alert, marked where its channel may have it already.

    None where the replaced ledger has it as posted, with all the articles that the story has now: then the ledger takes
    that message up, and it lives on.
    """
    restore = session.upkeep.last_restore()
    entries = session.entries.of_stories([plan.subject_id])[plan.subject_id] if restore else []
    if restore is None or not any(entry.doubtful for entry in entries):
        return plan
    lost = session.upkeep.lost_alerts(plan.channel_id, [entry.id for entry in entries])
    posted = told_whole(entries, lost)
    if posted is not None:
        session.upkeep.adopt(plan, posted)
        return None
    others = session.upkeep.lost_kinds(plan.channel_id) - {DeliveryKind.ALERT}
    return replace(plan, may_repeat=not restore.exact or bool(lost) or bool(others))


def told_whole(entries: Sequence[Entry], lost: Iterable[LostAlert]) -> LostAlert | None:
    """The posted alert that surely told all of these articles, if one did. Pure."""
    told: dict[str, set[int]] = {}
    for one in lost:
        if one.sure and one.platform_id:
            told.setdefault(one.key, set()).add(one.entry_id)
            if told[one.key] == {entry.id for entry in entries}:
                return one
    return None


def fresh_key(session: Session, key: str, *, now: datetime) -> str:
    """A key that is made of a date, for a message that is planned now: another than any of the lost time."""
    restore = session.upkeep.last_restore()
    if restore is None or now - restore.restored_at > _KEYS_MAY_MEET:
        return key
    return f"{key}:{restore.restored_at:%Y%m%dT%H%M%S}"


def repeats_from(
    session: Session, channel_id: int, *, since: datetime, gained: Iterable[Entry], held: Iterable[bool]
) -> datetime | None:
    """The moment of the backup from which an issue may repeat what its channel got; None where it surely does not.

    `since` begins its window, `gained` are the articles that it tells, `held` the marks of its held alerts.
    """
    restore = session.upkeep.last_restore()
    if restore is None:
        return None
    told_there = not restore.exact or bool(session.upkeep.lost_kinds(channel_id))
    in_doubt = since < restore.restored_at or any(entry.doubtful for entry in gained)
    return restore.backup_at if (in_doubt and told_there) or any(held) else None
