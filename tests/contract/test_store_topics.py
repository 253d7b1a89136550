"""What every store promises of topics, of the subscriptions to them, and of stories as they grew."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model.subscription import Cadence, Schedule
from bot.model.topic import TopicSpec
from bot.ports.store import Session, Store
from tests.contract.shelf import filed, head, match, with_stories

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
FACES = TopicSpec(name="faces", title="Faces", description="", query="faces")


def save(
    session: Session, workspace_id: int, *, name: str = "faces", query: str = "face scan", title: str = "Ours"
) -> int:
    return session.topics.save(workspace_id=workspace_id, name=name, title=title, query=query, now=NOW).id


def workspaces(session: Session) -> tuple[int, int]:
    one, other = (session.channels.ensure_workspace(platform="console", key=key, name=key) for key in ("one", "other"))
    return one.id, other.id


def test_a_workspace_s_own_topic_hides_the_original_there_alone(store: Store) -> None:
    with store.writing() as session:
        one, other = workspaces(session)
        session.topics.sync([FACES], now=NOW)
        own = save(session, one)
        assert [topic.title for topic in session.topics.offered(one)] == ["Ours"]
        assert [topic.title for topic in session.topics.offered(other)] == ["Faces"]
        assert [topic.title for topic in session.topics.all()] == ["Faces", "Ours"]
        session.topics.retire(own, now=NOW)
        assert [topic.title for topic in session.topics.offered(one)] == ["Faces"]


def test_what_somebody_follows_is_offered_first_then_all_as_they_came(store: Store) -> None:
    specs = [replace(FACES, name=name) for name in ("gait", "faces", "doors")]

    def names(workspace_id: int) -> list[str]:
        return [topic.name for topic in session.topics.offered(workspace_id)]

    with store.writing() as session:
        one, other = workspaces(session)
        known = {topic.name: topic.id for topic in session.topics.sync(specs, now=NOW)}
        save(session, one, name="boats")
        assert names(one) == ["gait", "faces", "doors", "boats"]
        save(session, one, name="faces")
        assert names(one) == ["gait", "faces", "doors", "boats"]
        follow(session, other, known["doors"])
        assert (names(one)[0], names(other)) == ("gait", ["doors", "gait", "faces"])


def follow(session: Session, workspace_id: int, topic_id: int) -> None:
    house = next(one for one in session.channels.workspaces() if one.id == workspace_id)
    channel = session.channels.ensure(workspace=house, key="desk", name="desk")
    schedule = Schedule(cadence=Cadence.AT_ONCE)
    session.subscriptions.put(channel_id=channel.id, topic_id=topic_id, schedule=schedule, due_at=None, now=NOW)


def test_a_version_rises_with_the_query_and_with_a_return(store: Store) -> None:
    with store.writing() as session:
        one, _ = workspaces(session)
        first = session.topics.get(save(session, one))
        assert (first.version, first.workspace_id) == (1, one)
        assert session.topics.get(save(session, one, title="New title")).version == 1
        assert session.topics.get(save(session, one, query="faceprint")).version == 2
        session.topics.retire(first.id, now=NOW)
        again = session.topics.get(save(session, one, query="faceprint"))
        assert (again.id, again.version) == (first.id, 3)


def test_a_version_rises_with_the_threshold(store: Store) -> None:
    with store.writing() as session:
        one, _ = workspaces(session)
        (topic,) = session.topics.sync([FACES], now=NOW)
        assert (topic.version, topic.threshold) == (1, 0.0)
        (stricter,) = session.topics.sync([replace(FACES, threshold=0.6)], now=NOW)
        assert (stricter.version, stricter.threshold) == (2, 0.6)
        assert session.topics.sync([replace(FACES, threshold=0.6)], now=NOW) == []
        own = session.topics.save(workspace_id=one, name="gait", title="Gait", query="gait", now=NOW, threshold=0.5)
        again = session.topics.save(workspace_id=one, name="gait", title="Gait", query="gait", now=NOW, threshold=0.7)
        assert (own.version, own.threshold, again.version, again.threshold) == (1, 0.5, 2, 0.7)
        assert session.topics.get(own.id) == again


def test_the_configuration_leaves_a_workspace_s_topics_alone(store: Store) -> None:
    with store.writing() as session:
        one, _ = workspaces(session)
        save(session, one)
        assert session.topics.sync([], now=NOW) == []
        assert [topic.title for topic in session.topics.offered(one)] == ["Ours"]


def test_every_change_of_a_topic_changes_the_stamp(store: Store) -> None:
    with store.writing() as session:
        one, _ = workspaces(session)
        stamps = [session.topics.stamp()]
        own = save(session, one)
        stamps.append(session.topics.stamp())
        save(session, one, query="faceprint")
        stamps.append(session.topics.stamp())
        session.topics.save(workspace_id=one, name="faces", title="Other", query="faceprint", now=NOW + DAY)
        stamps.append(session.topics.stamp())
        session.topics.retire(own, now=NOW)
        stamps.append(session.topics.stamp())
        save(session, one, query="faceprint")
        stamps.append(session.topics.stamp())
    assert len(set(stamps)) == len(stamps)


def test_subscriptions_move_with_their_marks_and_only_in_their_workspace(store: Store) -> None:
    with store.writing() as session:
        here, elsewhere = (
            session.channels.ensure(
                workspace=session.channels.ensure_workspace(platform="console", key=key, name=key), key="c", name="c"
            )
            for key in ("one", "other")
        )
        (original,) = session.topics.sync([FACES], now=NOW)
        orders = [order(session, home.id, original.id) for home in (here, elsewhere)]
        session.subscriptions.told(orders[0], mark=7, until=NOW, due_at=NOW)
        own = save(session, here.workspace_id)
        session.subscriptions.move(workspace_id=here.workspace_id, from_topic=original.id, to_topic=own, now=NOW)
        assert [(one.id, one.mark) for one in session.subscriptions.of_topic(own)] == [(orders[0], 7)]
        assert [one.id for one in session.subscriptions.of_topic(original.id)] == [orders[1]]


def test_an_ended_subscription_lives_on_as_the_one_that_moves_onto_it(store: Store) -> None:
    with store.writing() as session:
        one = session.channels.ensure_workspace(platform="console", key="one", name="one")
        home = session.channels.ensure(workspace=one, key="c", name="c")
        (original,) = session.topics.sync([FACES], now=NOW)
        own = save(session, one.id)
        ended = order(session, home.id, own)
        session.subscriptions.end(ended, now=NOW)
        moving = order(session, home.id, original.id, cadence=Cadence.DAILY)
        session.subscriptions.told(moving, mark=7, until=NOW, due_at=NOW)
        session.subscriptions.move(workspace_id=one.id, from_topic=original.id, to_topic=own, now=NOW)
        (lives,) = session.subscriptions.of_channel(home.id)
        assert (lives.id, lives.topic_id, lives.mark, lives.schedule.cadence) == (ended, own, 7, Cadence.DAILY)


def order(session: Session, channel_id: int, topic_id: int, *, cadence: Cadence = Cadence.WEEKLY) -> int:
    schedule = Schedule(cadence=cadence)
    return session.subscriptions.put(
        channel_id=channel_id, topic_id=topic_id, schedule=schedule, due_at=NOW, now=NOW
    ).id


def test_the_commits_of_matches_are_those_of_the_version_asked_for(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2)
        session.stories.add_matches([match(1, seq=4)])
        assert session.stories.commits(topic_id=1, version=1, story_ids=[1, 2]) == {1: 4}
        assert session.stories.commits(topic_id=1, version=2, story_ids=[1, 2]) == {}


def test_a_merge_remembers_where_its_entries_came_from(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2, 3)
        first = session.next_sequence()
        session.entries.move(3, 2)
        second = session.next_sequence()
        session.entries.move(2, 1)
        found = [(move.entry_id, move.story_id, move.seq) for move in session.entries.moves([1])]
        assert found == [(3, 3, first), (2, 2, second), (3, 2, second)]
        assert session.entries.moves([2, 3]) == []


def test_a_search_since_a_date_finds_stories_whole_or_not_at_all(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        session.stories.save([head(2, 2)])
        old = [filed(number, 2, when=NOW - number * DAY) for number in (2, 3, 4)]
        session.entries.add(old)
        for last_at, found in ((NOW - DAY, [2, 3, 4]), (NOW - 3 * DAY, [])):
            session.stories.save([replace(head(2, 2), last_at=last_at)])
            for words in (None, '"council"'):
                ids = [entry.id for entry in session.entries.search(words=words, limit=None, since=NOW - 2 * DAY)]
                assert [entry_id for entry_id in ids if entry_id != 1] == found


def test_what_outlives_the_rest_does_not_say_how_far_the_archive_reaches(store: Store) -> None:
    with store.writing() as session:
        assert session.entries.whole_since() is None
        with_stories(session, 1)
        first = session.entries.get([1])[1].seen_at
        later = filed(2, 2)
        session.stories.save([head(2, 2)])
        session.entries.add([replace(later, entry=replace(later.entry, seen_at=first + DAY))])
        assert session.entries.whole_since() == first
        session.stories.add_matches([match(1)])
        assert session.entries.whole_since() == first + DAY
        session.stories.add_matches([match(2)])
        assert session.entries.whole_since() == first
