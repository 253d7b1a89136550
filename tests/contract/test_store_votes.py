"""What every store promises of votes."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model.learned import LearnedKind
from bot.model.story import Story
from bot.ports.store import Session, Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCE, TERM = LearnedKind.SOURCE, LearnedKind.TERM
Said = list[tuple[int, str, bool]]


def story(id: int) -> Story:
    return Story(
        id=id,
        lead_id=1,
        title="Lantern",
        link="",
        source="Lantern Post",
        first_at=NOW,
        last_at=NOW,
        entries=1,
        sources=1,
        seq=1,
    )


def channel(session: Session, name: str = "console") -> int:
    workspace = session.channels.ensure_workspace(platform="console", key="local", name="This machine")
    return session.channels.ensure(workspace=workspace, key=name, name=name).id


@pytest.fixture
def here(store: Store) -> int:
    """A channel, and three stories."""
    with store.writing() as session:
        session.stories.save([story(1), story(2), story(3)])
        return channel(session)


def cast(store: Store, here: int, story_id: int, useful: bool | None, person: str = "ada") -> None:
    with store.writing() as session:
        session.votes.cast(channel_id=here, story_id=story_id, person=person, useful=useful, now=NOW)


def said(store: Store, here: int) -> Said:
    with store.reading() as session:
        return [(vote.story_id, vote.person, vote.useful) for vote in session.votes.of_channel(here)]


def test_the_last_word_of_a_person_and_story_counts(store: Store, here: int) -> None:
    cast(store, here, 1, True)
    cast(store, here, 2, True)
    cast(store, here, 1, False, person="bea")
    cast(store, here, 1, False)
    assert said(store, here) == [(2, "ada", True), (1, "bea", False), (1, "ada", False)]


def test_a_word_taken_back_counts_no_more_until_the_next(store: Store, here: int) -> None:
    cast(store, here, 1, True)
    cast(store, here, 1, None)
    assert said(store, here) == []
    cast(store, here, 1, False)
    assert said(store, here) == [(1, "ada", False)]


def test_votes_are_a_channel_s_own(store: Store, here: int) -> None:
    with store.writing() as session:
        there = channel(session, "other")
    cast(store, there, 1, True)
    assert said(store, here) == []


def test_of_stories_that_were_merged_one_word_counts(store: Store, here: int) -> None:
    cast(store, here, 1, True)
    cast(store, here, 2, False)
    cast(store, here, 2, True, person="bea")
    with store.writing() as session:
        session.stories.merge(1, 2, seq=2)
    assert said(store, here) == [(1, "ada", False), (1, "bea", True)]
    cast(store, here, 1, None)
    assert said(store, here) == [(1, "bea", True)]


def test_what_is_unlearned_is_so_until_it_is_learned_again(store: Store, here: int) -> None:
    with store.writing() as session:
        assert session.votes.unlearn(channel_id=here, kind=TERM, value="gait", now=NOW)
        assert not session.votes.unlearn(channel_id=here, kind=TERM, value="gait", now=NOW + HOUR)
        assert session.votes.unlearn(channel_id=here, kind=SOURCE, value="gait", now=NOW)
        assert session.votes.unlearned(here) == {TERM: {"gait"}, SOURCE: {"gait"}}
        assert session.votes.unlearned(channel(session, "other")) == {TERM: set(), SOURCE: set()}
        assert session.votes.relearn(channel_id=here, kind=TERM, value="gait", now=NOW)
        assert not session.votes.relearn(channel_id=here, kind=TERM, value="gait", now=NOW)
        assert session.votes.unlearned(here) == {TERM: set(), SOURCE: {"gait"}}
        assert session.votes.unlearn(channel_id=here, kind=TERM, value="gait", now=NOW)


def test_a_story_that_was_voted_on_is_never_forgotten(store: Store, here: int) -> None:
    cast(store, here, 2, None)
    with store.reading() as session:
        loose = session.upkeep.forgettable(before=NOW + HOUR, after=0, limit=9)
    assert loose == [1, 3]
