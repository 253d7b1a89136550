"""Publish: each due subscription gets one issue, frozen, numbered and planned in a single transaction."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.digests.cadence import next_due, overdue, span, window
from bot.digests.compose import USUAL_LIMITS, ComposeRequest, ExtractLimits, compose, freeze
from bot.digests.compose.issue import HISTORY
from bot.digests.write import write_digest
from bot.feeds.ailments import in_brief
from bot.flow.border import guarded
from bot.flow.candidates import candidates, foresee
from bot.flow.doubt import repeats_from
from bot.flow.origins import Origins
from bot.flow.overflow import fold_into, listed, take_up
from bot.model.delivery import DeliveryKind
from bot.model.digest import Digest, FeedNote
from bot.model.subscription import Subscription, Window
from bot.ports.store import Session, Store
from bot.ports.store.ledger import Plan
from bot.stories.origin import NO_OUTLETS, Outlets
from bot.stories.query import fault_of

log = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(days=13)  # an issue on request may skip one weekly date, never two


def publish(
    store: Store,
    *,
    clock: Callable[[], datetime],
    new_token: Callable[[], str],
    stop: Callable[[], bool],
    outlets: Outlets = NO_OUTLETS,
    limits: ExtractLimits = USUAL_LIMITS,
) -> list[Digest]:
    """Freeze an issue for every due subscription; returns them. Stops between two issues.

    `outlets` are those that texts may credit, beside the publications that we read; `limits` say how much of a
    source's text may be shown.
    """
    with store.reading() as session:
        now = clock()
        due = session.subscriptions.due(now, too_far=now + LONGEST_WAIT)
    issues: list[Digest] = []
    origins = Origins(outlets)
    for subscription in due:
        if stop():
            break
        # One that fails is tried again at the next tick, and holds up no other.
        guarded(
            f"subscription {subscription.id}",
            partial(_publish_due, store, subscription.id, clock, new_token, origins, limits, issues),
        )
    return issues


def _publish_due(
    store: Store,
    subscription_id: int,
    clock: Callable[[], datetime],
    new_token: Callable[[], str],
    origins: Origins,
    limits: ExtractLimits,
    issues: list[Digest],
) -> None:
    with store.reading() as session:  # what may take long, while others may write
        _foresee(session, subscription_id, now=clock(), origins=origins)
    with store.writing(durable=True) as session:
        issue = _publish_one(session, subscription_id, now=clock(), token=new_token(), origins=origins, limits=limits)
    if issue is not None:
        issues.append(issue)
        log.info("froze %s No. %d: %d stories", issue.topic_name, issue.number, len(issue.stories))


def _foresee(session: Session, subscription_id: int, *, now: datetime, origins: Origins) -> None:
    """Reckon the origins that the issue will tell."""
    subscription = session.subscriptions.get(subscription_id)
    due = overdue(subscription, now)
    if due is None or _is_silent(session, subscription, now):
        return
    covered = window(subscription, due=due, seq=session.sequence())
    topic = session.topics.get(subscription.topic_id)
    foresee(session, subscription, topic, covered, _since(subscription, covered), now, origins=origins)


def _publish_one(
    session: Session, subscription_id: int, *, now: datetime, token: str, origins: Origins, limits: ExtractLimits
) -> Digest | None:
    """The issue, unless another worker has published it meanwhile."""
    subscription = session.subscriptions.get(subscription_id)
    due = overdue(subscription, now)
    if _is_silent(session, subscription, now):
        return None
    if due is None:
        _bring_back(session, subscription, now)
        return None
    next_at = next_due(subscription.schedule, now)
    return _issue(session, subscription, due=due, next_at=next_at, now=now, token=token, origins=origins, limits=limits)


def _is_silent(session: Session, subscription: Subscription, now: datetime) -> bool:
    """Whether nothing is told now."""
    silent = subscription.ended_at is not None or subscription.is_paused(now)
    return silent or not _is_offered(session, subscription.topic_id)


def _is_offered(session: Session, topic_id: int) -> bool:
    """Whether the topic is still set up and can be read: one that was withdrawn, or whose query names what no list has,
    has no quiet weeks; if it returns, it is caught up."""
    return any(topic.id == topic_id and fault_of(topic) is None for topic in session.topics.all())


def _bring_back(session: Session, subscription: Subscription, now: datetime) -> None:
    """Put a digest that a clock running ahead has put off back to its next date."""
    next_at, told = next_due(subscription.schedule, now), subscription.told_until
    if subscription.due_at is not None and subscription.due_at > now + LONGEST_WAIT:
        until = min(told or now, now)
        session.subscriptions.told(subscription.id, mark=subscription.mark, until=until, due_at=next_at)
        log.warning(
            "subscription %d was put off to %s: its next issue is due %s", subscription.id, subscription.due_at, next_at
        )


def publish_now(
    session: Session,
    subscription: Subscription,
    *,
    now: datetime,
    token: str,
    outlets: Outlets = NO_OUTLETS,
    limits: ExtractLimits = USUAL_LIMITS,
) -> Digest:
    """Freeze and plan an issue on request. A scheduled one that would follow it closely, within a quarter of the
    period, is left out: it would be nearly empty, and what it would have told stands in the one after it."""
    next_at = next_due(subscription.schedule, now + span(subscription.schedule) / 4)
    origins = Origins(outlets)
    return _issue(session, subscription, due=now, next_at=next_at, now=now, token=token, origins=origins, limits=limits)


def _issue(
    session: Session,
    subscription: Subscription,
    *,
    due: datetime,
    next_at: datetime | None,
    now: datetime,
    token: str,
    origins: Origins,
    limits: ExtractLimits,
) -> Digest:
    """Freeze and plan the issue whose window ends at `due`, and move the subscription's mark."""
    covered = window(subscription, due=due, seq=session.sequence())
    request = _request(
        session, subscription, covered, next_at=next_at, now=now, token=token, origins=origins, limits=limits
    )
    draft = compose(request)
    held = take_up(session, subscription.channel_id, now=now)
    repeats = repeats_from(
        session,
        subscription.channel_id,
        since=covered.since,
        gained=[entry for one in request.candidates for entry in one.entries if entry.id in one.gained],
        held=[one.alert.may_repeat for one in held],
    )
    numbered = freeze(draft, id=0, number=session.digests.next_number(subscription.id))
    told = listed(held, (story.story_id for story in draft.stories))
    issue = session.digests.freeze(replace(numbered, held=told, repeats_from=repeats))
    session.ledger.plan(list(_plans(issue, now)), now=now)
    fold_into(session, issue, held)
    session.subscriptions.told(subscription.id, mark=covered.upto, until=covered.until, due_at=next_at)
    return issue


def _plans(issue: Digest, now: datetime) -> Iterable[Plan]:
    for part in range(len(write_digest(issue))):
        yield Plan(
            key=f"digest:{issue.id}:{part}",
            kind=DeliveryKind.DIGEST,
            channel_id=issue.channel_id,
            subject_id=issue.id,
            topic_id=None,
            part=part,
            not_before=now,
        )


def _request(
    session: Session,
    subscription: Subscription,
    covered: Window,
    *,
    next_at: datetime | None,
    now: datetime,
    token: str,
    origins: Origins,
    limits: ExtractLimits,
) -> ComposeRequest:
    topic = session.topics.get(subscription.topic_id)
    since = _since(subscription, covered)
    feeds = _feeds(session, covered, since, now)
    return ComposeRequest(
        subscription=subscription,
        topic=topic,
        window=covered,
        now=now,
        token=token,
        candidates=tuple(candidates(session, subscription, topic, covered, since, now, origins=origins)),
        feeds=feeds,
        articles_read=sum(note.read for note in feeds),
        history=session.digests.counts(subscription.id, cadence=subscription.schedule.cadence, last=HISTORY),
        next_at=next_at,
        limits=limits,
    )


def _since(subscription: Subscription, covered: Window) -> datetime | None:
    """The first issue is bounded by dates."""
    return covered.since if subscription.told_until is None else None


def _feeds(session: Session, covered: Window, since: datetime | None, now: datetime) -> tuple[FeedNote, ...]:
    """Every feed's health now, and what it brought in the window."""
    read = session.entries.read_between(covered.after, covered.upto, since=since)
    return tuple(
        FeedNote(
            feed_id=feed.id,
            source=feed.source,
            state=feed.state,
            note=in_brief(feed, now),
            read=read.get(feed.id, 0),
        )
        for feed in session.feeds.all()
    )


def upcoming(session: Session, subscription: Subscription, *, now: datetime) -> frozenset[int]:
    """The stories, by id, that the subscription's next issue would look at as things stand: those that are news of its
    window, before mutes and earlier tellings."""
    covered = window(subscription, due=max(subscription.due_at or now, now), seq=session.sequence())
    topic = session.topics.get(subscription.topic_id)
    since = _since(subscription, covered)
    found = session.stories.fresh(
        topic_id=topic.id, version=topic.version, after=covered.after, upto=covered.upto, since=since
    )
    return frozenset(match.story_id for match in found)
