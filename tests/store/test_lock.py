"""Who may do what with a database file."""

import multiprocessing
import os
import threading
from datetime import UTC, datetime
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from bot.errors import StoreBusy
from bot.store.sqlite import lock
from bot.store.sqlite.lock import alone, running, shared, turn
from bot.store.sqlite.migrations import in_use, migrate

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SPAWN = multiprocessing.get_context("spawn")


def hold(path: Path, held: Event, done: Event) -> None:
    with in_use(path, now=NOW):
        held.set()
        done.wait(60)


def test_users_share_and_whoever_wants_it_alone_is_told_who_has_it(tmp_path: Path) -> None:
    path, held, done = tmp_path / "presswatch.db", SPAWN.Event(), SPAWN.Event()
    other = SPAWN.Process(target=hold, args=(path, held, done))
    other.start()
    assert held.wait(60)
    with shared(path), pytest.raises(StoreBusy) as caught, turn(path), alone(path, purpose="it stays"):
        pass
    assert "in use, so it stays" in caught.value.message
    if Path("/proc/locks").exists():
        assert f"process {other.pid}" in caught.value.cure
        assert f"process {os.getpid()}" not in caught.value.cure
    done.set()
    other.join()
    with turn(path), alone(path, purpose="it stays"):
        pass


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux tells who holds a lock")
def test_a_command_that_runs_on_the_data_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, held, done = tmp_path / "presswatch.db", SPAWN.Event(), SPAWN.Event()
    assert running(path, "run") == []
    assert list(tmp_path.iterdir()) == []
    other = SPAWN.Process(target=hold, args=(path, held, done))
    other.start()
    assert held.wait(60)
    monkeypatch.setattr(lock, "_command", lambda pid: f"`presswatch --settings a.toml run` (process {pid})")
    assert running(path, "run", "web") == [f"`presswatch --settings a.toml run` (process {other.pid})"]
    assert running(path, "chat") == []
    done.set()
    other.join()
    assert running(path, "run") == []


def test_nobody_comes_while_one_has_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "presswatch.db"
    with (
        turn(path),
        alone(path, purpose="it stays"),
        pytest.raises(StoreBusy, match="upgraded or restored"),
        shared(path),
    ):
        pass


def test_an_old_database_is_not_upgraded_under_somebody_who_uses_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "presswatch.db"
    migrate(path, now=NOW)
    monkeypatch.setattr("bot.store.sqlite.migrations.pending", lambda _path: ["9999_next"])
    with shared(path), pytest.raises(StoreBusy, match="cannot be upgraded"):
        migrate(path, now=NOW)


@pytest.mark.parametrize(("moment", "told"), [(60.0, 0), (0.0, 1)])
def test_a_turn_that_is_waited_for_is_told_only_when_it_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: float, told: int
) -> None:
    monkeypatch.setattr(lock, "_A_MOMENT", moment)
    begun, said = threading.Event(), threading.Event()
    monkeypatch.setattr(lock.log, "warning", lambda *_: said.set())
    path = tmp_path / "presswatch.db"

    def wait() -> None:
        begun.set()
        with turn(path):
            pass

    waiting = threading.Thread(target=wait)
    with turn(path):
        waiting.start()
        assert begun.wait(60)
        assert said.wait(60 if told else 0.2) == bool(told)
    waiting.join(60)
    assert not waiting.is_alive()
