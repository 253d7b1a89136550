"""Backups of a database in use."""

import fcntl
import multiprocessing
import os
import resource
import signal
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
    (tmp_path / "new.db.part-journal").write_bytes(b"what would be undone")
    back_up(store.path, tmp_path / "new.db", now=NOW)
    assert sequence_of(tmp_path / "new.db") == 0
    assert list(tmp_path.glob("new.db.*")) == []


def test_what_killed_backups_left_under_other_names_goes(store: SqliteStore, tmp_path: Path) -> None:
    names = ["presswatch-20260301T090000Z.db.part", "presswatch.db.before-20260301T090000.part"]
    for left in (*names, *(f"{name}-journal" for name in names), "mine.part"):
        (tmp_path / left).write_bytes(b"half of it")
    with (tmp_path / "presswatch-20260302T085959Z.db.part").open("wb") as under_way:
        under_way.write(b"half of it")
        under_way.flush()
        fcntl.flock(under_way, fcntl.LOCK_EX)
        back_up(store.path, tmp_path, now=NOW)
        assert sorted(path.name for path in tmp_path.glob("*.part*")) == ["mine.part", Path(under_way.name).name]


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


def test_a_damaged_database_is_named_and_not_its_copy(store: SqliteStore, tmp_path: Path) -> None:
    store.tidy()
    store.close()
    with store.path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\xff" * 8 * 4096)
    with pytest.raises(StoreError, match=r"presswatch\.db is damaged"):
        back_up(store.path, tmp_path / "new.db", now=NOW)
    assert list(tmp_path.glob("new.db*")) == []


def test_a_disk_that_is_full_is_no_damage_of_the_database(store: SqliteStore, tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        said = pool.apply(_said_with_little_room, (store.path, tmp_path / "new.db"))
    assert said.startswith(f"{tmp_path / 'new.db'} cannot be used")
    assert list(tmp_path.glob("new.db*")) == []


def _said_with_little_room(path: Path, target: Path) -> str:
    """What a process that may write small files only says of a backup."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        back_up(path, target, now=NOW)
    except StoreError as error:
        return error.message
    return "made"


def test_backups_that_cannot_be_deleted_are_told(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    (tmp_path / "presswatch-20260301T090000Z.db").touch()
    (tmp_path / "presswatch-20260302T090000Z.db").touch()
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StoreError, match="cannot be written: Operation not permitted"):
        prune(tmp_path, keep=1)


def test_a_database_is_for_its_owner_alone(store: SqliteStore) -> None:
    write(store)
    for path in (store.path, store.path.with_name(f"{store.path.name}-wal")):
        assert path.stat().st_mode & 0o777 == 0o600
