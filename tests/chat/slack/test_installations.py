"""Access to workspaces is kept sealed, found again by its workspace alone, and forgotten when it is taken back."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store import Installation

from bot.chat.slack.installations import Access, ManyAccesses, OneAccess, access_of
from bot.chat.slack.vault import Vault
from bot.errors import PresswatchError
from bot.store.sqlite import SqliteStore, open_store
from bot.store.sqlite.migrations import migrate

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
TOKEN = "xoxb-1-opensesame"
KEY = Fernet.generate_key().decode()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    migrate(tmp_path / "presswatch.db", now=NOW)
    opened = open_store(tmp_path / "presswatch.db")
    yield opened
    opened.close()


def accesses(store: SqliteStore, key: str = KEY) -> ManyAccesses:
    return ManyAccesses(store, Vault(key), lambda: NOW)


def installation(team: str | None = "T1", token: str | None = TOKEN) -> Installation:
    return Installation(
        app_id="A1",
        team_id=team,
        team_name="Lantern",
        bot_token=token,
        bot_id="B1",
        bot_user_id="U-bot",
        bot_scopes=["chat:write", "commands"],
        user_id="U-ada",
        user_token="xoxp-a-persons-own",
        incoming_webhook_url="https://hooks.slack.com/services/T1/B1/opensesame",
    )


def test_what_an_installation_gave_is_found_by_its_workspace(store: SqliteStore) -> None:
    many = accesses(store)
    many.save(installation())
    assert many.token_of("T1") == TOKEN
    assert many.all() == ["T1"]
    found = many.of("T1")
    assert found
    assert (found.token, found.bot_user, found.scopes) == (TOKEN, "U-bot", ("chat:write", "commands"))
    with store.reading() as session:
        workspace = session.channels.workspace(platform="slack", key="T1")
        assert workspace
        assert workspace.name == "Lantern"


def test_nobody_is_let_into_a_workspace_that_did_not_let_us_in(store: SqliteStore) -> None:
    many = accesses(store)
    many.save(installation())
    assert many.of("T2") is None
    with pytest.raises(PresswatchError, match="not installed in the workspace T2"):
        many.token_of("T2")


def test_a_token_is_nowhere_in_the_database_in_clear(store: SqliteStore) -> None:
    accesses(store).save(installation())
    store.tidy()
    for file in store.path.parent.iterdir():
        content = file.read_bytes()
        assert b"opensesame" not in content
        assert b"xoxp" not in content


def test_a_key_that_was_changed_without_its_former_one_is_told(store: SqliteStore) -> None:
    accesses(store).save(installation())
    other = Fernet.generate_key().decode()
    with pytest.raises(PresswatchError, match="another key"):
        accesses(store, other).token_of("T1")
    assert accesses(store, f"{other} {KEY}").token_of("T1") == TOKEN


def test_a_row_that_was_moved_to_another_workspace_opens_nothing(store: SqliteStore) -> None:
    many = accesses(store)
    many.save(installation())
    with store.writing() as session:
        sealed = session.installations.get(platform="slack", key="T1")
        assert sealed
        session.installations.put(platform="slack", key="T2", sealed=sealed, now=NOW)
    with pytest.raises(PresswatchError, match="is of another"):
        many.token_of("T2")


@pytest.mark.parametrize("given", [installation(team=None), installation(token=None)])
def test_an_installation_without_a_workspace_or_a_bot_is_refused(given: Installation) -> None:
    with pytest.raises(PresswatchError, match="no token for one workspace"):
        access_of(given)


def test_no_token_is_shown_when_access_is(caplog: pytest.LogCaptureFixture) -> None:
    access = access_of(installation())
    logging.getLogger("bot").warning("%s", access)
    assert isinstance(access, Access)
    assert "sesame" not in f"{access!r} {access} {caplog.text}"


def test_one_workspace_has_one_token() -> None:
    assert OneAccess(TOKEN).token_of("T1") == TOKEN
