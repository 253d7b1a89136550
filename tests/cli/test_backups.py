"""Backups on the command line: made while a worker runs, put back when it does not."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import open_app
from bot.cli import main
from bot.settings import ROOT, load_settings
from tests.cli.dead_feed import DEAD_FEED


@pytest.fixture(autouse=True)
def _newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with settings, and a feed that refuses."""
    (tmp_path / "config" / "topics").mkdir(parents=True)
    (tmp_path / "config" / "feeds.toml").write_text(DEAD_FEED, "utf-8")
    (tmp_path / "presswatch.toml").write_text('config = "config"\n[fetch]\nallow = ["127.0.0.1:9"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    """A command's exit code and all it printed."""
    monkeypatch.setattr(sys, "argv", ["presswatch", *words])
    with pytest.raises(SystemExit) as end:
        main()
    printed = capsys.readouterr()
    assert isinstance(end.value.code, int | None)
    return end.value.code or 0, " ".join((printed.out + printed.err).split())


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The real worker, at work."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "worker"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert any("stop it with Ctrl-C" in line for line in process.stderr)
    yield process
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    process.stderr.close()


def test_there_and_back(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert run(capsys, monkeypatch, "migrate")[0] == 0
    code, printed = run(capsys, monkeypatch, "backup")
    assert (code, "MB, checked. 0 articles, 0 stories, 0 digests, 0 deliveries." in printed) == (0, True)
    (made,) = (tmp_path / "data" / "backups").iterdir()
    assert run(capsys, monkeypatch, "backup", "mine.db")[0] == 0
    assert "there already" in run(capsys, monkeypatch, "backup", "mine.db")[1]
    code, printed = run(capsys, monkeypatch, "restore", str(made))
    assert code == 0
    assert "data/presswatch.db is as it was on" in printed
    assert "presswatch.db.replaced-" in printed
    assert "Start Presswatch again" in printed


def test_keep_counts_the_backups_of_a_folder(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run(capsys, monkeypatch, "migrate")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    old = folder / "presswatch-20200101T000000Z.db"
    old.touch()
    code, printed = run(capsys, monkeypatch, "backup", "elsewhere", "--keep", "1")
    assert (code, f"Deleted elsewhere/{old.name}." in printed) == (0, True)
    assert len(list(folder.iterdir())) == 1
    code, printed = run(capsys, monkeypatch, "backup", "file.db", "--keep", "1")
    assert (code, "Name a folder" in printed, (tmp_path / "file.db").exists()) == (1, True, False)


def test_nothing_is_made_where_there_is_no_database(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, printed = run(capsys, monkeypatch, "backup")
    assert (code, "There is no database at data/presswatch.db" in printed) == (1, True)
    assert not (tmp_path / "data").exists()


def test_a_worker_at_work_is_backed_up_and_not_replaced(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, worker: subprocess.Popen[str]
) -> None:
    assert run(capsys, monkeypatch, "backup", "mine.db")[0] == 0
    code, printed = run(capsys, monkeypatch, "restore", "mine.db")
    assert code == 1
    assert "is in use, so nothing can take its place" in printed
    if Path("/proc/locks").exists():
        assert f"Stop `presswatch worker` (process {worker.pid})" in printed


def test_the_worker_makes_a_backup_by_itself_where_it_is_asked_to(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "presswatch.toml", backup={"every_days": 1, "keep": 1})
    (tmp_path / "data" / "backups").mkdir(parents=True)
    old = tmp_path / "data" / "backups" / "presswatch-20200101T000000Z.db"
    old.touch()
    with open_app(settings) as app:
        app.tidy()
        made = list(settings.backups.iterdir())
        app.tidy()
        assert list(settings.backups.iterdir()) == made
    assert len(made) == 1
    assert made != [old]
    with open_app(load_settings(tmp_path / "presswatch.toml", data=tmp_path / "other")) as app:
        app.tidy()
        assert not app.settings.backups.exists()


def test_backups_without_a_folder(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run(capsys, monkeypatch, "migrate")
    (tmp_path / "data" / "backups").write_text("a file in its way", "utf-8")
    code, printed = run(capsys, monkeypatch, "backup")
    assert (code, "data cannot be written: File exists." in printed) == (1, True)
