"""The command line: each command is a few lines around a verb of flow."""

import io
import sys

from bot.cli import backups, demo, evaluate, feeds, operate, people
from bot.cli.frame import cli, complain
from bot.cli.spoken import add_spoken_commands
from bot.errors import PresswatchError

__all__ = ["backups", "cli", "demo", "evaluate", "feeds", "main", "operate", "people"]

add_spoken_commands()  # after the modules above have made theirs


def main() -> None:
    """Run a command; a known error is told in two lines on standard error, with exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no “ shows ? and goes on
    try:
        cli()
    except PresswatchError as error:
        complain(error)
        sys.exit(1)
