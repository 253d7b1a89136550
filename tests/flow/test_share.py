"""An answer that is shared: once, as it was seen, with a word on who shared it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import NotAllowed
from bot.flow.answer.phrases import plain_answer, says
from bot.flow.origins import Origins
from bot.flow.share import Sharing, Shown, share, shareable
from bot.flow.tell import message_of
from bot.model.answer import Answer
from bot.model.channel import AlertRules, Channel
from bot.model.command import Command, Help, Search, ShowDigest, Subscribe
from bot.model.form import Form
from bot.model.message import Header, Message, Small, Span
from bot.model.person import Person
from bot.store.sqlite import SqliteStore, open_store
from bot.store.sqlite.migrations import migrate
from bot.stories.origin import NO_OUTLETS

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
RULES = AlertRules(ceiling=5, quiet_from=None, quiet_to=None, zone="UTC", storm=5, storm_minutes=15)
ANSWER = Message(fallback="1 story", blocks=(Header("Found"),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    migrate(tmp_path / "presswatch.db", now=NOW)
    opened = open_store(tmp_path / "presswatch.db")
    yield opened
    opened.close()


@pytest.fixture
def channel(store: SqliteStore) -> Channel:
    with store.writing() as session:
        workspace = session.channels.ensure_workspace(platform="slack", key="T1", name="Riverside")
        return session.channels.ensure(workspace=workspace, key="C1", name="security")


def sharing(channel: Channel, key: str = "C1:1:search x") -> Sharing:
    return Sharing(key=key, channel=channel, person=Person(key="U1", name="Ada"), message=ANSWER, now=NOW)


def test_a_wish_is_granted_once_however_often_it_is_told(store: SqliteStore, channel: Channel) -> None:
    wish = sharing(channel)
    assert [share(store, wish) for _ in range(3)] == [True, False, False]
    assert share(store, sharing(channel, "C1:2:search x"))
    with store.reading() as session:
        assert [one.key for one in session.ledger.of_channel(channel.id, limit=9)] == ["share:2", "share:1"]


def test_it_says_what_was_seen_and_who_shared_it(store: SqliteStore, channel: Channel) -> None:
    share(store, sharing(channel))
    with store.reading() as session:
        [planned] = session.ledger.of_channel(channel.id, limit=9)
        told = message_of(session, planned, rules=RULES, now=NOW, origins=Origins(NO_OUTLETS))
    assert told == replace(ANSWER, blocks=(*ANSWER.blocks, Small((Span("Shared by Ada"),))))


@pytest.mark.parametrize(
    ("command", "answer", "may"),
    [
        (Search(query="x"), ANSWER, True),
        (
            ShowDigest("x"),
            plain_answer("No. 1 is on its way.", small="Soon.", buttons=[says("status", "Status")]),
            False,
        ),
        (Help(), ANSWER, False),
        (Subscribe(topic="x"), ANSWER, False),
        (Search(), Form(name="search", title="Search", fields=()), False),
    ],
)
def test_what_reads_and_tells_more_than_that_a_post_comes_may_be_shared(
    command: Command, answer: Answer, may: bool
) -> None:
    assert shareable(command, answer, Person(key="U1", name="Ada")) is may
    assert not shareable(command, answer, Person(key="U3", name="Gus", is_guest=True))


def test_the_newest_answers_are_kept_as_they_were_seen() -> None:
    shown = Shown(most=2)
    first, second, third = (shown.keep(replace(ANSWER, fallback=words)) for words in ("a", "b", "a"))
    assert first == third
    shown.keep(ANSWER)
    assert shown.of(first) == replace(ANSWER, fallback="a")
    assert shown.of(second) is None
    assert shown.of("") is None


def test_a_guest_shares_nothing(store: SqliteStore, channel: Channel) -> None:
    with pytest.raises(NotAllowed, match="Guests"):
        share(store, replace(sharing(channel), person=Person(key="U3", name="Gus", is_guest=True)))
    with store.reading() as session:
        assert session.ledger.of_channel(channel.id, limit=9) == []
