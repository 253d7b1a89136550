"""A progress line for everything that takes over a second."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.cli.complaint import err

Advance = Callable[[int, int], None]  # done, of how many


@contextmanager
def progress(what: str) -> Iterator[Advance]:
    """A bar on standard error that goes away when the work is done; plain silence where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bars:
        task = bars.add_task(what, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
