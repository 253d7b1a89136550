"""The entry: an early Ctrl-C ends it without a word; a second `run` on the same data says what is going on."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import operate
from bot.errors import PresswatchError
from bot.settings import load_settings

ROOT = Path(__file__).parents[1]
_EARLY = """
import os, signal, sys
class Impatient:
    def find_spec(self, name, *_):
        if name == "bot.cli.demo":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Impatient())
from bot.__main__ import main
main()
"""
_LOADED = "import sys; sys.argv = ['presswatch', '--version']; from bot.__main__ import main; import signal, atexit\n"
_TELL = "atexit.register(lambda: print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)); main()"


def python(code: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)


def test_ctrl_c_while_the_program_is_loaded_ends_it_without_a_word() -> None:
    ended = python(_EARLY)
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, "", "")


def test_once_it_is_loaded_ctrl_c_is_heard_again() -> None:
    assert python(_LOADED + _TELL).stdout.splitlines()[-1] == "True"


def taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ours: list[str]) -> PresswatchError:
    """What `run` says where its address is taken, by ourselves or by another program."""
    monkeypatch.setattr(operate, "running", lambda _path, *_commands: ours)
    with socket.create_server(("127.0.0.1", 0)) as other:
        file = tmp_path / "presswatch.toml"
        file.write_text(f'data = "{tmp_path}"\n[web]\nport = {other.getsockname()[1]}\n', "utf-8")
        with pytest.raises(PresswatchError) as raised:
            operate._expect_free(load_settings(file))
    return raised.value


def test_an_address_that_is_taken_by_ourselves_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = taken(tmp_path, monkeypatch, ["`presswatch run` (process 812)"])
    assert said.message == f"Presswatch already runs here, on the data in {tmp_path}: `presswatch run` (process 812)."
    assert "`presswatch chat`" in said.cure
    assert "Set web.host and web.port to a free address." in taken(tmp_path, monkeypatch, []).cure
