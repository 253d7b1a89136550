"""A workspace takes its token back, or removes the app: access ends at once, and what waits is parked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cryptography.fernet import Fernet

from bot.app import App, open_app
from bot.chat.slack.installations import Access, ManyAccesses
from bot.model.channel import Channel
from tests.chat.slack.listen.fake import BOT_USER, TEAM, FakeSlack
from tests.chat.slack.listen.someone import Pools, Someone, dispatching
from tests.chat.slack.listen.workspace import slack_settings

SOON = datetime(2999, 1, 1, tzinfo=UTC)


@contextmanager
def many(folder: Path, slack: FakeSlack, pools: Pools) -> Iterator[tuple[App, Someone]]:
    """An installation for many workspaces, which this one let in."""
    more = {
        "bot_token": "",
        "client_id": "1.2",
        "client_secret": "shh-a-secret",
        "encryption_key": Fernet.generate_key().decode(),
    }
    with open_app(slack_settings(folder, slack, **more)) as house:
        house.set_up(feeds=())
        accesses = house.platforms.slack.accesses
        assert isinstance(accesses, ManyAccesses)
        accesses.keep(
            Access(
                workspace=TEAM,
                name="Lantern",
                token="xoxb-test",
                bot_id="B1",
                bot_user=BOT_USER,
                app="A1",
                installer="U1",
                scopes=("chat:write",),
            )
        )
        listener = house.platforms.slack.app(house.asking)
        yield house, Someone(slack=slack, send=dispatching(listener.bolt))
        pools.settle()
        listener.close()


def installed(house: App) -> list[str]:
    with house.store.reading() as session:
        return session.installations.keys("slack")


def here(house: App) -> Channel:
    with house.store.reading() as session:
        workspace = session.channels.workspace(platform="slack", key=TEAM)
        assert workspace
        (channel,) = [one for one in session.channels.of_workspace(workspace.id) if one.key == "C1"]
        return channel


def forgettable(house: App) -> int:
    with house.store.reading() as session:
        return len(session.upkeep.workspaces_to_forget(before=SOON))


def subscribed(ada: Someone, pools: Pools) -> None:
    ada.says("subscribe facial-recognition weekly")
    pools.settle()


def test_an_app_that_is_removed_loses_its_token_and_later_its_data(
    tmp_path: Path, slack: FakeSlack, pools: Pools
) -> None:
    with many(tmp_path, slack, pools) as (house, ada):
        subscribed(ada, pools)
        assert installed(house) == [TEAM]
        ada.event({"type": "app_uninstalled"})
        pools.settle()
        assert installed(house) == []
        assert "removed" in here(house).parked
        assert forgettable(house) == 1


def test_whoever_is_shut_out_is_not_answered(tmp_path: Path, slack: FakeSlack, pools: Pools) -> None:
    with many(tmp_path, slack, pools) as (house, ada):
        subscribed(ada, pools)
        ada.event({"type": "app_uninstalled"})
        pools.settle()
        said = len(slack.said)
        ada.mentions("status")
        pools.settle()
        assert len(slack.said) == said
        assert installed(house) == []


def test_a_bot_s_token_that_is_taken_back_parks_and_a_person_s_does_not(
    tmp_path: Path, slack: FakeSlack, pools: Pools
) -> None:
    with many(tmp_path, slack, pools) as (house, ada):
        subscribed(ada, pools)
        ada.event({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}})
        pools.settle()
        assert (installed(house), here(house).parked) == ([TEAM], "")
        ada.event({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}})
        pools.settle()
        assert installed(house) == []
        assert "taken back" in here(house).parked
        assert forgettable(house) == 0


def test_what_slack_tells_again_after_the_app_came_back_shuts_nobody_out(
    tmp_path: Path, slack: FakeSlack, pools: Pools
) -> None:
    with many(tmp_path, slack, pools) as (house, ada):
        subscribed(ada, pools)
        kept = house.platforms.slack.accesses
        assert isinstance(kept, ManyAccesses)
        access = kept.of(TEAM)
        assert access
        told = ada.happening({"type": "app_uninstalled"})
        ada.send("events_api", told)
        pools.settle()
        kept.keep(access)
        ada.send("events_api", told)
        pools.settle()
        assert installed(house) == [TEAM]
        assert (here(house).parked, forgettable(house)) == ("", 0)


def test_the_one_workspace_whose_token_we_were_given_keeps_its_data(ada: Someone, pools: Pools, house: App) -> None:
    subscribed(ada, pools)
    ada.event({"type": "app_uninstalled"})
    pools.settle()
    assert "taken back" in here(house).parked
    assert forgettable(house) == 0
