"""A database of the first version, with data in it, is upgraded: all of it is there, or nothing has changed."""

import hashlib
import multiprocessing
import os
import resource
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import StoreError
from bot.model.delivery import DeliveryKind, DeliveryState
from bot.store.sql import migrations
from bot.store.sqlite import migrations as room
from bot.store.sqlite import open_store
from bot.store.sqlite.backup import back_up
from bot.store.sqlite.connection import statements
from bot.store.sqlite.migrations import migrate, pending
from bot.store.sqlite.restore import restore

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIRST = "0001_newsroom"
SPAWN = multiprocessing.get_context("spawn")

DATA = (Path(__file__).parent / "released_0001.sql").read_text("utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database as the first version made it."""
    database = Database(tmp_path / "presswatch.db")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute(
        "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)"
    )
    database.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('presswatch', ?, '')", (FIRST,)
    )
    for statement in statements(migrations()[FIRST] + DATA):
        database.execute(statement)
    database.conn.commit()
    database.close()
    return tmp_path / "presswatch.db"


def test_a_released_migration_is_never_changed() -> None:
    known = "d2f16d72b226c1d1e29932813ef1480db4727b30adfae7b2807b98af9578cbab"
    assert hashlib.sha256(migrations()[FIRST].encode()).hexdigest() == known


def test_all_that_was_there_is_there(path: Path) -> None:
    assert migrate(path, now=NOW) == [name for name in migrations() if name != FIRST]
    expect_everything(path)


def expect_everything(path: Path) -> None:
    store = open_store(path)
    with store.reading() as session:
        (feed,) = session.feeds.all()
        assert (feed.source, feed.added, session.feeds.books()[1].received) == ("Gazette", False, 4)
        assert [entry.id for entry in session.entries.search(words="face", limit=9)] == [2, 1]
        assert session.entries.get([1])[1].summary == "They were seen."
        assert not session.entries.get([1])[1].doubtful
        assert (session.stories.root(2), session.entries.next_id()) == (1, 501)
        assert [match.story_id for match in session.stories.matches_of([1])] == [1]
        issue = session.digests.by_token("secret")
        assert issue is not None
        assert (issue.stories[0].title, issue.held, issue.repeats_from) == ("Faces", (), None)
        assert issue.stories[0].origin is None  # nobody had asked: it reads as it was posted
        (order,) = session.subscriptions.of_channel(1)
        assert (order.mark, order.paused_at, order.schedule.zone) == (2, None, "Europe/Berlin")
        (alert,) = session.ledger.of_subject(DeliveryKind.ALERT, [2], 1)
        assert (alert.state, alert.may_repeat, alert.told_in) == (DeliveryState.PLANNED, False, "")
        assert session.upkeep.last_restore() is None
    store.close()


def test_a_new_database_has_the_same_schema_as_an_upgraded_one(path: Path, tmp_path: Path) -> None:
    migrate(path, now=NOW)
    migrate(tmp_path / "new.db", now=NOW)
    assert schema(path) == schema(tmp_path / "new.db")


def schema(path: Path) -> list[tuple[str, str]]:
    database = Database(path)
    try:
        made = database.execute(
            "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE '%_sqlite_migrations%'"
        ).fetchall()
        return sorted((name, " ".join((sql or "").split())) for name, sql in made)
    finally:
        database.close()


def die_after(path: Path, number: int) -> None:
    """Upgrade, and end as if killed after so many statements."""
    done = iter(range(number))

    def deadly(script: str) -> Iterator[str]:
        for statement in statements(script):
            if next(done, None) is None:
                os._exit(9)
            yield statement

    room.statements = deadly  # type: ignore[attr-defined]
    migrate(path, now=NOW)


@pytest.mark.parametrize("number", [0, 1, 7, 30])
def test_killed_in_the_middle_it_is_as_it_was_and_can_be_upgraded_again(path: Path, number: int) -> None:
    victim = SPAWN.Process(target=die_after, args=(path, number))
    victim.start()
    victim.join()
    assert victim.exitcode == 9
    assert FIRST not in pending(path)
    assert pending(path)
    migrate(path, now=NOW + timedelta(seconds=1))
    expect_everything(path)


def test_processes_that_start_together_upgrade_it_once(path: Path) -> None:
    together = [SPAWN.Process(target=migrate, args=(path,), kwargs={"now": NOW}) for _ in range(3)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert [one.exitcode for one in together] == [0, 0, 0]
    assert len(list(path.parent.glob("*.before-*"))) == 1
    expect_everything(path)


def without_space(path: Path, bytes_a_file: int, copies: bool) -> None:
    """Upgrade where no file may grow over a size; exits 3 where that is told as it should."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))
    if not copies:
        room.copy = lambda *_, **__: None  # type: ignore[attr-defined]
    try:
        migrate(path, now=NOW)
    except StoreError as error:
        os._exit(3 if error.cure else 4)


@pytest.mark.parametrize("copies", [True, False])
def test_a_disk_that_is_full_leaves_it_as_it_was(path: Path, copies: bool) -> None:
    before = path.read_bytes()
    victim = SPAWN.Process(target=without_space, args=(path, 20_000, copies))
    victim.start()
    victim.join()
    assert victim.exitcode == 3
    assert path.read_bytes() == before
    assert list(path.parent.glob("*.before-*")) == []
    migrate(path, now=NOW)
    expect_everything(path)


def as_it_was(path: Path, folder: Path) -> Path:
    return path.rename(folder / "moved.db")


def backed_up(path: Path, folder: Path) -> Path:
    return back_up(path, folder / "backup.db", now=NOW).path


def before_the_upgrade(path: Path, folder: Path) -> Path:
    migrate(path, now=NOW)
    (copy,) = folder.glob("*.before-*")
    return copy


@pytest.mark.parametrize("make", [as_it_was, backed_up, before_the_upgrade])
def test_what_an_older_version_left_can_be_restored(path: Path, make: Callable[[Path, Path], Path]) -> None:
    restored = restore(path, make(path, path.parent), now=NOW)
    assert restored.aftermath.backup_at == datetime(2026, 2, 25, 6, 13, 20, tzinfo=UTC)  # the newest time in it
    store = open_store(path)
    with store.reading() as session:
        assert session.entries.get([1])[1].title == "Faces"
        (alert,) = session.ledger.of_subject(DeliveryKind.ALERT, [2], 1)
        assert alert.state is DeliveryState.UNCERTAIN
        assert alert.may_repeat is not restored.aftermath.exact
    store.close()
