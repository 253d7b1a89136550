"""What one can say in the chat can be said on the command line, and a form is asked where somebody can answer."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer

from bot.cli import cli, patience
from bot.cli.patience import patient
from bot.cli.words import line_of
from bot.model.usage import COMMANDS
from bot.settings import ROOT


def verbs(group: object, before: str = "") -> Iterator[str]:
    """Every command of the command line by its words."""
    for name, command in getattr(group, "commands", {}).items():
        yield f"{before}{name}"
        yield from verbs(command, f"{before}{name} ")


def test_every_command_of_the_chat_is_one_of_the_command_line() -> None:
    assert {row.verb for row in COMMANDS} <= set(verbs(typer.main.get_command(cli)))


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["face", "-bridge"], "face -bridge"),
        (["facial recognition", "NEAR/10", "school"], '"facial recognition" NEAR/10 school'),
        (["facial recognition"], "facial recognition"),
        (["school-cameras", 'school NEAR/10 "face scan"'], 'school-cameras school NEAR/10 "face scan"'),
        (["school-cameras", "school OR classroom"], "school-cameras school OR classroom"),
        (["source", "Lantern Post", "until", "next friday"], 'source "Lantern Post" until "next friday"'),
        ([], ""),
    ],
)
def test_what_the_shell_took_for_one_word_stays_together(words: list[str], line: str) -> None:
    assert line_of(words) == line


_ASKED = re.compile(rb"(?:^|\n)[^\n]*: (?:\x1b\[0m)?$")  # a prompt is the last that stands there


def presswatch(folder: Path, *words: str, typed: list[str]) -> str:
    """What a person sees who runs this at a terminal and types that, each piece when they are asked."""
    keyboard, terminal = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "dumb", "COLUMNS": "200"}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        close_fds=True,
    ) as process:
        os.close(terminal)
        seen = b""
        for piece in _everything(keyboard):
            seen += piece
            if typed and _ASKED.search(seen):
                os.write(keyboard, typed.pop(0).encode())
        assert process.wait(30) == 0, seen.decode()
    os.close(keyboard)
    return re.sub(r"\x1b\[[0-9;?]*[a-z]|\r", "", seen.decode())


def _everything(keyboard: int) -> Iterator[bytes]:
    """All that is printed, until the other side has gone."""
    while True:
        try:
            if not (piece := os.read(keyboard, 65536)):
                return
        except OSError:  # so Linux says that nobody holds the terminal any more
            return
        yield piece


def test_a_form_is_asked_at_a_terminal(tmp_path: Path) -> None:
    seen = presswatch(tmp_path, "feeds", "add", typed=["nowhere\n", "https://x.example/f\n", "cancel\n"])
    assert "Add a feed" in seen
    assert "“nowhere” is no web address." in seen
    assert "nothing is saved" in seen


def test_ctrl_d_leaves_the_form_and_then_the_chat(tmp_path: Path) -> None:
    seen = presswatch(tmp_path, "chat", typed=["feeds add\n", "\x04", "status\n", "\x04"])
    assert "nothing is saved" in seen
    assert "Status of this console" in seen


class Impatient:
    """A timer that goes off when it is started."""

    daemon = False

    def __init__(self, _seconds: float, act: Callable[[], None]) -> None:
        self.start = act

    def cancel(self) -> None:
        """Too late."""


def test_whoever_waits_is_told_so_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(patience, "Timer", Impatient)
    with patient():
        assert "Still at it" in capsys.readouterr().err
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["hello"], 0, "Hello!"),
        (["follow", "x"], 2, "Did you mean `subscribe x`?"),
        (["list", "topics"], 2, "Did you mean `topics`?"),
        (["topic", "shwo", "x"], 2, "Did you mean `topic show x`?"),
        (["feeds", "helth"], 2, "Did you mean `feeds health`?"),
        (["xyzzy"], 2, "Say `help` for what you can ask."),
        (["--xyzzy"], 2, "No such option"),
    ],
)
def test_words_that_are_no_command_are_read_as_in_the_chat(
    tmp_path: Path, words: list[str], code: int, told: str
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == code, run.stderr
    assert told in run.stdout + run.stderr
