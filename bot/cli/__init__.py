"""The command line: each command is a few lines around a verb of flow."""

import io
import sys

from bot.cli import demo, evaluate, operate, people
from bot.cli.frame import cli, complain
from bot.errors import PresswatchError

__all__ = ["cli", "demo", "evaluate", "main", "operate", "people"]


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
