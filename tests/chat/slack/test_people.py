"""Who asks, and where: as Slack tells of them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.slack.api import SlackApi
from bot.chat.slack.people import People
from bot.errors import PlatformFault
from bot.model.channel import Channel
from bot.store.sqlite import SqliteStore, open_store
from bot.store.sqlite.migrations import migrate
from tests.chat.slack.listen.fake import TEAM, FakeSlack

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Clock:
    """A clock that stands."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    migrate(tmp_path / "presswatch.db", now=NOW)
    opened = open_store(tmp_path / "presswatch.db")
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(slack: FakeSlack, store: SqliteStore, clock: Clock) -> People:
    return People(SlackApi(token_of=lambda _: "xoxb-test", api_url=slack.api_url, timeout=10), store, clock)


@pytest.mark.parametrize(
    ("role", "is_admin", "is_guest"),
    [
        ({}, False, False),
        ({"is_admin": True}, True, False),
        ({"is_owner": True}, True, False),
        ({"is_restricted": True}, False, True),
        ({"is_ultra_restricted": True}, False, True),
        ({"is_stranger": True}, False, True),
        ({"deleted": True}, False, True),
        ({"team_id": "T9"}, False, True),
        ({"team_id": "T9", "enterprise_user": {"teams": [TEAM]}}, False, False),
        ({"is_bot": True}, False, True),
    ],
)
def test_roles(slack: FakeSlack, people: People, role: dict[str, object], is_admin: bool, is_guest: bool) -> None:
    slack.person("U1", "Ada", **role)
    person = people.person(TEAM, "U1")
    assert (person.name, person.zone) == ("Ada", "Europe/Berlin")
    assert (person.is_admin, person.is_guest) == (is_admin, is_guest)


def test_with_one_token_the_workspace_is_the_token_s_and_all_others_are_strangers(
    slack: FakeSlack, store: SqliteStore, clock: Clock
) -> None:
    api = SlackApi(token_of=lambda _: "xoxb-test", api_url=slack.api_url, timeout=10)
    people = People(api, store, clock, is_alone=True)
    slack.person("U1", "Ada")
    slack.person("U9", "Zoe", team_id="T9", is_admin=True)
    slack.channel("C1", "shared", creator="U1")
    assert not people.person("T9", "U1").is_guest
    assert people.person("T9", "U9").is_guest
    assert people.channel("T9", "C1").workspace_key == TEAM
    with store.reading() as session:
        assert [(one.key, one.name) for one in session.channels.workspaces()] == [(TEAM, "Riverside")]


def test_whom_slack_does_not_tell_us_about_is_a_guest_until_it_does(slack: FakeSlack, people: People) -> None:
    assert people.person(TEAM, "U1").is_guest
    slack.person("U1", "Ada", tz="Mars/Olympus")
    assert not people.person(TEAM, "U1").is_guest
    assert people.person(TEAM, "U1").zone == ""


def test_a_role_that_was_taken_away_counts_no_longer_than_minutes(
    slack: FakeSlack, people: People, clock: Clock
) -> None:
    slack.person("U1", "Ada", is_admin=True)
    assert people.person(TEAM, "U1").is_admin
    slack.person("U1", "Ada")
    assert people.person(TEAM, "U1").is_admin
    clock.now += timedelta(minutes=11)
    assert not people.person(TEAM, "U1").is_admin
    assert slack.methods() == ["users.info"] * 2


def test_a_channel_is_kept_with_who_made_it_and_asked_for_once(slack: FakeSlack, people: People) -> None:
    slack.channel("C1", "security", creator="U1")
    first = people.channel(TEAM, "C1", said="security")
    assert (first.name, first.creator, first.workspace_key) == ("security", "U1", TEAM)
    assert people.channel(TEAM, "C1", said="security") == first
    assert slack.methods() == ["conversations.info"]


def test_a_channel_that_slack_shows_us_nothing_of_has_the_name_it_was_called(slack: FakeSlack, people: People) -> None:
    assert people.channel(TEAM, "C9", said="hidden").name == "hidden"
    assert people.channel(TEAM, "G9", said="privategroup").name == "G9"
    assert not people.place(TEAM, "C9").is_member


def test_direct_messages_are_whom_they_are_with(slack: FakeSlack, people: People) -> None:
    slack.person("U1", "Ada")
    channel = people.channel(TEAM, people.direct(TEAM, "U1"))
    assert (channel.key, channel.name, channel.creator) == ("U1", "direct messages with Ada", "U1")
    assert channel.is_private


def kept(store: SqliteStore, *keys: str) -> list[Channel]:
    with store.writing() as session:
        workspace = session.channels.ensure_workspace(platform="slack", key=TEAM, name="Riverside")
        return [session.channels.ensure(workspace=workspace, key=key, name=key) for key in keys]


def test_a_person_s_direct_messages_are_one_channel_for_notices_and_for_what_they_ask(
    slack: FakeSlack, store: SqliteStore, people: People
) -> None:
    slack.person("U1", "Ada")
    (told,) = kept(store, "U1")  # as a notice to them made it
    asked = people.channel(TEAM, people.direct(TEAM, "U1"))
    assert (asked.id, asked.name) == (told.id, "direct messages with Ada")
    assert people.channel(TEAM, "DU1") == asked
    assert slack.methods().count("conversations.info") == 1


def test_direct_messages_that_were_kept_by_slack_s_key_go_on_by_the_person_s(
    slack: FakeSlack, store: SqliteStore, people: People
) -> None:
    slack.person("U1", "Ada")
    people.direct(TEAM, "U1")
    (former,) = kept(store, "DU1")
    channel = people.channel(TEAM, "DU1")
    assert (channel.id, channel.key) == (former.id, "U1")


def test_where_both_were_kept_each_stays(slack: FakeSlack, store: SqliteStore, people: People) -> None:
    slack.person("U1", "Ada")
    people.direct(TEAM, "U1")
    former, _ = kept(store, "DU1", "U1")
    assert people.channel(TEAM, "DU1").id == former.id


def test_direct_messages_are_not_kept_by_a_guess(slack: FakeSlack, store: SqliteStore, people: People) -> None:
    slack.person("U1", "Ada")
    people.direct(TEAM, "U1")
    slack.refusals["conversations.info"] = "internal_error"
    with pytest.raises(PlatformFault):
        people.channel(TEAM, "DU1")
    slack.refusals.clear()
    assert people.channel(TEAM, "DU1").key == "U1"
    with store.reading() as session:
        (workspace,) = session.channels.workspaces()
        assert len(session.channels.of_workspace(workspace.id)) == 1


def test_direct_messages_of_which_slack_does_not_say_with_whom(
    slack: FakeSlack, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    slack.channels["D9"] = {"id": "D9", "is_im": True}
    assert (people.place(TEAM, "D9").name, people.place(TEAM, "D9").creator) == ("direct messages", "")
    assert "users.info" not in slack.methods()
    assert caplog.messages == []


def test_while_nobody_tells_whose_the_one_token_is_no_stranger_is_at_home(
    slack: FakeSlack, store: SqliteStore, clock: Clock
) -> None:
    api = SlackApi(token_of=lambda _: "xoxb-test", api_url=slack.api_url, timeout=10)
    people = People(api, store, clock, is_alone=True)
    slack.person("U9", "Zoe", team_id="T9", is_admin=True)
    slack.channel("C1", "shared", creator="U1")
    slack.refusals["auth.test"] = "internal_error"
    with pytest.raises(PlatformFault):
        people.person("T9", "U9")
    with pytest.raises(PlatformFault):
        people.channel("T9", "C1")
    slack.refusals.clear()
    assert people.person("T9", "U9").is_guest
    with store.reading() as session:
        assert session.channels.workspaces() == []


def test_people_are_named_who_may_do_more_than_a_guest(people: People, slack: FakeSlack) -> None:
    slack.person("U1", "Ada")
    slack.person("U3", "Gus", is_restricted=True)
    assert [people.name(TEAM, user) for user in ("U1", "U3", "U404")] == ["Ada", "", ""]
