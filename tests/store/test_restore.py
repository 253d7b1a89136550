"""Putting a backup in the database's place: what is refused, what stays usable, and which ids are never given again."""

import multiprocessing
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import StoreBusy, StoreError, StoreOutdated
from bot.model.delivery import DeliveryKind, DeliveryState
from bot.ports.store.ledger import Plan
from bot.store.sqlite import open_store
from bot.store.sqlite import restore as room
from bot.store.sqlite.backup import back_up
from bot.store.sqlite.lock import shared
from bot.store.sqlite.migrations import migrate
from bot.store.sqlite.restore import restore

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1, hours=2)
SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    migrate(tmp_path / "presswatch.db", now=NOW)
    return tmp_path / "presswatch.db"


def plan(key: str) -> Plan:
    return Plan(key=key, kind=DeliveryKind.ALERT, channel_id=1, subject_id=1, topic_id=None, part=0, not_before=NOW)


def work(path: Path, *keys: str) -> None:
    """Plan deliveries, one commit each."""
    store = open_store(path)
    for key in keys:
        with store.writing() as session:
            home = session.channels.ensure_workspace(platform="console", key="local", name="Here")
            session.channels.ensure(workspace=home, key="console", name="console")
            session.next_sequence()
            session.ledger.plan([plan(key)], now=NOW)
    store.close()


def keys_in(path: Path) -> list[str]:
    database = Database(path)
    try:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [row[0] for row in database.execute("SELECT key FROM delivery ORDER BY id").fetchall()]
    finally:
        database.close()


def next_delivery(path: Path) -> int:
    store = open_store(path)
    with store.writing() as session:
        session.ledger.plan([plan("next")], now=NOW)
        claimed = session.ledger.of_subject(DeliveryKind.ALERT, [1], 1)[-1]
    store.close()
    return claimed.id


def test_the_backup_is_in_place_and_the_database_before_it_is_kept(path: Path) -> None:
    work(path, "before")
    backup = back_up(path, path.parent / "backup.db", now=NOW).path
    work(path, "since")
    restored = restore(path, backup, now=LATER)
    assert restored.aftermath.backup_at == NOW
    assert keys_in(path) == ["before"]
    assert restored.replaced is not None
    assert keys_in(restored.replaced) == ["before", "since"]
    assert keys_in(backup) == ["before"]
    assert migrate(path, now=LATER) == []


def test_deliveries_that_were_open_are_asked_about_and_may_repeat(path: Path) -> None:
    work(path, "waiting")
    backup = back_up(path, path.parent / "backup.db", now=NOW).path
    path.unlink()
    assert restore(path, backup, now=LATER).aftermath.asked == 1
    store = open_store(path)
    with store.writing() as session:
        assert session.ledger.claim(now=LATER, lease_until=LATER) is None
        unclear = session.ledger.claim_unclear(now=LATER, lease_until=LATER)
        assert session.upkeep.fact("backup_at") == ""
    store.close()
    assert unclear is not None
    assert (unclear.key, unclear.state, unclear.may_repeat) == ("waiting", DeliveryState.UNCERTAIN, True)


def test_no_id_of_the_lost_time_is_given_again(path: Path) -> None:
    work(path, "before")
    backup = back_up(path, path.parent / "backup.db", now=NOW).path
    work(path, *(f"since {number}" for number in range(20)))
    restore(path, backup, now=LATER)  # the replaced ledger knows how many were given
    assert next_delivery(path) == 22
    path.unlink()
    restore(path, backup, now=LATER)  # nobody knows
    assert next_delivery(path) > 1_000_000


def test_a_copy_that_does_not_say_its_time_is_as_old_as_the_newest_time_in_it(path: Path) -> None:
    work(path, "before")
    raw = path.parent / "raw.db"
    shutil.copyfile(path, raw)
    for side in ("-wal", "-shm"):
        if path.with_name(path.name + side).exists():
            shutil.copyfile(path.with_name(path.name + side), raw.with_name(raw.name + side))
    assert restore(path, raw, now=LATER).aftermath.backup_at == NOW


def test_what_ended_since_is_at_its_end_where_the_replaced_ledger_says_so(path: Path) -> None:
    work(path, "waiting")
    backup = back_up(path, path.parent / "backup.db", now=NOW).path
    store = open_store(path)
    with store.writing() as session:
        claimed = session.ledger.claim(now=NOW, lease_until=LATER)
        assert claimed is not None
        session.ledger.settle(claimed, state=DeliveryState.SENT, now=NOW, platform_id="p1")
    store.close()
    aftermath = restore(path, backup, now=LATER).aftermath
    assert (aftermath.exact, aftermath.asked) == (True, 0)
    store = open_store(path)
    with store.reading() as session:
        (kept,) = session.ledger.of_subject(DeliveryKind.ALERT, [1], 1)
    store.close()
    assert (kept.state, kept.platform_id, kept.may_repeat) == (DeliveryState.SENT, "p1", False)


def keep(_path: Path) -> None:
    """It stays what it is."""


def lose(path: Path) -> None:
    path.unlink()


def begin_anew(path: Path) -> None:
    path.unlink()
    migrate(path, now=NOW)
    work(path, "another life")


@pytest.mark.parametrize("begin", [keep, lose, begin_anew])
def test_a_ledger_that_is_not_this_backup_s_is_not_believed(path: Path, begin: Callable[[Path], object]) -> None:
    work(path, "before")
    backup = back_up(path, path.parent / "backup.db", now=NOW).path
    begin(path)
    restore(path, backup, now=NOW + timedelta(hours=1))
    again = restore(path, backup, now=LATER)  # what the first restore replaced is not known to this one
    assert not again.aftermath.exact


def test_nothing_is_replaced_under_somebody_who_uses_it(path: Path) -> None:
    work(path, "before")
    backup = back_up(path, path.parent / "backup.db", now=NOW).path
    with shared(path), pytest.raises(StoreBusy, match="nothing can take its place"):
        restore(path, backup, now=LATER)
    without_locks = open_store(path)  # a program that takes no locks beside the database
    with without_locks.reading() as session:
        session.sequence()
    with pytest.raises(StoreBusy, match="without our locks"):
        restore(path, backup, now=LATER)
    without_locks.close()
    restore(path, backup, now=LATER)


def test_what_cannot_be_restored_is_refused_with_a_cure_and_changes_nothing(path: Path) -> None:
    work(path, "before")
    folder = path.parent
    (folder / "text.db").write_text("no database at all", "utf-8")
    Database(folder / "other.db").execute("CREATE TABLE treasure (gold INTEGER)")
    good = back_up(path, folder / "good.db", now=NOW).path
    whole = good.read_bytes()
    (folder / "torn.db").write_bytes(whole[: len(whole) // 2])
    newer = Database(shutil.copy(good, folder / "newer.db"))
    future = ("presswatch", "9999_future", "2030")
    newer.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)", future)
    newer.conn.commit()
    newer.close()
    wrong = {
        "absent.db": StoreError,
        "text.db": StoreError,
        "other.db": StoreError,
        "torn.db": StoreError,
        "newer.db": StoreOutdated,
        path.name: StoreError,
    }
    before = sorted(file.name for file in folder.iterdir())
    for name, kind in wrong.items():
        with pytest.raises(kind, match=name) as caught:
            restore(path, folder / name, now=LATER)
        assert caught.value.cure, name
    assert keys_in(path) == ["before"]
    assert sorted(file.name for file in folder.iterdir() if not file.name.endswith((".lock", ".use"))) == [
        name for name in before if not name.endswith((".lock", ".use"))
    ]


def test_a_disk_that_is_full_leaves_the_database_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work(path, "before")
    backup = back_up(path, path.parent / "backup.db", now=NOW).path
    work(path, "since")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(StoreError, match="No space left"):
        restore(path, backup, now=LATER)
    assert keys_in(path) == ["before", "since"]
    assert list(path.parent.glob("*.restoring*")) == []


def test_a_damaged_database_is_put_aside_as_it_is(path: Path) -> None:
    work(path, "before")
    backup = back_up(path, path.parent / "backup.db", now=NOW).path
    path.write_bytes(b"scrambled" * 1000)
    restored = restore(path, backup, now=LATER)
    assert keys_in(path) == ["before"]
    assert restored.replaced is not None
    assert restored.replaced.read_bytes() == b"scrambled" * 1000


STEPS = ("_clear_away", "_expect_ours", "bring_up", "_fold_log", "settle", "sync", "_put_aside", "_second_name")


def die_at(path: Path, backup: Path, step: str, after: bool) -> None:
    """Restore, and end as if killed, before or after a step."""
    act = getattr(room, step)

    def deadly(*arguments: object, **named: object) -> object:
        if after:
            act(*arguments, **named)
        os._exit(9)

    setattr(room, step, deadly)
    restore(path, backup, now=LATER)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_instant_one_of_the_two_is_in_place(path: Path, step: str, after: bool) -> None:
    work(path, "before")
    backup = back_up(path, path.parent / "backup.db", now=NOW).path
    work(path, "since")
    victim = SPAWN.Process(target=die_at, args=(path, backup, step, after))
    victim.start()
    victim.join()
    assert victim.exitcode == 9
    assert keys_in(path) == ["before", "since"]
    work(path, "afterwards")  # whoever goes on with it
    restored = restore(path, backup, now=LATER + timedelta(minutes=1))
    assert keys_in(path) == ["before"]
    assert restored.replaced is not None
    assert keys_in(restored.replaced) == ["before", "since", "afterwards"]
    assert [file.name for file in path.parent.glob("presswatch.db.re*")] == [restored.replaced.name]


def test_a_file_system_without_hard_links_will_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    work(path, "before")
    backup = back_up(path, path.parent / "backup.db", now=NOW).path
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    replaced = restore(path, backup, now=LATER).replaced
    assert replaced is not None
    assert keys_in(replaced) == ["before"]


def test_a_linked_database_is_replaced_where_it_lies(path: Path, tmp_path: Path) -> None:
    work(path, "before")
    backup = back_up(path, path.parent / "backup.db", now=NOW).path
    volume = tmp_path / "volume"
    volume.mkdir()
    real = path.rename(volume / path.name)
    path.symlink_to(real)
    restored = restore(path, backup, now=LATER)
    assert path.is_symlink()
    assert keys_in(real) == ["before"]
    assert restored.replaced is not None
    assert restored.replaced.parent == volume


def test_a_database_that_was_not_there_is_for_its_owner_alone(path: Path) -> None:
    work(path, "before")
    backup = back_up(path, path.parent / "backup.db", now=NOW).path
    backup.chmod(0o644)
    restore(path.with_name("new.db"), backup, now=LATER)
    assert path.with_name("new.db").stat().st_mode & 0o777 == 0o600
