"""A channel is found by its name or its id, on whatever platform; where names meet, the ids are said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import NotFound
from bot.flow.channels import channel_named
from bot.flow.webhooks import webhook_channels
from tests.flow.press import Office, office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as opened:
        opened.channel("press")
        webhook_channels(opened.store, ["legal", "press"])
        with opened.store.writing() as session:
            house = session.channels.ensure_workspace(platform="chat", key="T1", name="Team")
            session.channels.ensure(workspace=house, key="C1", name="Legal affairs")
        yield opened


def test_on_one_platform_alone(desk: Office) -> None:
    with desk.store.reading() as session:
        assert channel_named(session, "press", platform="console").platform == "console"
        with pytest.raises(NotFound):
            channel_named(session, "legal", platform="console")


def test_a_name_that_is_kept_with_its_sign_is_found_without_it(desk: Office) -> None:
    with desk.store.writing() as session:
        house = session.channels.ensure_workspace(platform="slack", key="T2", name="Lantern")
        session.channels.ensure(workspace=house, key="C2", name="#security")
        assert channel_named(session, "security") == channel_named(session, "#Security")


def test_a_channel_of_a_team_is_found_without_its_team_s_name(desk: Office) -> None:
    with desk.store.writing() as session:
        house = session.channels.ensure_workspace(platform="teams", key="T3", name="Teams")
        for key, name in (("C3", "Watch › General"), ("C4", "Desk › General"), ("C5", "Desk › rules")):
            session.channels.ensure(workspace=house, key=key, name=name)
        assert channel_named(session, "rules").key == channel_named(session, "desk › Rules").key == "C5"
        for typed in ("desk > rules", "Desk / Rules"):
            assert channel_named(session, typed).key == "C5"
        with pytest.raises(NotFound, match="2 channels are called"):
            channel_named(session, "general")


@pytest.mark.parametrize("name", ["legal", "LEGAL", "#legal"])
def test_by_its_name(desk: Office, name: str) -> None:
    with desk.store.reading() as session:
        assert channel_named(session, name).platform == "workflows"


def test_by_its_id(desk: Office) -> None:
    with desk.store.reading() as session:
        assert channel_named(session, "c1").name == "Legal affairs"


def test_where_names_meet_the_ids_are_said(desk: Office) -> None:
    with desk.store.reading() as session, pytest.raises(NotFound, match="2 channels are called") as caught:
        channel_named(session, "press")
    assert "`press` (console)" in caught.value.cure


def test_an_unknown_name_says_which_there_are(desk: Office) -> None:
    with desk.store.reading() as session, pytest.raises(NotFound) as caught:
        channel_named(session, "sports")
    assert "`legal`" in caught.value.cure
