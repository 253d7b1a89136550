"""A workspace lets us in and sends us off: access ends at once, data after a while, and coming back undoes it."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.grammar import read
from bot.flow.answer import answer
from bot.flow.answer.asking import Asking
from bot.flow.forget import KEPT_WORKSPACES, forget
from bot.flow.install import let_in, shut_out
from bot.flow.look import Look
from bot.flow.publish import publish
from bot.model.channel import Channel
from bot.model.delivery import DeliveryState
from bot.store.sql import queries
from tests.flow.platform import RULES
from tests.flow.press import FACES, Office, item, office

DAY = timedelta(days=1)
ARTICLE = "https://site.example/story/1"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, gazette=[item(1, "Museum counts faces", text="Each face is counted.")]) as opened:
        opened.set_up(FACES)
        opened.poll()
        yield opened


def install(desk: Office, key: str = "T1") -> Channel:
    with desk.store.writing() as session:
        workspace = let_in(session, platform="slack", key=key, name="Lantern", sealed=b"sealed", now=desk.press.now)
        return session.channels.ensure(workspace=workspace, key=f"C-{key}", name="press-desk")


def leave(desk: Office, key: str = "T1", *, removed: bool = True) -> None:
    with desk.store.writing() as session:
        shut_out(session, platform="slack", key=key, removed=removed, now=desk.press.now)


def say(desk: Office, channel: Channel, words: str) -> None:
    asking = Asking(
        channel=channel,
        zone="UTC",
        now=desk.press.now,
        new_token=lambda: f"token-{channel.key}",
        look=_no_visits,
        rules=RULES,
    )
    answer(desk.store, read(words), asking)


def _no_visits(url: str) -> Look:
    raise AssertionError(f"{url} must not be visited")


def lived_in(desk: Office, key: str = "T1") -> Channel:
    """A workspace with something of everything that a workspace has."""
    home = install(desk, key)
    for words in (
        "subscribe faces weekly",
        "digest faces",
        "topic save schools school",
        "subscribe schools at once",
        "mute term phone",
        f"alerts at most 3 a day {'in Europe/Berlin'}",
    ):
        say(desk, home, words)
    with desk.store.writing() as session:
        session.votes.cast(channel_id=home.id, story_id=1, person="U1", useful=True, now=desk.press.now)
    desk.poll()
    desk.press.now += 8 * DAY
    publish(desk.store, clock=lambda: desk.press.now, new_token=lambda: f"t-{key}", stop=lambda: False)
    return home


def counts(desk: Office) -> dict[str, int]:
    """The rows of every table that is a workspace's."""
    database = sqlite3.connect(desk.store.path)
    try:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        shared = ("entry", "story", "identity", "feed", "poll", "sequence", "schema", "fact", "_", "sqlite", "match")
        own = [name for name in names if not name.startswith(shared)]
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in own}
    finally:
        database.close()


def test_every_table_that_belongs_to_a_workspace_is_forgotten_with_it(desk: Office) -> None:
    steps = " ".join(queries("leaving").values())
    database = sqlite3.connect(desk.store.path)
    try:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        led = {
            name: {row[2] for row in database.execute(f"PRAGMA foreign_key_list({name})")} & {"channel", "workspace"}
            for name in names
        }
    finally:
        database.close()
    owned = {name for name, targets in led.items() if targets} - {"takedown"}
    assert owned >= {"channel", "subscription", "delivery", "audit", "vote"}
    assert [name for name in sorted(owned) if f"DELETE FROM {name} WHERE" not in steps] == []


def forget_now(desk: Office) -> int:
    return forget(desk.store, keep=None, clock=lambda: desk.press.now, stop=lambda: False).workspaces


def test_access_ends_at_once_and_what_waits_is_parked(desk: Office) -> None:
    home = lived_in(desk)
    leave(desk)
    with desk.store.reading() as session:
        assert session.installations.get(platform="slack", key="T1") is None
        assert session.installations.keys("slack") == []
        assert session.channels.get(home.id).parked
        assert set(session.ledger.channel_counts(home.id)) == {DeliveryState.PARKED}


def test_coming_back_lets_go_on_what_waited_and_nothing_is_forgotten(desk: Office) -> None:
    home = lived_in(desk)
    leave(desk)
    desk.press.now += KEPT_WORKSPACES - DAY
    assert install(desk).id == home.id
    desk.press.now += KEPT_WORKSPACES
    assert forget_now(desk) == 0
    with desk.store.reading() as session:
        assert not session.channels.get(home.id).parked
        assert set(session.ledger.channel_counts(home.id)) == {DeliveryState.PLANNED}
        assert session.installations.keys("slack") == ["T1"]


def test_after_a_month_all_that_was_its_own_is_gone_and_nothing_else(desk: Office) -> None:
    before = counts(desk)
    other = lived_in(desk, "T2")
    alone = counts(desk)
    lived_in(desk, "T1")
    assert all(counts(desk)[name] > alone[name] for name, rows in alone.items() if rows > before[name])
    leave(desk)
    assert forget_now(desk) == 0
    desk.press.now += KEPT_WORKSPACES + DAY
    assert forget_now(desk) == 1
    assert forget_now(desk) == 0
    assert counts(desk) == alone
    with desk.store.reading() as session:
        assert len(session.subscriptions.of_channel(other.id)) == 2


def test_what_was_taken_down_there_stays_taken_down_without_a_name(desk: Office) -> None:
    home = lived_in(desk)
    say(desk, home, f"takedown {ARTICLE} yes")
    leave(desk)
    desk.press.now += KEPT_WORKSPACES + DAY
    assert forget_now(desk) == 1
    with desk.store.reading() as session:
        assert session.takedowns.when([1]) is not None
        assert session.channels.get(home.id).name == ""
        assert session.channels.workspace(platform="slack", key="T1") is None
    assert install(desk).id != home.id


def test_a_token_that_was_taken_back_is_no_removal(desk: Office) -> None:
    home = lived_in(desk)
    leave(desk, removed=False)
    desk.press.now += 2 * KEPT_WORKSPACES
    assert forget_now(desk) == 0
    with desk.store.reading() as session:
        assert session.channels.get(home.id).parked
        assert session.installations.keys("slack") == []


def test_leaving_a_workspace_that_nobody_knows_changes_nothing(desk: Office) -> None:
    leave(desk, "T9")
    assert forget_now(desk) == 0
