"""The keyboard: what is handed to `input`, with readline and without."""

import os
import pty
import subprocess
import sys

import pytest

from bot.cli.keyboard import typed

UP, ENTER = b"\x1b[A", b"\r"


class Reader:
    """An `input` that keeps what it was asked with."""

    prompt = ""

    def __call__(self, prompt: str) -> str:
        self.prompt = prompt
        return "help"


def test_the_codes_of_a_coloured_prompt_take_no_room_on_the_line() -> None:
    read = Reader()
    assert typed("press: ", coloured=True, read=read) == "help"
    assert read.prompt == "\001\033[1m\002press: \001\033[0m\002"


def test_without_readline_the_prompt_has_nothing_but_its_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "readline", raising=False)
    monkeypatch.setattr("importlib.import_module", _missing)  # as where Python was built without it
    read = Reader()
    typed("press: ", coloured=True, read=read)
    assert read.prompt == "\033[1mpress: \033[0m"


def test_without_colour_the_prompt_is_as_it_is() -> None:
    read = Reader()
    typed("press: ", coloured=False, read=read)
    assert read.prompt == "press: "


def test_what_was_typed_is_called_back_with_the_arrow_key() -> None:
    ours, theirs = pty.openpty()
    program = "from bot.cli.keyboard import typed\nfor _ in range(2): print('<' + typed('> ', coloured=False) + '>')"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    ) as child:
        os.close(theirs)
        _until(ours, b"> ")
        os.write(ours, b"search clearview" + ENTER)
        _until(ours, b"<search clearview>\r\n")
        os.write(ours, UP + ENTER)
        _until(ours, b"<search clearview>\r\n")
        child.wait(30)
    os.close(ours)


def _until(terminal: int, words: bytes) -> None:
    """Read until the words have come; a terminal that ends sooner is a fault."""
    seen = b""
    while words not in seen:
        seen += os.read(terminal, 1024)


def _missing(name: str) -> None:
    raise ImportError(name)
