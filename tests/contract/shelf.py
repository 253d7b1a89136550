"""What a store holds in the contract tests, and the shortest way to put it there."""

from datetime import UTC, datetime, timedelta

from bot.model.delivery import Delivery, DeliveryKind
from bot.model.entry import Entry
from bot.model.feed import FeedSpec
from bot.model.story import Story
from bot.model.topic import Evidence, Match, TopicSpec
from bot.ports.store import Session
from bot.ports.store.entries import Filed
from bot.ports.store.ledger import Plan

NOW = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


def spec(name: str) -> FeedSpec:
    return FeedSpec(source=name, url=f"https://{name}.example/feed", category="press", language="en-GB", tier=2)


def filed(entry_id: int, story_id: int, *, seq: int = 1, title: str = "cameras", when: datetime = NOW) -> Filed:
    entry = Entry(
        id=entry_id,
        feed_id=1,
        source="Gazette",
        tier=2,
        raw_id=f"g{entry_id}",
        link=f"https://gazette.example/{entry_id}",
        title=title,
        summary="A council voted.",
        body="",
        author="",
        language="en-GB",
        published=when,
        seen_at=NOW,
        news=True,
        story_id=story_id,
        seq=seq,
    )
    return Filed(entry=entry, keys=(("guid", f"1 g{entry_id}"),), title_words=title, body_words="council vote")


def head(story_id: int, lead_id: int, *, seq: int = 1) -> Story:
    return Story(
        id=story_id,
        lead_id=lead_id,
        title="cameras",
        link=f"https://gazette.example/{lead_id}",
        source="Gazette",
        first_at=NOW,
        last_at=NOW,
        entries=1,
        sources=1,
        seq=seq,
    )


def match(story_id: int, *, topic_id: int = 1, score: float = 0.5, seq: int = 1) -> Match:
    return Match(
        topic_id=topic_id,
        topic_version=1,
        story_id=story_id,
        entry_id=story_id,
        score=score,
        evidence=(Evidence(clause="camera", field="title", text="Cameras", start=0, end=7),),
        matched_at=NOW,
        seq=seq,
    )


def with_stories(session: Session, *story_ids: int) -> None:
    """A feed, a topic, and stories of one entry each, entry and story numbered alike."""
    session.feeds.sync([spec("gazette")], now=NOW, interval=HALF_HOUR)
    session.topics.sync([TopicSpec(name="cameras", title="Cameras", description="", query="camera")], now=NOW)
    session.stories.save([head(story_id, story_id) for story_id in story_ids])
    session.entries.add([filed(story_id, story_id) for story_id in story_ids])


def with_channel(session: Session) -> int:
    workspace = session.channels.ensure_workspace(platform="console", key="local", name="This machine")
    return session.channels.ensure(workspace=workspace, key="console", name="console").id


def plan(key: str, *, part: int = 0, subject: int = 1, channel: int = 1, at: datetime = NOW) -> Plan:
    return Plan(
        key=key,
        kind=DeliveryKind.DIGEST,
        channel_id=channel,
        subject_id=subject,
        topic_id=None,
        part=part,
        not_before=at,
    )


def claim(session: Session, now: datetime = NOW) -> Delivery | None:
    return session.ledger.claim(now=now, lease_until=now + timedelta(seconds=60))
