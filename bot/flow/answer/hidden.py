"""Hidden: what mutes keep out of a channel, counted over the stories of the last four weeks on its topics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.flow.answer.phrases import count
from bot.flow.mutes import Muted, View
from bot.model.entry import Entry
from bot.model.story import Story
from bot.model.topic import Match
from bot.ports.store import Session
from bot.stories.query import Query, query_of

LOOKED_BACK = timedelta(weeks=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story that this channel hears of, with each topic under which it does."""

    story: Story
    entries: tuple[Entry, ...]
    topics: tuple[tuple[Query, Match], ...]  # at least one


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What is kept out, of so many stories."""

    total: int
    hidden: tuple[Story, ...] = ()  # the newest first
    thinned: int = 0  # told all the same, by fewer articles

    @property
    def everything(self) -> bool:
        """Nothing would be left."""
        return len(self.hidden) == self.total > 0


def recent(session: Session, channel_id: int, *, now: datetime) -> list[Told]:
    """The stories of the last four weeks on the topics that a channel is subscribed to, the newest first."""
    found: dict[int, list[tuple[Query, Match]]] = {}
    for order in session.subscriptions.of_channel(channel_id):
        topic = session.topics.get(order.topic_id)
        matches = session.stories.fresh(
            topic_id=topic.id, version=topic.version, after=0, upto=session.sequence(), since=now - LOOKED_BACK
        )
        query = query_of(topic)
        for match in matches:
            found.setdefault(match.story_id, []).append((query, match))
    stories, entries = session.stories.get(found), session.entries.of_stories(found)
    told = [
        Told(story=stories[story_id], entries=tuple(entries[story_id]), topics=tuple(topics))
        for story_id, topics in found.items()
    ]
    return sorted(told, key=lambda one: (one.story.last_at, one.story.id), reverse=True)


def tolls(muted: Sequence[Muted], stories: Sequence[Told]) -> list[Toll]:
    """What each of these keeps out. Pure. A story is hidden when it is under each of its topics."""
    views = [[_seen(one, story) for one in muted] for story in stories]  # story by story: each is read once
    return [_toll(stories, [of_story[i] for of_story in views]) for i in range(len(muted))]


def _toll(stories: Sequence[Told], views: Sequence[View]) -> Toll:
    pairs = list(zip(stories, views, strict=True))
    hidden = tuple(one.story for one, view in pairs if view.hidden_by is not None)
    thinned = sum(view.hidden_by is None and len(view.entries) < len(one.entries) for one, view in pairs)
    return Toll(total=len(pairs), hidden=hidden, thinned=thinned)


def _seen(muted: Muted, one: Told) -> View:
    """The story under the topic that still shows it, if any does."""
    views = [muted.view(one.story, one.entries, query=query, match=match) for query, match in one.topics]
    return next((view for view in views if view.hidden_by is None), views[0])


def in_words(found: Toll) -> str:
    """Such as "hides 3 of the 41 stories of the last four weeks here; 2 more lose articles"."""
    if not found.total:
        return "hides nothing yet: no story of the last four weeks is on a topic of this channel"
    return f"hides {_share(found)} of the last four weeks here{_loss(found)}"


def in_short(found: Toll) -> str:
    """The same where the total stands nearby: "hides 3; 2 more lose articles"."""
    return f"hides {len(found.hidden):,}{_loss(found)}" if found.hidden else f"hides none{_loss(found)}"


def _share(found: Toll) -> str:
    stories = count(found.total, "story", "stories")
    if found.everything:
        return f"all {stories}" if found.total > 1 else "the only story"
    return f"{f'{len(found.hidden):,}' if found.hidden else 'none'} of the {stories}"


def _loss(found: Toll) -> str:
    verb = "loses" if found.thinned == 1 else "lose"
    return f"; {found.thinned:,} more {verb} articles" if found.thinned else ""
