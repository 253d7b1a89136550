"""What every store promises of mutes and pauses."""

from datetime import UTC, datetime, timedelta

from bot.model.mute import MuteKind
from bot.model.subscription import Cadence, Schedule, Subscription
from bot.model.topic import TopicSpec
from bot.ports.store import Session, Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
FAR = NOW + 400 * DAY


def channel(session: Session, name: str = "console") -> int:
    workspace = session.channels.ensure_workspace(platform="console", key="local", name="This machine")
    return session.channels.ensure(workspace=workspace, key=name, name=name).id


def order(session: Session, *, cadence: Cadence = Cadence.DAILY, due_at: datetime | None = NOW) -> Subscription:
    session.topics.sync([TopicSpec(name="cameras", title="Cameras", description="", query="camera")], now=NOW)
    (topic,) = session.topics.all()
    return session.subscriptions.put(
        channel_id=channel(session), topic_id=topic.id, schedule=Schedule(cadence=cadence), due_at=due_at, now=NOW
    )


def test_mutes_are_a_channel_s_own_in_their_order(store: Store) -> None:
    with store.writing() as session:
        here, there = channel(session), channel(session, "other")
        story = session.mutes.put(channel_id=here, kind=MuteKind.STORY, value="12", until=NOW + DAY, now=NOW)
        source = session.mutes.put(channel_id=here, kind=MuteKind.SOURCE, value="Lantern Post", until=None, now=NOW)
    with store.reading() as session:
        assert session.mutes.of_channel(here, now=NOW) == [story, source]
        assert session.mutes.of_channel(there, now=NOW) == []
    assert (story.kind, story.value, story.until, story.created_at) == (MuteKind.STORY, "12", NOW + DAY, NOW)


def test_a_mute_is_over_at_its_end_or_when_somebody_ends_it(store: Store) -> None:
    with store.writing() as session:
        here = channel(session)
        session.mutes.put(channel_id=here, kind=MuteKind.STORY, value="12", until=NOW + DAY, now=NOW)
        term = session.mutes.put(channel_id=here, kind=MuteKind.TERM, value="gait", until=None, now=NOW)
        assert len(session.mutes.of_channel(here, now=NOW + DAY - timedelta(microseconds=1))) == 2
        assert session.mutes.of_channel(here, now=NOW + DAY) == [term]
        session.mutes.end(term.id, now=NOW)
        session.mutes.end(term.id, now=NOW)
        assert session.mutes.of_channel(here, now=NOW + DAY) == []


def test_what_is_muted_already_gets_the_new_end(store: Store) -> None:
    with store.writing() as session:
        here = channel(session)
        first = session.mutes.put(channel_id=here, kind=MuteKind.TERM, value="gait", until=None, now=NOW)
        again = session.mutes.put(channel_id=here, kind=MuteKind.TERM, value="gait", until=NOW + DAY, now=NOW)
        assert (again.id, again.until) == (first.id, NOW + DAY)
        later = session.mutes.put(channel_id=here, kind=MuteKind.TERM, value="gait", until=None, now=NOW + DAY)
        assert (later.id != first.id, later.created_at) == (True, NOW + DAY)
        assert session.mutes.of_channel(here, now=NOW + DAY) == [later]


def test_nothing_is_due_in_a_pause_and_all_is_when_it_ends(store: Store) -> None:
    with store.writing() as session:
        made = order(session)
        paused = session.subscriptions.pause(made.id, until=NOW + DAY, now=NOW)
        assert (paused.paused_at, paused.paused_until, paused.due_at, paused.mark) == (NOW, NOW + DAY, NOW, made.mark)
        assert paused.is_paused(NOW)
        assert not paused.is_paused(NOW + DAY)
        assert session.subscriptions.due(NOW, too_far=FAR) == []
        assert session.subscriptions.due(NOW + DAY, too_far=FAR) == [paused]
        assert session.subscriptions.of_channel(made.channel_id) == [paused]


def test_a_pause_without_an_end_lasts_until_it_is_resumed(store: Store) -> None:
    with store.writing() as session:
        made = order(session)
        session.subscriptions.pause(made.id, until=None, now=NOW)
        assert session.subscriptions.due(FAR - DAY, too_far=FAR) == []
        assert session.subscriptions.resume(made.id) == made
        assert session.subscriptions.resume(made.id) == made
        assert session.subscriptions.due(NOW, too_far=FAR) == [made]


def test_pausing_again_moves_the_end_and_not_the_beginning(store: Store) -> None:
    with store.writing() as session:
        made = order(session)
        session.subscriptions.pause(made.id, until=NOW + DAY, now=NOW)
        again = session.subscriptions.pause(made.id, until=None, now=NOW + DAY / 2)
        assert (again.paused_at, again.paused_until) == (NOW, None)
        session.subscriptions.pause(made.id, until=NOW + DAY, now=NOW)
        anew = session.subscriptions.pause(made.id, until=None, now=NOW + 2 * DAY)  # the first was over by itself
        assert anew.paused_at == NOW + 2 * DAY


def test_a_new_order_ends_a_pause(store: Store) -> None:
    with store.writing() as session:
        session.subscriptions.pause(order(session).id, until=None, now=NOW)
        assert order(session).paused_at is None


def test_a_paused_order_still_has_its_alerts_planned(store: Store) -> None:
    with store.writing() as session:
        made = order(session, cadence=Cadence.AT_ONCE, due_at=None)
        paused = session.subscriptions.pause(made.id, until=None, now=NOW)
        assert session.subscriptions.of_topic_at_once(made.topic_id) == [paused]
