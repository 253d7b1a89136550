"""What every store promises to those who explain: what was told, what matched ever, and what a span of time brought."""

from dataclasses import replace
from datetime import timedelta

from bot.model.delivery import DeliveryKind, DeliveryState
from bot.model.feed import Book, FeedState
from bot.model.topic import TopicSpec
from bot.ports.store import Session, Store
from bot.ports.store.ledger import Plan
from bot.ports.store.stories import Gain
from tests.contract.shelf import NOW, filed, head, match, with_stories

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def later(session: Session, *, story_id: int, entry_id: int, seq: int, news: bool = True) -> None:
    """One more entry of a story, in a later commit."""
    one = filed(entry_id, story_id, seq=seq)
    entry = replace(one.entry, seen_at=NOW + seq * HOUR, news=news)
    session.entries.add([replace(one, entry=entry)])
    session.stories.save([replace(head(story_id, story_id), seq=seq, entries=2)])


def test_gains_are_news_of_the_commits_after_a_mark(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2, 3)
        session.stories.add_matches([match(story) for story in (1, 2, 3)])
        later(session, story_id=1, entry_id=10, seq=5)
        later(session, story_id=2, entry_id=11, seq=6, news=False)  # archive is no news
        session.stories.save([head(4, 12, seq=7)])
        session.entries.add([filed(12, 4, seq=7)])
        session.stories.add_matches([replace(match(4), entry_id=12, seq=7)])
        assert session.stories.gains(topic_id=1, version=1, after=4) == [
            Gain(story_id=1, score=0.5, gained=1, new=False, last_seq=5),
            Gain(story_id=4, score=0.5, gained=1, new=True, last_seq=7),
        ]
        assert session.stories.gains(topic_id=1, version=1, after=7) == []
        assert session.stories.gains(topic_id=1, version=2, after=0) == []


def test_a_story_that_was_only_later_found_to_match_is_new_to_the_topic(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        session.stories.add_matches([replace(match(1), seq=9)])
        (gain,) = session.stories.gains(topic_id=1, version=1, after=5)
        assert (gain.new, gain.gained, gain.last_seq) == (True, 0, 9)


def test_matches_of_every_version_are_found(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        session.stories.add_matches([match(1)])
        changed = TopicSpec(name="cameras", title="Cameras", description="", query="ferry")
        session.topics.sync([changed], now=NOW)
        assert session.stories.matches_of([1]) == []
        assert [one.topic_version for one in session.stories.matches_ever([1])] == [1]
        session.stories.add_matches([replace(match(1), topic_version=2)])
        assert [one.topic_version for one in session.stories.matches_ever([1])] == [2, 1]


def test_the_last_commit_before_a_time(store: Store) -> None:
    with store.writing() as session:
        assert session.entries.commit_before(NOW) == 0
        with_stories(session, 1)  # seen at NOW, in commit 1
        later(session, story_id=1, entry_id=10, seq=5)
        assert [session.entries.commit_before(NOW + n * HOUR) for n in (0, 1, 5, 6)] == [0, 1, 1, 5]


def test_the_feeds_of_a_site_are_known_by_the_links_of_their_entries(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        for entry_id, link in ((20, "https://gazette.example/a"), (21, "https://gazette.examples/b")):
            one = filed(entry_id, 1)
            session.entries.add([replace(one, keys=(("link", link),))])
        assert session.traces.feeds_of_site("gazette.example") == [1]
        assert session.traces.feeds_of_site("azette.example") == []
        assert session.traces.feeds_of_site("gazette.exampl") == []


def test_when_a_feed_was_first_polled(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        assert session.traces.first_polled(1) is None
        for when in (NOW + HOUR, NOW, NOW + DAY):
            session.feeds.record(1, at=when, book=Book(), reasons={})
        assert session.traces.first_polled(1) == NOW


def test_alerts_are_found_by_when_they_were_last_looked_at(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2)
        channel = session.channels.ensure(
            workspace=session.channels.ensure_workspace(platform="console", key="k", name="n"), key="c", name="c"
        )
        plans = [
            Plan(
                key=f"alert:{channel.id}:{story}",
                kind=DeliveryKind.ALERT,
                channel_id=channel.id,
                subject_id=story,
                topic_id=1,
                part=0,
                not_before=NOW,
            )
            for story in (1, 2)
        ]
        session.ledger.plan(plans, now=NOW)
        for hours in (1, 2):
            claimed = session.ledger.claim(now=NOW + hours * HOUR, lease_until=NOW + hours * HOUR + DAY)
            assert claimed is not None
            session.ledger.settle(claimed, state=DeliveryState.SENT, now=NOW + hours * HOUR)
        found = session.ledger.alerts_since(channel.id, since=NOW + 2 * HOUR)
        assert [alert.subject_id for alert in found] == [2]
        assert len(session.ledger.alerts_since(channel.id, since=NOW)) == 2
        assert session.ledger.alerts_since(channel.id + 1, since=NOW) == []


def test_a_feed_remembers_when_it_turned(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        feed = session.feeds.get(1)
        assert (feed.turned_at, feed.turned_from) == (None, None)
        turned = replace(feed, state=FeedState.FAILING, turned_at=NOW, turned_from=FeedState.HEALTHY)
        session.feeds.save(turned)
        assert session.feeds.get(1) == turned
