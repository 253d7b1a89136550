"""Teams made from its settings: each part once, when it is first needed."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.chat.salt import salt_of
from bot.chat.teams.entry import Teams
from bot.errors import SettingsError
from bot.flow.answer import Asking
from bot.model.channel import Channel
from bot.model.delivery import OutcomeKind
from bot.model.message import Message
from bot.model.person import Person
from bot.ports.store import Store
from bot.store.sqlite import open_store
from bot.store.sqlite.migrations import migrate
from tests.chat.teams.stage import part, teams_rig

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    migrate(tmp_path / "presswatch.db", now=NOW)
    opened = open_store(tmp_path / "presswatch.db")
    yield opened
    opened.close()


def nobody(_channel: Channel, _person: Person) -> Asking:
    raise AssertionError("nobody asks")


def test_what_is_not_needed_is_not_made(store: Store) -> None:
    teams = Teams(part(), store=store, clock=lambda: NOW, base_url="")
    assert teams.post_timeout == part().post_timeout
    teams.close()
    assert {"sdk", "_webhooks"}.isdisjoint(vars(teams))


def test_what_listens_and_what_posts_share_one_app_and_the_installation_s_salt(store: Store) -> None:
    with teams_rig() as rig:
        teams = Teams(part(), store=store, clock=lambda: NOW, base_url="", cloud=rig.stage.cloud)
        line = Message(fallback="A line")
        posted = teams.poster().post(rig.channel(), line, delivery_key="k", reply_to="")
        assert posted.kind is OutcomeKind.SENT
        app = teams.app(nobody)
        assert app.clerk.means.salt() == salt_of(store)
        assert app._sdk is teams.sdk
        app.close()
        teams.close()


def test_a_workflow_that_is_not_set_up_any_more_parks_its_channel(store: Store) -> None:
    flows = part().model_copy(update={"webhooks": {"desk": SecretStr("https://x.logic.azure.com/a?sig=b")}})
    teams = Teams(flows, store=store, clock=lambda: NOW, base_url="")
    gone = Channel(id=1, workspace_id=1, platform="workflows", key="legal", name="legal")
    outcome = teams.webhooks().post(gone, Message(fallback="A line"), delivery_key="k", reply_to="")
    assert (outcome.kind, "teams.webhooks has no legal" in outcome.reason) == (OutcomeKind.PARKED, True)
    assert teams.webhooks() is teams.webhooks()
    teams.close()


def test_where_it_listens_and_whom_it_believes_is_logged(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="bot")  # commands that ran here before may have set another
    for settings, warned in ((part(), False), (part(unauthenticated=True), True)):
        caplog.clear()
        teams = Teams(settings, store=store, clock=lambda: NOW, base_url="")
        with teams.listening(nobody):
            assert f"listening to Teams at /api/messages, for the app {settings.client_id}" in caplog.text
            assert ("believes every request" in caplog.text) is warned
        teams.close()


def test_nobody_listens_before_the_settings_are_whole(store: Store) -> None:
    teams = Teams(part(secret=""), store=store, clock=lambda: NOW, base_url="")
    with pytest.raises(SettingsError, match="client_secret"), teams.listening(nobody):
        pass
    teams.close()
