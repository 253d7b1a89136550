"""Log lines: for people or for machines, never with a secret, and no stranger's line among them."""

import json
import logging
import sys
import threading
from collections.abc import Iterator
from datetime import datetime

import pytest

from bot.cli.logs import set_up_logs

SECRET = "hunter2hunter2"


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """The test runner's own handlers and hooks come back."""
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook)
    before = root.handlers[:], root.level
    yield
    logging.captureWarnings(False)
    root.handlers[:], root.level = before
    sys.excepthook, threading.excepthook = hooks


def test_a_line_for_people_says_when_how_grave_where_and_what(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    logging.getLogger("bot.flow.poll").info("polled %d feeds", 3)
    logging.getLogger("bot.flow.poll").debug("not shown")
    logging.getLogger("library").info("not shown")
    logged = capsys.readouterr().err
    (line,) = logged.splitlines()
    when, level, name, *said = line.split()
    assert datetime.fromisoformat(when).tzinfo is not None
    assert (level, name, said) == ("INFO", "bot.flow.poll:", ["polled", "3", "feeds"])


def test_a_line_for_machines_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info", "json")
    logging.getLogger("bot").warning("two\nlines “quoted” by %s", "Okafor")
    try:
        raise ValueError("gone")
    except ValueError:
        logging.getLogger("library").exception("fault %s", "a1b2")
    logged = capsys.readouterr().err
    first, second = (json.loads(line) for line in logged.splitlines())
    assert set(first) == {"time", "level", "logger", "message"}
    assert (first["level"], first["logger"], first["message"]) == ("warning", "bot", "two\nlines “quoted” by Okafor")
    assert first["time"].endswith("+00:00")
    assert second["exception"].startswith("Traceback")
    assert second["exception"].endswith("ValueError: gone")


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_secret_is_logged_by_anybody(capsys: pytest.CaptureFixture[str], form: str) -> None:
    set_up_logs("debug", form)
    theirs = logging.getLogger("some.library")
    theirs.error("GET %s", f"https://joe:{SECRET}@feeds.example/feed?token={SECRET}")
    theirs.error("headers %r", {"Authorization": f"Bearer {SECRET}"})
    theirs.error("arguments do not fit %d", f"token={SECRET}")
    try:
        raise OSError(f"cannot reach https://{SECRET}@feeds.example")
    except OSError:
        logging.getLogger("bot").exception("it failed", stack_info=True)
    logged = capsys.readouterr().err
    assert logged.count("[hidden]") >= 4
    assert SECRET not in logged


def test_no_text_begins_a_line_of_its_own_or_commands_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    logging.getLogger("bot").warning("title: %s", "Snow\n2026-03-02T09:00:00Z INFO forged\r\x1b[2J")
    logged = capsys.readouterr().err
    assert len(logged.splitlines()) == 1
    assert "\x1b" not in logged


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_error_that_nobody_caught_is_logged_safely(capsys: pytest.CaptureFixture[str], form: str) -> None:
    set_up_logs("info", form)
    error = RuntimeError(f"password={SECRET}")
    sys.excepthook(RuntimeError, error, None)

    def fail() -> None:
        raise error

    thread = threading.Thread(target=fail, name="visits")
    thread.start()
    thread.join()
    logged = capsys.readouterr().err
    assert logged.count("nobody foresaw") == 2
    assert "thread visits" in logged
    assert SECRET not in logged
