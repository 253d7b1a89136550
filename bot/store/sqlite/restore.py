"""Putting a backup in the place of the database, so that at every instant one of the two is whole and in place.

The backup is copied beside the database, checked, brought to this program's schema and given its doubts (see
`aftermath`) there. Then one rename puts it in place; the database before it stays, under another name.
"""

import logging
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.errors import StoreBusy, StoreError, StoreOutdated
from bot.store.sql import migrations, queries
from bot.store.sqlite.aftermath import Aftermath, settle
from bot.store.sqlite.backup import disk_errors, expect_sound, sync
from bot.store.sqlite.connection import connect_plainly, foreign_errors
from bot.store.sqlite.lock import alone, turn
from bot.store.sqlite.migrations import bring_up

log = logging.getLogger(__name__)
_SQL = queries("restore")
_MAGIC = b"SQLite format 3\0"  # https://sqlite.org/fileformat2.html#magic_header_string
_SIDES = ("-wal", "-journal")  # what a copy of a database in use may have beside it
_PATIENCE = 2000  # ms to wait for whoever reads the database beside the house's own locks


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A restore that was made."""

    aftermath: Aftermath
    replaced: Path | None  # where the database before it lies; None without one


def restore(path: Path, backup: Path, *, now: datetime) -> Restored:
    """Put a copy of `backup` in the place of the database at `path`.

    StoreBusy where anybody has the database open; StoreError, with nothing changed, where the backup is missing,
    damaged, of a newer program or no database of ours, or where the disk is full.
    """
    home = path.resolve()
    _expect_backup(backup, home)
    with turn(path), alone(path, purpose="nothing can take its place"), disk_errors(home.parent):
        _clear_away(home)
        with _new_one(home, backup) as new:
            old = _fold_log(home)
            aftermath = settle(new, old, now=now)
            sync(new)
            replaced = _put_aside(home, now)
            new.replace(home)
            sync(home.parent)
    return Restored(aftermath=aftermath, replaced=replaced)


def _expect_backup(backup: Path, home: Path) -> None:
    if not backup.is_file():
        raise StoreError(f"There is no file {backup}.", "Name a file that `presswatch backup` made.")
    if home.exists() and backup.samefile(home):
        raise StoreError(f"{backup} is the database that is in place.", "Name a backup of it.")
    with backup.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise StoreError(f"{backup} is no database.", "Name a file that `presswatch backup` made.")


def _clear_away(home: Path) -> None:
    """Remove what a killed restore left: a copy under way, and a second name of the database that is in place."""
    for rest in home.parent.glob(f"{home.name}.restoring*"):
        rest.unlink()
    for aside in home.parent.glob(f"{home.name}.replaced-*"):
        if home.exists() and aside.samefile(home):
            aside.unlink()


@contextmanager
def _new_one(home: Path, backup: Path) -> Iterator[Path]:
    """A copy of the backup beside the database, sound, up to date and without a log; gone if it is not put in place."""
    new = home.with_name(f"{home.name}.restoring")
    try:
        new.touch(mode=0o600)
        shutil.copyfile(backup, new)
        for side in _SIDES:
            if (beside := backup.with_name(backup.name + side)).exists():
                shutil.copyfile(beside, new.with_name(new.name + side))
        _expect_ours(new, backup)
        bring_up(new)
        _without_log(new)
        if home.exists():
            shutil.copymode(home, new)
        yield new
    finally:
        for rest in home.parent.glob(f"{new.name}*"):
            rest.unlink()


def _expect_ours(new: Path, backup: Path) -> None:
    """StoreError where the copy is damaged, no newsroom, or of a program that is newer than this one."""
    with closing(connect_plainly(new)) as connection, foreign_errors(backup):
        expect_sound(connection, backup)
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if not {"_sqlite_migrations", "feed", "delivery"} <= tables:
            raise StoreError(f"{backup} is no database of Presswatch.", "Name a file that `presswatch backup` made.")
        unknown = {row["name"] for row in connection.execute(_SQL["migrations"])} - set(migrations())
    if unknown:
        raise StoreOutdated(
            f"{backup} was written by a newer Presswatch ({', '.join(sorted(unknown))}).", "Upgrade this program."
        )


def _fold_log(home: Path) -> Path | None:
    """Write the log of the present database into it, and say where it can be read; None where there is none to read.

    StoreBusy where anybody still has it open, be it an older program that takes no locks beside it.
    """
    if not home.exists():
        return None
    try:
        _without_log(home)
    except StoreBusy as error:
        raise StoreBusy(f"{home} is in use by a program without our locks.", "Stop it, then try again.") from error
    except StoreError as error:
        log.warning("the database in place cannot be read and is put aside as it is: %s", error.message)
        return None
    return home


def _without_log(path: Path) -> None:
    with closing(connect_plainly(path)) as connection, foreign_errors(path):
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        connection.execute("PRAGMA journal_mode = DELETE")


def _put_aside(home: Path, now: datetime) -> Path | None:
    """Give the present database, and a log that could not be written into it, a second name."""
    if not home.exists():
        return None
    aside = home.with_name(f"{home.name}.replaced-{now:%Y%m%dT%H%M%S}")
    for side in ("", *_SIDES):
        if (file := home.with_name(home.name + side)).exists():
            _second_name(file, aside.with_name(aside.name + side))
    for side in (*_SIDES, "-shm"):  # the new database must not find another's log
        home.with_name(home.name + side).unlink(missing_ok=True)
    return aside


def _second_name(file: Path, name: Path) -> None:
    try:
        name.hardlink_to(file)
    except FileExistsError:
        raise StoreError(f"{name} is there already.", "Wait a second and try again.") from None
    except OSError:  # a file system without hard links
        shutil.copy2(file, name)
        sync(name)
