"""Publish: each due subscription gets one issue, frozen, numbered and planned in a single transaction."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.digests.cadence import next_due, overdue, span, window
from bot.digests.compose import Candidate, ComposeRequest, Told, compose, freeze
from bot.digests.compose.issue import HISTORY
from bot.digests.write import write_digest
from bot.feeds.ailments import in_brief
from bot.flow.arrival import document_of
from bot.flow.border import guarded
from bot.flow.doubt import repeats_from
from bot.flow.mutes import Muted, View
from bot.flow.overflow import fold_into, listed, take_up
from bot.flow.votes import lessons_of
from bot.model.delivery import DeliveryKind
from bot.model.digest import Digest, FeedNote
from bot.model.entry import Entry
from bot.model.subscription import Subscription, Window
from bot.model.topic import Match, Topic
from bot.ports.store import Session, Store
from bot.ports.store.digests import Telling
from bot.ports.store.ledger import Plan
from bot.stories.learn import Moved, Shown
from bot.stories.query import Query, evaluate, parse
from bot.stories.rank import rank

log = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(days=13)  # an issue on request may skip one weekly date, never two


def publish(
    store: Store, *, clock: Callable[[], datetime], new_token: Callable[[], str], stop: Callable[[], bool]
) -> list[Digest]:
    """Freeze an issue for every due subscription; returns them. Stops between two issues."""
    with store.reading() as session:
        now = clock()
        due = session.subscriptions.due(now, too_far=now + LONGEST_WAIT)
    issues: list[Digest] = []
    for subscription in due:
        if stop():
            break
        # One that fails is tried again at the next tick, and holds up no other.
        guarded(
            f"subscription {subscription.id}", partial(_publish_due, store, subscription.id, clock, new_token, issues)
        )
    return issues


def _publish_due(
    store: Store,
    subscription_id: int,
    clock: Callable[[], datetime],
    new_token: Callable[[], str],
    issues: list[Digest],
) -> None:
    with store.writing(durable=True) as session:
        issue = _publish_one(session, subscription_id, now=clock(), token=new_token())
    if issue is not None:
        issues.append(issue)
        log.info("froze %s No. %d: %d stories", issue.topic_name, issue.number, len(issue.stories))


def _publish_one(session: Session, subscription_id: int, *, now: datetime, token: str) -> Digest | None:
    """The issue, unless another worker has published it meanwhile."""
    subscription = session.subscriptions.get(subscription_id)
    due = overdue(subscription, now)
    silent = subscription.ended_at is not None or subscription.is_paused(now)
    if silent or not _is_offered(session, subscription.topic_id):
        return None
    if due is None:
        _bring_back(session, subscription, now)
        return None
    next_at = next_due(subscription.schedule, now)
    return _issue(session, subscription, due=due, next_at=next_at, now=now, token=token)


def _is_offered(session: Session, topic_id: int) -> bool:
    """Whether the topic is still set up: one that was withdrawn has no quiet weeks; if it returns, it is caught up."""
    return any(topic.id == topic_id for topic in session.topics.all())


def _bring_back(session: Session, subscription: Subscription, now: datetime) -> None:
    """Put a digest that a clock running ahead has put off back to its next date."""
    next_at, told = next_due(subscription.schedule, now), subscription.told_until
    if subscription.due_at is not None and subscription.due_at > now + LONGEST_WAIT:
        until = min(told or now, now)
        session.subscriptions.told(subscription.id, mark=subscription.mark, until=until, due_at=next_at)
        log.warning(
            "subscription %d was put off to %s: its next issue is due %s", subscription.id, subscription.due_at, next_at
        )


def publish_now(session: Session, subscription: Subscription, *, now: datetime, token: str) -> Digest:
    """Freeze and plan an issue on request. A scheduled one that would follow it closely is left out: it would be
    nearly empty, and what it would have told stands in the one after it."""
    next_at = next_due(subscription.schedule, now + span(subscription.schedule) / 2)
    return _issue(session, subscription, due=now, next_at=next_at, now=now, token=token)


def _issue(
    session: Session,
    subscription: Subscription,
    *,
    due: datetime,
    next_at: datetime | None,
    now: datetime,
    token: str,
) -> Digest:
    """Freeze and plan the issue whose window ends at `due`, and move the subscription's mark."""
    covered = window(subscription, due=due, seq=session.sequence())
    request = _request(session, subscription, covered, next_at=next_at, now=now, token=token)
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
) -> ComposeRequest:
    topic = session.topics.get(subscription.topic_id)
    since = covered.since if subscription.told_until is None else None  # the first issue is bounded by dates
    feeds = _feeds(session, covered, since, now)
    return ComposeRequest(
        subscription=subscription,
        topic=topic,
        window=covered,
        now=now,
        token=token,
        candidates=tuple(_candidates(session, subscription, topic, covered, since, now)),
        feeds=feeds,
        articles_read=sum(note.read for note in feeds),
        history=session.digests.counts(subscription.id, cadence=subscription.schedule.cadence, last=HISTORY),
        next_at=next_at,
    )


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
    since = covered.since if subscription.told_until is None else None
    found = session.stories.fresh(
        topic_id=topic.id, version=topic.version, after=covered.after, upto=covered.upto, since=since
    )
    return frozenset(match.story_id for match in found)


def _candidates(
    session: Session, subscription: Subscription, topic: Topic, covered: Window, since: datetime | None, now: datetime
) -> Iterable[Candidate]:
    """The stories that gained news in the window, as the channel sees them: what is muted here does not count."""
    matches = session.stories.fresh(
        topic_id=topic.id, version=topic.version, after=covered.after, upto=covered.upto, since=since
    )
    ids = [match.story_id for match in matches]
    stories, entries = session.stories.get(ids), session.entries.of_stories(ids)
    query, muted = parse(topic.query), Muted.of(session, subscription.channel_id, now=now)
    lessons = lessons_of(session, subscription.channel_id, muted)
    for match in matches:
        view = muted.view(stories[match.story_id], entries[match.story_id], query=query, match=match)
        told = _told(session, subscription, match.story_id)
        gained = frozenset(entry.id for entry in view.entries if _is_fresh(entry, match, covered, since, told))
        if view.hidden_by is None and gained:  # what only muted sources added is no news here
            moved = lessons.moved(Shown(view.story.source, view.story.title))
            yield _candidate(view, gained, _evidence_of_lead(query, view, view.match or match), told, moved)


def _evidence_of_lead(query: Query, view: View, match: Match) -> Match:
    """The match by the words of the entry that is shown, where they meet the query: what a reader can check."""
    lead = next(entry for entry in view.entries if entry.id == view.story.lead_id)
    verdict = evaluate(query, document_of(lead, covered=view.story.sources))
    return replace(match, entry_id=lead.id, evidence=verdict.evidence) if verdict.matched else match


def _candidate(view: View, gained: frozenset[int], match: Match, told: Told, moved: Moved) -> Candidate:
    tier = min(entry.tier for entry in view.entries)
    ranked = rank(sources=view.story.sources, match_score=match.score, novelty=told.novelty, tier=tier, moved=moved)
    return Candidate(
        story=view.story,
        entries=view.entries,
        gained=gained,
        match=match,
        told=told,
        score=ranked.score,
        reason=ranked.reason,
    )


def _is_fresh(entry: Entry, match: Match, covered: Window, since: datetime | None, told: Told) -> bool:
    """Whether an article is news of this window: the same rule by which the store found its story. What an issue told
    already is none, although a changed query found its story again."""
    came_or_matched_now = covered.after < max(entry.seq, match.seq) <= covered.upto
    untold = entry.seq > told.upto
    return entry.news and came_or_matched_now and untold and (since is None or entry.when >= since)


def _told(session: Session, subscription: Subscription, story_id: int) -> Told:
    """What the channel has been told of a story, or of any that was merged with it."""
    tellings = session.digests.tellings(subscription.channel_id, session.stories.family(story_id))
    return told_of(subscription.id, tellings)


def told_of(subscription_id: int, tellings: Iterable[Telling]) -> Told:
    """The last telling by this subscription, else the first one under another topic: it is where the channel first saw
    the story, and the later ones were "seen under" lines themselves. Pure."""
    ours, upto, others = None, 0, ""
    for telling in tellings:
        if telling.subscription_id == subscription_id:
            ours, upto = telling.number, telling.upto
        else:
            others = others or telling.topic_title
    return Told(number=ours, upto=upto, topic_title=others)
