"""What every store promises of the audit, installations, shared answers, what was heard, and who can be reached."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import NotFound
from bot.model.channel import Workspace
from bot.model.message import Header, Message, Paragraph, Span, WebLink
from bot.model.person import Person
from bot.ports.store import Session, Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DANA = Person(key="U1", name="Dana")


def harbour(session: Session, key: str = "T1") -> Workspace:
    return session.channels.ensure_workspace(platform="slack", key=key, name="Harbour")


def test_changes_are_a_workspace_s_own_newest_first(store: Store) -> None:
    with store.writing() as session:
        here, other = harbour(session), harbour(session, "T2")
        faces = session.channels.ensure(workspace=here, key="C1", name="faces")
        for channel_id, words, at in ((faces.id, "subscribe faces", NOW), (None, "topic save gait =gait", NOW + HOUR)):
            session.audit.note(workspace_id=here.id, channel_id=channel_id, person=DANA, words=words, now=at)
        session.audit.note(workspace_id=other.id, channel_id=None, person=DANA, words="elsewhere", now=NOW)
    with store.reading() as session:
        latest, first = session.audit.of_workspace(here.id, limit=10)
        assert (first.at, first.channel_name, first.person, first.name) == (NOW, "faces", "U1", "Dana")
        assert (latest.words, latest.channel_name) == ("topic save gait =gait", "")
        assert session.audit.of_workspace(here.id, limit=1, offset=1) == [first]


def test_an_installation_is_kept_replaced_and_removed(store: Store) -> None:
    with store.writing() as session:
        for platform, key, sealed in (("slack", "T2", b"two"), ("slack", "T1", b"old"), ("teams", "T9", b"nine")):
            session.installations.put(platform=platform, key=key, sealed=sealed, now=NOW)
        session.installations.put(platform="slack", key="T1", sealed=b"\x00new", now=NOW + HOUR)
    with store.writing() as session:
        assert session.installations.keys("slack") == ["T1", "T2"]
        assert session.installations.get(platform="slack", key="T1") == b"\x00new"
        assert session.installations.get(platform="slack", key="T9") is None
        assert session.installations.remove(platform="slack", key="T1")
        assert not session.installations.remove(platform="slack", key="T1")
        assert session.installations.keys("slack") == ["T2"]


def test_a_shared_answer_is_kept_as_it_was_seen(store: Store) -> None:
    link = WebLink("https://lantern-post.example/1")
    seen = Message(fallback="1 story", blocks=(Header("Ünü"), Paragraph((Span("A <b> & ‘c’", link=link),))))
    with store.writing() as session:
        faces = session.channels.ensure(workspace=harbour(session), key="C1", name="faces")
        first = session.shares.add(channel_id=faces.id, person="U1", message=seen, now=NOW)
        second = session.shares.add(channel_id=faces.id, person="U1", message=Message(fallback="2"), now=NOW)
    with store.reading() as session:
        assert session.shares.get(first) == seen
        assert session.shares.get(second).fallback == "2"
        with pytest.raises(NotFound):
            session.shares.get(second + 1)


def test_a_thing_is_heard_once_until_it_is_forgotten(store: Store) -> None:
    with store.writing() as session:
        assert session.heard.first("Ev1", now=NOW)
        assert not session.heard.first("Ev1", now=NOW + HOUR)
        assert session.heard.first("Ev2", now=NOW + HOUR)
        assert session.heard.forget(before=NOW + HOUR) == 1
        assert session.heard.first("Ev1", now=NOW + HOUR)
        assert not session.heard.first("Ev2", now=NOW + HOUR)


def test_who_cannot_be_reached_is_remembered_with_its_reason(store: Store) -> None:
    with store.writing() as session:
        here = harbour(session)
        faces = session.channels.ensure(workspace=here, key="C1", name="faces")
        general = session.channels.ensure(workspace=here, key="C2", name="general")
        session.channels.park(faces.id, "it is archived")
        assert session.channels.get(faces.id).parked == "it is archived"
        assert session.channels.get(general.id).parked == ""
        session.channels.park_workspace(here.id, "the token was revoked")
        assert {one.parked for one in session.channels.of_workspace(here.id)} == {"the token was revoked"}
        session.channels.park_workspace(here.id, "")
        assert session.channels.get(faces.id).parked == "it is archived"
        session.channels.park(faces.id, "")
        assert session.channels.get(faces.id).parked == ""


def test_places_are_found_by_the_platform_s_own_ids(store: Store) -> None:
    with store.writing() as session:
        here, other = harbour(session), harbour(session, "T2")
        faces = session.channels.ensure(workspace=here, key="C1", name="faces")
        session.channels.set_creator(faces.id, "U1")
    with store.reading() as session:
        assert session.channels.workspace(platform="slack", key="T1") == here
        assert session.channels.workspace(platform="slack", key="T3") is None
        assert session.channels.workspace(platform="console", key="T1") is None
        assert session.channels.workspaces() == [here, other]
        found = session.channels.of_key(here.id, "C1")
        assert found is not None
        assert (found.id, found.workspace_key, found.creator) == (faces.id, "T1", "U1")
        assert session.channels.of_key(other.id, "C1") is None


def test_what_is_written_is_seen_in_its_transaction_and_reading_is_not_writing(store: Store) -> None:
    with store.writing() as session:
        before = session.written()
        workspace = session.channels.ensure_workspace(platform="slack", key="T1", name="Lantern")
        after = session.written()
        assert after > before
        session.channels.workspaces()
        assert session.written() == after
    with store.writing() as session:
        before = session.written()
        session.channels.park_workspace(workspace.id + 1, "nobody is there")
        assert session.written() == before


def test_a_channel_goes_on_by_another_key_unless_another_has_it(store: Store) -> None:
    with store.writing() as session:
        workspace = harbour(session)
        one, two = (session.channels.ensure(workspace=workspace, key=key, name=key) for key in ("D1", "D2"))
        session.channels.rekey(one.id, "U1")
        session.channels.rekey(two.id, "U1")
        assert session.channels.get(one.id).key == "U1"
        assert session.channels.get(two.id).key == "D2"
        assert session.channels.of_key(workspace.id, "D1") is None


def test_a_workspace_that_was_left_is_forgotten_unless_it_came_back(store: Store) -> None:
    with store.writing() as session:
        here, there, stays = (
            session.channels.ensure_workspace(platform="slack", key=key, name=key) for key in ("T1", "T2", "T3")
        )
        session.channels.ensure(workspace=here, key="C1", name="press-desk")
        for workspace in (here, there):
            session.channels.remove_workspace(workspace.id, at=NOW)
        session.channels.remove_workspace(there.id, at=None)
        assert session.upkeep.workspaces_to_forget(before=NOW) == []
        assert session.upkeep.workspaces_to_forget(before=NOW + HOUR) == [here.id]
        session.upkeep.forget_workspace(here.id)
    with store.reading() as session:
        assert [one.key for one in session.channels.workspaces()] == ["T2", "T3"]
        assert session.channels.workspace(platform="slack", key="T1") is None
        assert session.upkeep.workspaces_to_forget(before=NOW + HOUR) == []
        assert stays.id


def test_the_way_to_a_channel_is_kept_and_a_team_s_channels_are_found(store: Store) -> None:
    with store.writing() as session:
        here, other = harbour(session), harbour(session, "T2")
        faces = session.channels.ensure(workspace=here, key="C1", name="faces")
        loose = session.channels.ensure(workspace=here, key="C2", name="loose")
        theirs = session.channels.ensure(workspace=other, key="C1", name="theirs")
        session.channels.set_way(faces.id, service_url="https://posts.example/emea", team="19:team", kind="channel")
        session.channels.set_way(theirs.id, service_url="https://posts.example/amer", team="19:team")
        found = session.channels.get(faces.id)
        assert (found.service_url, found.team, found.kind) == ("https://posts.example/emea", "19:team", "channel")
        nothing = session.channels.get(loose.id)
        assert (nothing.service_url, nothing.team, nothing.kind) == ("", "", "")
        assert [one.id for one in session.channels.of_team(here.id, "19:team")] == [faces.id]
        assert session.channels.of_team(here.id, "") == []
