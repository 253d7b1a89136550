"""Backups of a database in use."""

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import StoreError
from bot.store.sqlite import SqliteStore, open_store
from bot.store.sqlite.backup import back_up, copy, is_due, own_backups, prune
from bot.store.sqlite.migrations import migrate

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    migrate(tmp_path / "presswatch.db", now=NOW)
    return open_store(tmp_path / "presswatch.db")


def write(store: SqliteStore) -> None:
    with store.writing() as session:
        session.next_sequence()


def sequence_of(path: Path) -> int:
    database = Database(path)
    try:
        return int(database.execute("SELECT value FROM sequence").fetchone()[0])
    finally:
        database.close()


def test_a_backup_is_whole_and_says_when_it_was_made(store: SqliteStore, tmp_path: Path) -> None:
    write(store)  # it is in the log yet, and not in the file
    made = back_up(store.path, tmp_path / "copy.db", now=NOW)
    assert (made.entries, made.deliveries) == (0, 0)
    assert made.bytes == made.path.stat().st_size
    assert sequence_of(made.path) == 1
    kept = open_store(made.path)
    with kept.reading() as session:
        assert session.upkeep.fact("backup_at") == NOW.isoformat()
    kept.close()
    with store.reading() as session:
        assert session.upkeep.fact("backup_at") == ""


def test_a_backup_is_made_while_others_write(store: SqliteStore, tmp_path: Path) -> None:
    done = threading.Event()

    def keep_writing() -> None:
        while not done.is_set():
            write(store)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    copies = [back_up(store.path, tmp_path / f"{number}.db", now=NOW).path for number in range(5)]
    done.set()
    writer.join()
    moments = [sequence_of(path) for path in copies]
    assert moments == sorted(moments)


def test_nothing_is_overwritten_and_nothing_is_left_half_done(store: SqliteStore, tmp_path: Path) -> None:
    target = tmp_path / "mine.db"
    target.write_text("not to be lost", "utf-8")
    with pytest.raises(StoreError, match="there already"):
        back_up(store.path, target, now=NOW)
    assert target.read_text("utf-8") == "not to be lost"
    with pytest.raises(StoreError, match="no database at"):
        back_up(tmp_path / "absent.db", tmp_path / "new.db", now=NOW)
    assert list(tmp_path.glob("*.part")) == []
    assert not (tmp_path / "new.db").exists()


def test_a_copy_that_is_not_sound_is_not_kept(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> None:
        raise StoreError("it is damaged")

    monkeypatch.setattr("bot.store.sqlite.backup.expect_sound", damaged)
    with pytest.raises(StoreError, match="damaged"):
        back_up(store.path, tmp_path / "new.db", now=NOW)
    assert list(tmp_path.glob("new.db*")) == []


def test_what_a_killed_backup_left_does_not_stop_the_next(store: SqliteStore, tmp_path: Path) -> None:
    (tmp_path / "new.db.part").write_bytes(b"half of it")
    back_up(store.path, tmp_path / "new.db", now=NOW)
    assert sequence_of(tmp_path / "new.db") == 0
    assert not (tmp_path / "new.db.part").exists()


def test_a_file_system_without_hard_links_will_do(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    back_up(store.path, tmp_path / "new.db", now=NOW)
    assert sequence_of(tmp_path / "new.db") == 0


def test_a_folder_gets_a_name_after_the_time_and_keeps_the_newest(store: SqliteStore, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "presswatch-mine.db").touch()
    for day in range(3):
        back_up(store.path, folder, now=NOW + timedelta(days=day))
    assert [path.name for path in prune(folder, keep=2)] == ["presswatch-20260302T090000Z.db"]
    assert [path.name for path in own_backups(folder)] == [
        "presswatch-20260303T090000Z.db",
        "presswatch-20260304T090000Z.db",
    ]
    assert (folder / "presswatch-mine.db").exists()


def test_a_backup_is_due_on_another_day_of_utc(store: SqliteStore, tmp_path: Path) -> None:
    daily = timedelta(days=1)
    assert is_due(tmp_path / "absent", every=daily, now=NOW)
    back_up(store.path, tmp_path, now=NOW)
    assert not is_due(tmp_path, every=daily, now=NOW.replace(hour=23))
    assert is_due(tmp_path, every=daily, now=NOW.replace(day=3, hour=0))
    assert not is_due(tmp_path, every=2 * daily, now=NOW.replace(day=3, hour=23))


def test_a_backup_is_as_private_as_the_database(store: SqliteStore, tmp_path: Path) -> None:
    os.chmod(store.path, 0o640)
    copy(store.path, tmp_path / "copy.db", now=NOW)
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o640
