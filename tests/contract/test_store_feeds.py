"""What every store promises of feeds that people add and remove."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model.feed import Feed, FeedSpec, FeedState
from bot.ports.store import Session, Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=5)
HALF_HOUR = timedelta(minutes=30)


def spec(name: str, *, source: str = "") -> FeedSpec:
    url = f"https://{name}.example/feed"
    return FeedSpec(source=source or name, url=url, category="press", language="en-GB", tier=2)


def configured(session: Session, *names: str, now: datetime = NOW) -> list[Feed]:
    session.feeds.sync([spec(name) for name in names], now=now, interval=HALF_HOUR)
    return session.feeds.all()


def sources(feeds: list[Feed]) -> list[str]:
    return [feed.source for feed in feeds]


def test_an_added_feed_is_due_and_the_configuration_leaves_it_alone(store: Store) -> None:
    with store.writing() as session:
        configured(session, "a")
        added = session.feeds.add(spec("b"), now=NOW, interval=HALF_HOUR)
        assert (added.added, added.state, added.due_at, added.removed_at) == (True, FeedState.NEW, NOW, None)
        assert added in session.feeds.claim_due(now=NOW, until=LATER, limit=9)
        assert sources(configured(session, "a", now=LATER)) == ["a", "b"]
        assert sources(configured(session, now=LATER)) == ["b"]


def test_an_added_feed_that_the_configuration_names_is_the_configuration_s(store: Store) -> None:
    with store.writing() as session:
        session.feeds.add(spec("b", source="By hand"), now=NOW, interval=HALF_HOUR)
        (feed,) = configured(session, "b")
        assert (feed.source, feed.added) == ("b", False)
        assert configured(session) == []


def test_a_removed_feed_stays_out_until_it_is_added_and_keeps_its_memory(store: Store) -> None:
    with store.writing() as session:
        a, _ = configured(session, "a", "b")
        session.feeds.save(
            replace(a, etag='"x"', state=FeedState.HEALTHY, due_at=LATER, address="https://moved.example/")
        )
        session.feeds.remove(a.id, now=NOW)
        assert sources(session.feeds.all()) == ["b"]
        assert sources(session.feeds.claim_due(now=LATER, until=LATER + HALF_HOUR, limit=9)) == ["b"]
        assert sources(configured(session, "a", "b", now=LATER)) == ["b"]
        (removed,) = session.feeds.dropped()
        assert (removed.removed_at, removed.added) == (NOW, False)
        back = session.feeds.add(spec("a", source="Again"), now=LATER, interval=HALF_HOUR)
        assert (back.id, back.source, back.etag, back.address) == (a.id, "Again", '"x"', "https://moved.example/")
        assert (back.due_at, back.removed_at, back.added) == (LATER, None, False)
        assert session.feeds.dropped() == []
        assert sources(configured(session, "b", now=LATER)) == ["b"]


def test_a_removed_feed_that_the_configuration_drops_is_a_person_s_when_it_comes_back(store: Store) -> None:
    with store.writing() as session:
        (a,) = configured(session, "a")
        session.feeds.remove(a.id, now=NOW)
        configured(session, now=NOW)
        assert session.feeds.add(spec("a"), now=LATER, interval=HALF_HOUR).added
        assert sources(configured(session, now=LATER)) == ["a"]


def test_a_feed_that_the_configuration_dropped_can_be_added(store: Store) -> None:
    with store.writing() as session:
        (a,) = configured(session, "a")
        configured(session)
        assert [feed.removed_at for feed in session.feeds.dropped()] == [None]
        back = session.feeds.add(spec("a"), now=LATER, interval=HALF_HOUR)
        assert (back.id, back.added) == (a.id, True)
        assert sources(configured(session, now=LATER)) == ["a"]


def test_an_added_feed_that_was_removed_stays_out(store: Store) -> None:
    with store.writing() as session:
        added = session.feeds.add(spec("b"), now=NOW, interval=HALF_HOUR)
        session.feeds.remove(added.id, now=NOW)
        assert configured(session) == []
        assert session.feeds.add(spec("b"), now=LATER, interval=HALF_HOUR).added


def test_adding_what_is_polled_changes_no_owner(store: Store) -> None:
    with store.writing() as session:
        configured(session, "a")
        assert not session.feeds.add(spec("a"), now=LATER, interval=HALF_HOUR).added
