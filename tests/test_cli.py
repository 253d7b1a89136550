"""The command line as a person meets it: what is printed, and the exit code."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import ROOT
from bot.store.sqlite import open_store
from tests.cli.dead_feed import DEAD_FEED
from tests.flow.press import NOW

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in an empty folder; gives its exit code and all it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["presswatch", *words])
        try:
            main()
            code: object = 0
        except SystemExit as end:
            code = end.code or 0
        printed = capsys.readouterr()
        assert isinstance(code, int)
        return code, " ".join((printed.out + printed.err).split())

    return run


@pytest.fixture
def one_dead_feed(tmp_path: Path) -> None:
    """A configuration with one feed that refuses."""
    config = tmp_path / "config"
    (config / "topics").mkdir(parents=True)
    (config / "feeds.toml").write_text(DEAD_FEED, "utf-8")
    (tmp_path / "presswatch.toml").write_text('config = "config"\n[fetch]\nallow = ["127.0.0.1:9"]\n', "utf-8")


def test_version(run: Run) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert run("--version") == (0, f"presswatch {project['version']}")


def test_a_settings_file_that_does_not_exist(run: Run) -> None:
    code, printed = run("--settings", "absent.toml", "topics")
    assert code == 1
    assert "absent.toml: there is no such file" in printed


def test_migrate_twice(run: Run) -> None:
    assert "applied 0001_newsroom" in run("migrate")[1]
    assert "is up to date" in run("migrate")[1]


def test_say_in_an_empty_archive(run: Run) -> None:
    code, printed = run("say", "search", "clearview")
    assert code == 0
    assert "The archive is empty" in printed


@pytest.mark.usefixtures("one_dead_feed")
def test_a_dead_feed_is_said_and_has_a_next_try(run: Run) -> None:
    code, printed = run("poll")
    assert code == 0
    assert "1 failing (connect 1)" in printed
    code, printed = run("feeds")
    assert "0 of 1 feed healthy" in printed
    assert "Dead Gazette – failing" in printed
    assert "Next try in" in printed


@pytest.mark.usefixtures("one_dead_feed")
def test_the_doctor_names_facts_and_cures(run: Run) -> None:
    code, printed = run("doctor")
    assert code == 1  # nothing can come of it while no feed is reached
    for fact in ("SQLite 3.", "MB free", "the clock says", "time zones are known", "configured: 1 feed, 0 topics"):
        assert fact in printed
    assert "no feed could be reached" in printed
    assert "→ Check this machine's network" in printed


@pytest.mark.usefixtures("one_dead_feed")
def test_the_doctor_names_a_topic_that_cannot_be_read_any_more(run: Run, tmp_path: Path) -> None:
    assert run("topics")[0] == 0
    with closing(open_store(tmp_path / "data" / "presswatch.db")) as store, store.writing() as session:
        workspace = session.channels.ensure_workspace(platform="console", key="local", name="Test")
        session.topics.save(workspace_id=workspace.id, name="lost", title="Lost", query="company:nobody-there", now=NOW)
    code, printed = run("doctor", "--offline")
    assert code == 1
    assert "✗ the topic lost finds nothing: We know no company “nobody-there”." in printed
    assert "→ Say `topic edit lost` in a channel and mend its query." in printed


def test_the_doctor_tells_faults_of_the_configuration(run: Run, tmp_path: Path) -> None:
    (tmp_path / "presswatch.toml").write_text('config = "nowhere"\n', "utf-8")
    code, printed = run("doctor", "--offline")
    assert code == 1
    assert "nowhere/feeds.toml: there is no such file" in printed


def test_another_newsroom_gives_its_own_digest(run: Run) -> None:
    newsroom = ROOT / "tests" / "demo" / "newsrooms" / "harbour"
    code, printed = run("demo", "--once", "--newsroom", str(newsroom))
    assert code == 0
    assert "25 new" in printed
    assert "Harbour Crossings" in printed
    assert "No. 1" in printed


def test_the_demo_s_pages_stand_alone_on_their_lines_however_narrow_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "40")
    newsroom = ROOT / "tests" / "demo" / "newsrooms" / "harbour"
    monkeypatch.setattr(sys, "argv", ["presswatch", "demo", "--once", "--newsroom", str(newsroom)])
    with pytest.raises(SystemExit):
        main()
    pages = [line for line in capsys.readouterr().out.splitlines() if line.startswith("file://")]
    assert pages
    assert all(page.endswith(".html") for page in pages)


def test_with_the_demo_s_settings_other_commands_poll_the_demo_s_feeds_and_no_others(run: Run) -> None:
    run("demo", "--once", "--newsroom", str(ROOT / "tests" / "demo" / "newsrooms" / "harbour"))
    _, before = run("--settings", "data/demo/presswatch.toml", "feeds", "export")
    _, printed = run("--settings", "data/demo/presswatch.toml", "poll")
    assert "3 feeds and 10 topics are set up" in printed
    assert "polled no more" not in printed
    _, after = run("--settings", "data/demo/presswatch.toml", "feeds", "export")
    assert before.count("xmlUrl") == after.count("xmlUrl") == 3


@pytest.mark.usefixtures("one_dead_feed")
def test_feeds_that_the_configuration_drops_are_told(run: Run, tmp_path: Path) -> None:
    run("poll")
    feeds = tmp_path / "config" / "feeds.toml"
    feeds.write_text(feeds.read_text("utf-8").replace("feed.xml", "other.xml"), "utf-8")
    _, printed = run("poll")
    assert "1 feed that the configuration no longer names is polled no more" in printed
    assert "set `config` to the folder that names them" in printed


def _with(folder: Path, *words: str, stdin: str | bytes = b"", stdout: int | str = subprocess.PIPE) -> tuple[int, str]:
    """A command as a process of its own; gives its exit code and what it said on standard error."""
    with (
        open(stdin, "rb") if isinstance(stdin, str) else nullcontext(None) as source,
        open(stdout, "wb") if isinstance(stdout, str) else nullcontext(stdout) as sink,
    ):
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=source,
            input=None if source else stdin,
            stdout=sink,
            stderr=subprocess.PIPE,
        )
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("words", [("help",), ("--help",), ("chat",)])
def test_an_answer_that_cannot_be_written_is_told_in_two_lines(tmp_path: Path, words: tuple[str, ...]) -> None:
    code, said = _with(tmp_path, *words, stdin=b"help\n", stdout="/dev/full")
    assert code == 1
    assert said.splitlines() == [
        "The answer cannot be written: No space left on device.",
        "Make room, or let it go elsewhere.",
    ]


def test_input_without_lines_ends_the_conversation(tmp_path: Path) -> None:
    code, said = _with(tmp_path, "chat", stdin="/dev/zero")
    assert code == 1
    assert "A line of the input is longer than 100,000 characters." in said
    code, said = _with(tmp_path, "chat", stdin=b"\xff\xfe help\nhelp\n")
    assert (code, said) == (0, "")


def test_an_empty_file_is_not_measured(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("\n", "utf-8")
    for what in (("topics",), ("stories",), ("pairs",), ("entities", "rows.jsonl")):
        code, printed = run("evaluate", *what, "rows.jsonl")
        assert code == 1
        assert "rows.jsonl has no rows, so there is nothing to measure." in printed


def test_a_newsroom_that_does_not_exist(run: Run) -> None:
    code, printed = run("demo", "--once", "--newsroom", "nowhere")
    assert code == 1
    assert "There is no newsroom at nowhere" in printed


def test_a_demo_that_finds_no_room(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "demo").write_text("a file in its way", "utf-8")
    code, printed = run("demo", "--once")
    assert code == 1
    assert "data/demo cannot be written: File exists." in printed


def test_evaluate_topics(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        '{"id": "a", "title": "Facial recognition speeds up boarding", "labels": ["facial-recognition"]}\n'
        '{"id": "b", "title": "Bridge reopens", "labels": null, "published": null}\n',
        "utf-8",
    )
    code, printed = run("evaluate", "topics", str(rows), "--predictions", str(tmp_path / "out.json"))
    assert code == 0
    assert "1.000" in printed
    assert (tmp_path / "out.json").read_text("utf-8") == '{"a": ["facial-recognition"], "b": []}'


def test_evaluate_topics_on_their_own_examples(run: Run) -> None:
    code, printed = run("evaluate", "topics")
    assert code == 0
    assert re.search(r"facial-recognition( \S+){6} 50\b", printed)
    assert re.search(r"ai-privacy( \S+){6} 50\b", printed)


def test_evaluate_topics_on_a_folder_and_on_labels_that_are_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows").mkdir()
    for name in ("one", "two"):
        (tmp_path / "rows" / f"{name}.jsonl").write_text(
            json.dumps({"id": name, "title": "Police try face scans", "labels": ["facial-recognition"]}), "utf-8"
        )
    code, printed = run("evaluate", "topics", "rows")
    assert code == 0
    assert printed.endswith("Rows facial-recognition 1.000 1.000 1.000 2 0 0 2")


def test_evaluate_entities(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sample.jsonl").write_text('{"id": "a", "entities": ["company:google", "company:acme-gates"]}', "utf-8")
    (tmp_path / "rows.jsonl").write_text('{"id": "a", "title": "Google buys Acme Gates"}', "utf-8")
    code, printed = run("evaluate", "entities", "sample.jsonl", "rows.jsonl", "--predictions", "out.json")
    assert code == 0
    assert "all 1.000 0.500 1.000 1 0 1 1" in printed
    assert (tmp_path / "out.json").read_text("utf-8") == '{"a": ["company:google"]}'


def test_evaluate_says_which_line_is_wrong(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "a"}\nnot json\n', "utf-8")
    code, printed = run("evaluate", "topics", str(rows))
    assert code == 1
    assert "rows.jsonl, line 2 is no JSON" in printed


@pytest.mark.usefixtures("one_dead_feed")
def test_run_supervises_both_and_stops_when_told(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PRESSWATCH_WEB__PORT": "0"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "1 failing" in line:
            break
    process.send_signal(signal.SIGTERM)
    begun = time.monotonic()
    rest = process.stderr.read()
    assert process.wait(20) == 0
    assert time.monotonic() - begun < 20
    process.stderr.close()
    assert "stopped" in rest


def test_a_feed_that_never_answers_does_not_delay_the_worker_s_stop(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        (tmp_path / "config" / "topics").mkdir(parents=True)
        (tmp_path / "config" / "feeds.toml").write_text(DEAD_FEED.replace(":9/", f":{port}/"), "utf-8")
        (tmp_path / "presswatch.toml").write_text(
            f'config = "config"\n[fetch]\nallow = ["127.0.0.1:{port}"]\ntotal_timeout = 300\n', "utf-8"
        )
        worker = subprocess.Popen(
            [sys.executable, "-m", "bot", "worker"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stderr=subprocess.DEVNULL,
        )
        visit, _ = silent.accept()  # it is waiting for an answer now
        with visit:
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(60) == 0  # the visit alone would last five minutes
