"""The command line: each command is a few lines around a verb of flow."""

import errno
import io
import os
import sys

from bot.cli import backups, demo, evaluate, feeds, operate, people, teams
from bot.cli.complaint import complain
from bot.cli.frame import cli
from bot.cli.spoken import add_spoken_commands
from bot.errors import PresswatchError

__all__ = ["backups", "cli", "demo", "evaluate", "feeds", "main", "operate", "people", "teams"]

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG)  # what a full disk says of a file that is written to

add_spoken_commands()  # after the modules above have made theirs


def main() -> None:
    """Run a command; a known error is told in two lines on standard error, with exit code 1."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no “ shows ? and goes on
    try:
        cli()
    except PresswatchError as error:
        complain(error)
        sys.exit(1)
    except OSError as error:
        if error.errno not in _NO_ROOM or error.filename is not None:
            raise
        _drop_output()
        complain(
            PresswatchError(f"The answer cannot be written: {error.strerror}.", "Make room, or let it go elsewhere.")
        )
        sys.exit(1)


def _drop_output() -> None:
    """Standard output takes nothing more: what is left of it goes nowhere, or the exit would fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
