"""Candidates: the stories that could stand in an issue, as its channel sees them, each with its rank."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.digests.compose import Candidate, Told
from bot.flow.arrival import document_of
from bot.flow.mutes import Muted, View
from bot.flow.origins import Origins
from bot.flow.votes import lessons_of
from bot.model.entry import Entry
from bot.model.origin import Origin
from bot.model.story import Story
from bot.model.subscription import Subscription, Window
from bot.model.topic import Match, Topic
from bot.ports.store import Session
from bot.ports.store.digests import Telling
from bot.stories.acts import act_of
from bot.stories.head import led_by
from bot.stories.lead import lead
from bot.stories.learn import Lessons, Shown
from bot.stories.query import Query, Verdict, evaluate, query_of
from bot.stories.rank import rank
from bot.stories.titles import read_title
from bot.stories.voices import fresh, voices

_READ = 200  # articles of one story that are asked whether they meet the topic, the newest


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """A story that has news for its channel, as that sees it."""

    view: View
    match: Match
    gained: frozenset[int]  # ids of the articles that are news of this window
    told: Told


@dataclass(frozen=True, slots=True)
class _Seen:
    """Such a story with what each of its articles says to the topic."""

    news: _News
    met: Mapping[int, Verdict]  # by the ids of those that meet the topic

    def shown(self, origin: Origin) -> Story:
        """The story under an article that meets the topic itself: what a reader of the topic can make sense of. One
        that was told before is shown under what came since, where that says plainly what happened."""
        view = self.news.view
        telling = [entry for entry in view.entries if entry.id in self.met]
        if self.news.told.number is not None:
            new = fresh(view.entries, texts=origin.texts, gained=self.news.gained)
            since = [entry for entry in telling if entry.id in new]
            if since and read_title((latest := lead(since)).title).plain:
                return led_by(view.story, latest)
        return view.story if view.story.lead_id in self.met or not telling else led_by(view.story, lead(telling))


def candidates(
    session: Session,
    subscription: Subscription,
    topic: Topic,
    covered: Window,
    since: datetime | None,
    now: datetime,
    *,
    origins: Origins,
) -> Iterable[Candidate]:
    """The stories that gained news in the window, as the channel sees them: what is muted here does not count."""
    muted = Muted.of(session, subscription.channel_id, now=now)
    lessons = lessons_of(session, subscription.channel_id, muted)
    origin_of = origins.known_to(session)
    query = query_of(topic)
    for news in _news(session, subscription, topic, covered, since, muted):
        yield _candidate(_Seen(news, _met(query, news.view)), lessons, origin_of)


def foresee(
    session: Session,
    subscription: Subscription,
    topic: Topic,
    covered: Window,
    since: datetime | None,
    now: datetime,
    *,
    origins: Origins,
) -> None:
    """Reckon the origins that `candidates` will ask for, as far as things stay as they are."""
    muted, origin_of = Muted.of(session, subscription.channel_id, now=now), origins.known_to(session)
    for news in _news(session, subscription, topic, covered, since, muted):
        origin_of(news.view.entries)


def _news(
    session: Session,
    subscription: Subscription,
    topic: Topic,
    covered: Window,
    since: datetime | None,
    muted: Muted,
) -> Iterator[_News]:
    matches = session.stories.fresh(
        topic_id=topic.id, version=topic.version, after=covered.after, upto=covered.upto, since=since
    )
    ids = [match.story_id for match in matches]
    stories, entries = session.stories.get(ids), session.entries.of_stories(ids)
    query = query_of(topic)
    for match in matches:
        view = muted.view(stories[match.story_id], entries[match.story_id], query=query, match=match)
        told = _told(session, subscription, match.story_id)
        gained = frozenset(entry.id for entry in view.entries if _is_fresh(entry, match, covered, since, told))
        if view.hidden_by is None and gained:  # what only muted sources added is no news here
            yield _News(view=view, match=view.match or match, gained=gained, told=told)


def _met(query: Query, view: View) -> dict[int, Verdict]:
    """What the articles say that meet the topic themselves."""
    asked = sorted(view.entries, key=lambda entry: (entry.id != view.story.lead_id, -entry.id))[:_READ]
    verdicts = {entry.id: evaluate(query, document_of(entry, covered=view.story.sources)) for entry in asked}
    return {entry_id: verdict for entry_id, verdict in verdicts.items() if verdict.matched}


def _candidate(seen: _Seen, lessons: Lessons, origin_of: Callable[[Sequence[Entry]], Origin]) -> Candidate:
    news, entries = seen.news, seen.news.view.entries
    origin = origin_of(entries)
    shown = seen.shown(origin)
    on_topic = seen.met if seen.met and len(entries) <= _READ else None
    told_by = voices(entries, texts=origin.texts, gained=news.gained, on_topic=on_topic)
    moved = lessons.moved(Shown(shown.source, shown.title))
    act = act_of(shown.title, (entry.title for entry in entries if not seen.met or entry.id in seen.met))
    ranked = rank(voices=told_by, act=act, match_score=news.match.score, novelty=news.told.novelty, moved=moved)
    return Candidate(
        story=shown,
        entries=entries,
        gained=news.gained,
        match=_of_lead(seen, shown),
        told=news.told,
        score=ranked.score,
        reason=ranked.reason,
        origin=origin,
    )


def _of_lead(seen: _Seen, shown: Story) -> Match:
    """The match by the words of the entry that is shown, where they meet the query: what a reader can check."""
    match, verdict = seen.news.match, seen.met.get(shown.lead_id)
    return replace(match, entry_id=shown.lead_id, evidence=verdict.evidence) if verdict else match


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
