"""A workspace that counts as removed and has us all the same is found out about, and one that has us not is let go."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.app import App, open_app, utc_now
from bot.chat.slack.installations import Access, ManyAccesses
from bot.flow.install import shut_out
from bot.flow.reach import workspace_gone
from bot.model.channel import Workspace
from bot.store.sqlite.backup import back_up
from bot.store.sqlite.restore import restore
from tests.chat.slack.listen.fake import BOT_USER, TEAM, FakeSlack
from tests.chat.slack.listen.workspace import peopled, slack_settings

KEY = Fernet.generate_key().decode()


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        peopled(fake)
        yield fake


@contextmanager
def many(folder: Path, slack: FakeSlack) -> Iterator[App]:
    more = {"bot_token": "", "client_id": "1.2", "client_secret": "shh-a-secret", "encryption_key": KEY}
    with open_app(slack_settings(folder, slack, **more)) as house:
        yield house


def install(house: App, team: str = TEAM) -> None:
    accesses = house.platforms.slack.accesses
    assert isinstance(accesses, ManyAccesses)
    access = Access(
        workspace=team,
        name="Lantern",
        token="xoxb-test",
        bot_id="B1",
        bot_user=BOT_USER,
        app="A1",
        installer="U1",
        scopes=(),
    )
    accesses.keep(access)


def restored(folder: Path, slack: FakeSlack) -> None:
    """A workspace let us in, and a backup is in place that nobody can tell of what it missed."""
    with many(folder, slack) as house:
        house.set_up(feeds=())
        install(house)
        path = house.settings.database
        backup = back_up(path, folder / "backup.db", now=utc_now()).path
    path.unlink()
    restore(path, backup, now=utc_now())


def there(house: App, team: str = TEAM) -> Workspace:
    with house.store.reading() as session:
        found = session.channels.workspace(platform="slack", key=team)
    assert found
    return found


def tokens(house: App) -> list[str]:
    with house.store.reading() as session:
        return session.installations.keys("slack")


def test_after_a_restore_a_workspace_that_has_us_still_goes_on(tmp_path: Path, slack: FakeSlack) -> None:
    restored(tmp_path, slack)
    with many(tmp_path, slack) as house:
        assert there(house).is_removed
        house.tidy()
        assert (there(house).is_removed, there(house).parked, tokens(house)) == (False, "", [TEAM])


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked"])
def test_after_a_restore_the_token_of_one_that_left_is_forgotten(tmp_path: Path, slack: FakeSlack, code: str) -> None:
    restored(tmp_path, slack)
    slack.refusals["auth.test"] = code
    with many(tmp_path, slack) as house:
        house.tidy()
        assert (there(house).is_removed, tokens(house)) == (True, [])


def test_where_slack_does_not_tell_it_is_asked_again(tmp_path: Path, slack: FakeSlack) -> None:
    restored(tmp_path, slack)
    slack.refusals["auth.test"] = "internal_error"
    with many(tmp_path, slack) as house:
        house.tidy()
        assert (there(house).is_removed, tokens(house)) == (True, [TEAM])
        slack.refusals.clear()
        house.tidy()
        assert not there(house).is_removed


def removed(house: App, team: str) -> None:
    with house.store.writing() as session:
        workspace = session.channels.ensure_workspace(platform="slack", key=team, name=team)
        workspace_gone(session, workspace, reason="removed", now=utc_now(), removed=True)


def test_a_workspace_that_left_and_is_served_by_a_token_in_the_settings_is_back(
    tmp_path: Path, slack: FakeSlack
) -> None:
    with many(tmp_path, slack) as house:
        install(house)
        with house.store.writing() as session:
            shut_out(session, platform="slack", key=TEAM, removed=True, now=utc_now())
    with open_app(slack_settings(tmp_path, slack)) as house:
        removed(house, "T-another")
        house.tidy()
        assert (there(house).is_removed, there(house).parked) == (False, "")
        assert there(house, "T-another").is_removed


def test_nothing_is_asked_where_nobody_left(tmp_path: Path, slack: FakeSlack) -> None:
    with open_app(slack_settings(tmp_path, slack)) as house:
        house.tidy()
    assert slack.calls == []
