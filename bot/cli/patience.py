"""A word to a person who waits: the database may be busy, or an address slow."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from rich.text import Text

from bot.cli.complaint import err

_SILENCE = 2.0  # seconds


@contextmanager
def patient() -> Iterator[None]:
    """Say once on standard error that something takes its time, if it does."""
    timer = Timer(_SILENCE, _say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _say() -> None:
    err.print(Text("Still at it: the database may be busy, or an address slow …", style="bright_black"))
