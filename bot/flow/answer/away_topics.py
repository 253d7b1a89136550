"""While you were away: what is new on a channel’s topics, which stories grew, which topics were changed."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.flow.answer.asking import Asking
from bot.flow.answer.coming import coming
from bot.flow.answer.phrases import count, day, joined, linked, rest_of, strong, text
from bot.flow.mutes import Muted
from bot.flow.publish import upcoming
from bot.flow.votes import lessons_of
from bot.model.delivery import DeliveryState
from bot.model.digest import Novelty
from bot.model.message import Block, Bullets, Paragraph, Span
from bot.model.story import Story
from bot.model.subscription import Subscription
from bot.model.topic import Topic
from bot.ports.store import Session
from bot.ports.store.stories import Gain
from bot.stories.learn import Lessons, Shown
from bot.stories.origin import origin_of
from bot.stories.query import query_of
from bot.stories.rank import rank
from bot.stories.voices import voices

_TOLD = (DeliveryState.SENT, DeliveryState.FOLDED)
_RANKED = 40  # stories of one topic whose rank is looked at closely
_LOOKED_AT = 500  # stories of one topic that mutes are asked about, the newest ones

Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicNews:
    """What a span of time brought to one topic of a channel."""

    topic: Topic
    order: Subscription
    gains: tuple[Gain, ...]  # without what is muted here
    muted: int
    lessons: Lessons  # what the channel's votes taught

    @property
    def new(self) -> frozenset[int]:
        """The stories that are new to the topic."""
        return frozenset(gain.story_id for gain in self.gains if gain.new)

    @property
    def grown(self) -> frozenset[int]:
        """Those that were there before, and gained articles."""
        return frozenset(gain.story_id for gain in self.gains if not gain.new)


def topic_news(session: Session, asking: Asking, commit: int) -> list[TopicNews]:
    """What came after a commit on each topic of this channel, in the order of its subscriptions."""
    muted = Muted.of(session, asking.channel.id, now=asking.now)
    lessons = lessons_of(session, asking.channel.id, muted)
    orders = session.subscriptions.of_channel(asking.channel.id)
    return [_news(session, order, muted, lessons, commit) for order in orders]


def _news(session: Session, order: Subscription, muted: Muted, lessons: Lessons, commit: int) -> TopicNews:
    topic = session.topics.get(order.topic_id)
    gains = session.stories.gains(topic_id=topic.id, version=topic.version, after=commit)
    shown = _shown_here(session, topic, muted, gains) if muted else gains
    hidden = len(gains) - len(shown)
    return TopicNews(topic=topic, order=order, gains=tuple(shown), muted=hidden, lessons=lessons)


def _shown_here(session: Session, topic: Topic, muted: Muted, gains: Sequence[Gain]) -> list[Gain]:
    """Those that this channel is not spared."""
    asked = sorted(gains, key=lambda gain: gain.last_seq)[-_LOOKED_AT:]
    ids = [gain.story_id for gain in asked]
    stories, entries, query = session.stories.get(ids), session.entries.of_stories(ids), query_of(topic)
    hidden = {one for one in ids if muted.reason(stories[one], entries[one], query=query)}
    return [gain for gain in gains if gain.story_id not in hidden]


def news_summary(news: Iterable[TopicNews]) -> list[str]:
    """Such as "9 new stories, 3 grew", each story once."""
    told = list(news)
    new = frozenset().union(*(one.new for one in told))
    grown = frozenset().union(*(one.grown for one in told)) - new
    parts = [f"{count(len(new), 'new story', 'new stories')}" if new else "", f"{len(grown):,} grew" if grown else ""]
    return [", ".join(part for part in parts if part)] if new or grown else []


def news_blocks(session: Session, news: TopicNews, shown: set[int], most: int, asking: Asking) -> list[Block]:
    """A topic's line, and at most so many of its stories by rank that are not `shown` yet; they are then."""
    grew = f", {len(news.grown):,} grew" if news.grown else ""
    muted = f", {news.muted:,} muted" if news.muted else ""
    figures = f" – {count(len(news.new), 'new story', 'new stories')}{grew}{muted} · "
    head = Paragraph((strong(news.topic.title), text(figures), *coming(news.order, asking)))
    first = _first(session, news, shown)[:most]
    waiting = _waiting(session, news, asking)
    lines = tuple(_line(story, gain, waits=story.id in waiting) for story, gain in first)
    more = sum(gain.story_id not in shown for gain in news.gains) - len(first)
    shown.update(story.id for story, _ in first)
    return [head, *([Bullets((*lines, *rest_of(more)))] if lines else [])]


def _first(session: Session, news: TopicNews, shown: Container[int]) -> list[tuple[Story, Gain]]:
    """The stories of the highest rank that are not shown yet."""
    gains = [gain for gain in news.gains if gain.story_id not in shown]
    stories = session.stories.get(gain.story_id for gain in gains)
    by_weight = sorted(gains, key=lambda gain: -stories[gain.story_id].sources * gain.score)[:_RANKED]
    entries = session.entries.of_stories(gain.story_id for gain in by_weight)

    def score(gain: Gain) -> float:
        story = stories[gain.story_id]
        novelty = Novelty.NEW if gain.new else Novelty.DEVELOPING
        moved = news.lessons.moved(Shown(story.source, story.title))
        told = voices(entries[gain.story_id], texts=origin_of(entries[gain.story_id]).texts)
        return rank(voices=told, match_score=gain.score, novelty=novelty, moved=moved).score

    ranked = sorted(by_weight, key=lambda gain: (-score(gain), gain.story_id))
    return [(stories[gain.story_id], gain) for gain in ranked]


def _line(story: Story, gain: Gain, *, waits: bool) -> Line:
    more = f" +{story.coverage}" if story.coverage else ""
    grew = "" if gain.new else f"grew by {count(gain.gained, 'article')}"
    facts = [f"{story.source}{more}", grew, "not told yet" if waits else ""]
    return joined([(linked(story.title, story.link),), *((text(fact),) for fact in facts if fact)])


def _waiting(session: Session, news: TopicNews, asking: Asking) -> frozenset[int]:
    """The stories that the channel is still to hear of: by its next digest, or by an alert that was not told yet."""
    order, ids = news.order, [gain.story_id for gain in news.gains]
    if order.due_at is not None:
        return upcoming(session, order, now=asking.now)
    alerts = session.ledger.alerts_of(order.channel_id, ids)
    return frozenset(alert.subject_id for alert in alerts if alert.state not in _TOLD)


def topic_changes(session: Session, asking: Asking, since: datetime) -> list[Line]:
    """The topics of this channel that were changed since then, and those that the workspace has made."""
    mine = {order.topic_id for order in session.subscriptions.of_channel(asking.channel.id)}
    offered = {topic.id: topic for topic in session.topics.offered(asking.channel.workspace_id)}
    subscribed = {topic_id: session.topics.get(topic_id) for topic_id in mine}
    changed = [topic for topic in (offered | subscribed).values() if topic.changed_at >= since]
    return [
        _change(topic, asking)
        for topic in sorted(changed, key=lambda topic: topic.changed_at)
        if (topic.id in mine and topic.version > 1) or topic.workspace_id is not None
    ]


def _change(topic: Topic, asking: Asking) -> Line:
    when = day(topic.changed_at, asking.zone, asking.now)
    what = f" is new since {when}" if topic.version == 1 else f" is at version {topic.version} since {when}"
    return strong(topic.title), text(what)
