"""What every store promises, whatever its engine. A second engine joins by a parameter in conftest.py."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.errors import NotFound, StoreError
from bot.model.delivery import DeliveryState
from bot.model.feed import Book, FeedState
from bot.model.subscription import Cadence, Schedule
from bot.model.topic import TopicSpec
from bot.ports.store import Store
from tests.contract.shelf import HALF_HOUR, NOW, claim, filed, head, match, plan, spec, with_channel, with_stories


def test_what_a_failed_block_wrote_is_gone(store: Store) -> None:
    def fail() -> None:
        with store.writing() as session:
            session.feeds.sync([spec("a")], now=NOW, interval=HALF_HOUR)
            assert session.next_sequence() == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.reading() as session:
        assert session.feeds.all() == []
        assert session.sequence() == 0


def test_feeds_keep_their_memory_when_the_configuration_is_read_again(store: Store) -> None:
    with store.writing() as session:
        session.feeds.sync([spec("a"), spec("b")], now=NOW, interval=HALF_HOUR)
        a, b = session.feeds.all()
        learned = replace(a, etag='"x"', polled_at=NOW, state=FeedState.HEALTHY, due_at=NOW + HALF_HOUR)
        session.feeds.save(learned)
        session.feeds.sync([spec("a")], now=NOW, interval=HALF_HOUR)
        assert session.feeds.all() == [learned]
        session.feeds.sync([spec("a"), spec("b")], now=NOW, interval=HALF_HOUR)
        assert session.feeds.all() == [learned, b]


def test_a_due_feed_is_claimed_once_until_its_lease_ends(store: Store) -> None:
    later = NOW + timedelta(minutes=2)
    with store.writing() as session:
        session.feeds.sync([spec("a"), spec("b")], now=NOW, interval=HALF_HOUR)
        assert [feed.source for feed in session.feeds.claim_due(now=NOW, until=later, limit=1)] == ["a"]
        assert [feed.source for feed in session.feeds.claim_due(now=NOW, until=later, limit=9)] == ["b"]
        assert session.feeds.claim_due(now=NOW, until=later, limit=9) == []
        assert len(session.feeds.claim_due(now=later, until=later + HALF_HOUR, limit=9)) == 2


def test_books_add_up_over_polls(store: Store) -> None:
    with store.writing() as session:
        session.feeds.sync([spec("a")], now=NOW, interval=HALF_HOUR)
        session.feeds.record(1, at=NOW, book=Book(received=3, new=2, rejected=1), reasons={"no-text": 1})
        session.feeds.record(1, at=NOW, book=Book(received=3, duplicate=3), reasons={})
        assert session.feeds.books() == {1: Book(received=6, new=2, duplicate=3, rejected=1)}


def test_a_book_that_does_not_balance_is_refused(store: Store) -> None:
    with store.writing() as session:
        session.feeds.sync([spec("a")], now=NOW, interval=HALF_HOUR)
    with pytest.raises(StoreError), store.writing() as session:
        session.feeds.record(1, at=NOW, book=Book(received=3, new=2), reasons={})


def test_entries_come_back_as_they_were_filed(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2)
        assert session.entries.get([1, 2, 99]) == {n: filed(n, n).entry for n in (1, 2)}
        assert session.entries.next_id() == 3
        assert session.entries.total() == 2
        assert session.entries.of_stories([2]) == {2: [filed(2, 2).entry]}


def test_entries_are_known_by_their_keys(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2)
        found = session.entries.known([("guid", "1 g2"), ("guid", "1 g3"), ("link", "1 g1")])
        assert [(kind, key, entry.id) for kind, key, entry in found] == [("guid", "1 g2", 2)]


def test_search_finds_by_words_and_follows_revisions(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2)
        revised = filed(1, 1, title="drones")
        session.entries.revise(revised, old_title_words="cameras", old_body_words="council vote")
        drones = session.entries.search(words='title : "drones"', limit=9)
        assert [entry.id for entry in drones] == [1]
        assert drones[0].title == "drones"
        assert [entry.id for entry in session.entries.search(words='"cameras"', limit=9)] == [2]
        assert [entry.id for entry in session.entries.search(words=None, limit=9)] == [2, 1]


def test_news_is_counted_by_commit_and_date(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        session.stories.save([head(2, 2, seq=2)])
        session.entries.add([filed(2, 2, seq=2, when=NOW - timedelta(days=9))])
        assert session.entries.read_between(0, 2, since=None) == {1: 2}
        assert session.entries.read_between(1, 2, since=None) == {1: 1}
        assert session.entries.read_between(0, 2, since=NOW - timedelta(days=7)) == {1: 1}
        assert session.entries.read_between(2, 2, since=None) == {}


def test_a_merged_story_keeps_its_id_and_hands_over_matches_and_entries(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2, 3)
        session.stories.add_matches([match(2)])
        session.stories.merge(2, 3, seq=2)
        session.entries.move(2, 1)
        session.stories.merge(1, 2, seq=3)
        assert session.stories.family(3) == (1, 2, 3)
        assert session.stories.root(3) == 1
        assert session.stories.get([2])[2].merged_into == 1
        assert [(one.topic_id, one.entry_id) for one in session.stories.matches_of([1])] == [(1, 2)]
        assert [entry.id for entry in session.entries.of_stories([1])[1]] == [1, 2]


def test_a_match_is_new_once_and_keeps_its_best_evidence(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        assert session.stories.add_matches([match(1)]) == [match(1)]
        assert session.stories.add_matches([match(1, score=0.9, seq=5)]) == []
        assert session.stories.add_matches([match(1, score=0.1, seq=6)]) == []
        assert session.stories.matches_of([1]) == [match(1, score=0.9)]


def test_fresh_matches_are_those_whose_stories_gained_news(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2)
        session.stories.add_matches([match(1), match(2)])
        session.entries.add([filed(3, 2, seq=2)])

        def fresh(after: int, upto: int, since: datetime | None = None) -> list[int]:
            found = session.stories.fresh(topic_id=1, version=1, after=after, upto=upto, since=since)
            return [one.story_id for one in found]

        assert fresh(0, 2) == [1, 2]
        assert fresh(1, 2) == [2]
        assert fresh(2, 9) == []
        assert fresh(0, 2, since=NOW + HALF_HOUR) == []


def test_a_changed_query_is_a_new_version_and_a_changed_title_is_not(store: Store) -> None:
    first = TopicSpec(name="cameras", title="Cameras", description="", query="camera")
    with store.writing() as session:
        assert [topic.version for topic in session.topics.sync([first], now=NOW)] == [1]
        stamp = session.topics.stamp()
        assert session.topics.sync([first], now=NOW) == []
        assert session.topics.stamp() == stamp
        assert session.topics.sync([replace(first, title="Eyes")], now=NOW) == []
        assert [topic.version for topic in session.topics.sync([replace(first, query="eye")], now=NOW)] == [2]
        assert session.topics.stamp() != stamp
        session.topics.sync([], now=NOW)
        assert session.topics.all() == []


def test_a_subscription_keeps_its_mark_through_rescheduling_and_leaving(store: Store) -> None:
    weekly, daily = Schedule(cadence=Cadence.WEEKLY), Schedule(cadence=Cadence.DAILY, hour=7, zone="Asia/Tokyo")
    with store.writing() as session:
        with_stories(session, 1)
        channel = with_channel(session)
        order = session.subscriptions.put(channel_id=channel, topic_id=1, schedule=weekly, due_at=NOW, now=NOW)
        assert (order.mark, order.told_until, order.due_at) == (0, None, NOW)
        assert session.subscriptions.due(NOW, too_far=NOW + timedelta(days=13)) == [order]
        session.subscriptions.told(order.id, mark=7, until=NOW, due_at=NOW + HALF_HOUR)
        assert session.subscriptions.due(NOW, too_far=NOW + timedelta(days=13)) == []
        session.subscriptions.end(order.id, now=NOW)
        assert session.subscriptions.find(channel_id=channel, topic_id=1) is None
        again = session.subscriptions.put(channel_id=channel, topic_id=1, schedule=daily, due_at=NOW, now=NOW)
        assert (again.id, again.mark, again.schedule) == (order.id, 7, daily)
        assert session.subscriptions.of_channel(channel) == [again]


def test_unknown_ids_say_so(store: Store) -> None:
    with store.reading() as session:
        for read in (session.feeds.get, session.topics.get, session.channels.get, session.digests.get):
            with pytest.raises(NotFound):
                read(404)


def test_a_key_is_planned_once_for_ever(store: Store) -> None:
    with store.writing() as session:
        with_channel(session)
        assert session.ledger.plan([plan("digest:1:0"), plan("digest:1:0")], now=NOW) == 1
        claimed = claim(session)
        assert claimed is not None
        assert session.ledger.settle(claimed, state=DeliveryState.SENT, now=NOW, platform_id="m1")
        assert session.ledger.plan([plan("digest:1:0")], now=NOW) == 0
        assert session.ledger.counts() == {DeliveryState.SENT: 1}


def test_parts_go_in_order_and_a_claim_is_exclusive(store: Store) -> None:
    with store.writing() as session:
        with_channel(session)
        session.ledger.plan([plan("digest:1:1", part=1), plan("digest:1:0")], now=NOW)
        parent = claim(session)
        assert parent is not None
        assert parent.key == "digest:1:0"
        assert claim(session) is None
        session.ledger.settle(parent, state=DeliveryState.SENT, now=NOW, platform_id="m1")
        reply = claim(session)
        assert reply is not None
        assert (reply.key, reply.attempts) == ("digest:1:1", 1)
        found = session.ledger.parent_of(reply)
        assert found is not None
        assert found.platform_id == "m1"


def test_a_claim_whose_lease_ran_out_is_unclear_and_its_late_holder_cannot_settle(store: Store) -> None:
    later = NOW + timedelta(seconds=61)
    with store.writing() as session:
        with_channel(session)
        session.ledger.plan([plan("digest:1:0")], now=NOW)
        first = claim(session)
        assert first is not None
        assert session.ledger.claim_unclear(now=NOW, lease_until=later) is None
        unclear = session.ledger.claim_unclear(now=later, lease_until=later + HALF_HOUR)
        assert unclear is not None
        assert unclear.state == DeliveryState.UNCERTAIN
        assert session.ledger.claim_unclear(now=later, lease_until=later + HALF_HOUR) is None
        assert not session.ledger.settle(first, state=DeliveryState.SENT, now=later)
        assert session.ledger.settle(unclear, state=DeliveryState.PLANNED, now=later, not_before=later)
        assert claim(session, later) is not None


def test_replies_of_a_lost_parent_are_abandoned(store: Store) -> None:
    with store.writing() as session:
        with_channel(session)
        session.ledger.plan([plan("digest:1:0"), plan("digest:1:1", part=1)], now=NOW)
        parent = claim(session)
        assert parent is not None
        session.ledger.settle(parent, state=DeliveryState.FAILED, now=NOW)
        assert session.ledger.abandon_replies(parent, now=NOW, reason="its parent was refused") == 1
        assert session.ledger.next_at() is None


def test_the_next_delivery_time_is_known(store: Store) -> None:
    with store.writing() as session:
        with_channel(session)
        session.ledger.plan([plan("digest:1:0", at=NOW + HALF_HOUR)], now=NOW)
        assert claim(session) is None
        assert session.ledger.next_at() == NOW + HALF_HOUR
