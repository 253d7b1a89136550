"""Copies of a database that is in use: complete, checked, and never on top of another file.

VACUUM INTO reads one moment and holds up nobody. Against the engine's page-by-page backup the copy is a little sooner
made and smaller, needs no log beside it, and has nothing in it of what was deleted.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.errors import StoreBusy, StoreError
from bot.store.sql import queries
from bot.store.sqlite.connection import Connection, connect_plainly, foreign_errors
from bot.store.sqlite.lock import shared

BACKUP_AT = "backup_at"  # the fact by which a copy knows the moment it shows
_SQL = queries("backup")
_NAME = re.compile(r"presswatch-(\d{8}T\d{6})Z\.db")
_STAMP = "%Y%m%dT%H%M%S"
_PART = re.compile(r"(?:presswatch-\d{8}T\d{6}Z\.db|.+\.before-\d{8}T\d{6})\.part")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy that was made and found to be sound."""

    path: Path
    bytes: int
    entries: int
    stories: int
    digests: int
    deliveries: int


def back_up(path: Path, target: Path, *, now: datetime) -> Backup:
    """Copy a database while it is in use. `target` is a new file, or a folder that gets one named after the time.

    StoreError where there is no database, where the file is there already, or where the copy is not sound.
    """
    if not path.is_file():
        raise StoreError(f"There is no database at {path}.", "Check `data` in the settings.")
    file = target / f"presswatch-{now:{_STAMP}}Z.db" if target.is_dir() else target
    with shared(path):
        copy(path, file, now=now)
    with closing(connect_plainly(file)) as connection, foreign_errors(file):
        counts = connection.execute(_SQL["counts"]).fetchone()
    return Backup(path=file, bytes=file.stat().st_size, **dict(counts))


def copy(path: Path, target: Path, *, now: datetime) -> None:
    """Copy a database to a file that is not there yet. A copy is whole, checked and on the disk, or it is not there."""
    if target.exists():
        raise StoreError(f"{target} is there already; nothing is overwritten.", "Name another file.")
    with disk_errors(target.parent), _part_of(target) as part:
        _copy_to(part, path, target)
        with closing(connect_plainly(part)) as copied, foreign_errors(part):
            expect_sound(copied, part)
            _note_time(copied, now)
        shutil.copymode(path, part)
        _reveal(part, target)


def _copy_to(part: Path, path: Path, target: Path) -> None:
    """StoreError that names the database where that is damaged, else the copy."""
    with closing(connect_plainly(path)) as source:
        try:
            with foreign_errors(target):
                source.execute(_SQL["copy"], (str(part),))
        except StoreError:
            with foreign_errors(path):
                expect_sound(source, path)
            raise


def expect_sound(connection: Connection, path: Path) -> None:
    """StoreError where the engine finds damage."""
    found = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
    if found != ["ok"]:
        raise StoreError(f"{path} is damaged: {'; '.join(found)}.", "Use another copy, such as an earlier backup.")


def own_backups(folder: Path) -> list[Path]:
    """The backups in a folder that bear a name of ours, oldest first."""
    return sorted(path for path in folder.glob("presswatch-*.db") if _NAME.fullmatch(path.name))


def prune(folder: Path, *, keep: int) -> list[Path]:
    """Delete all but the newest of our own backups in a folder; returns the deleted."""
    old = own_backups(folder)[:-keep]
    with disk_errors(folder):
        for path in old:
            path.unlink(missing_ok=True)
    return old


def last_backup(folder: Path) -> datetime | None:
    """When the newest of our own backups in a folder was made; None where there is none."""
    stamps = (_NAME.fullmatch(path.name) for path in own_backups(folder))
    return max((datetime.strptime(stamp[1], _STAMP).replace(tzinfo=UTC) for stamp in stamps if stamp), default=None)


def is_due(folder: Path, *, every: timedelta, now: datetime) -> bool:
    """Whether the newest of our own backups is so many days old, counted in days of UTC."""
    last = last_backup(folder)
    return last is None or now.date() - last.date() >= every


def _note_time(copied: Connection, now: datetime) -> None:
    """Let the copy say which moment it shows; databases of the first version have no place for it."""
    copied.execute("PRAGMA synchronous = FULL")
    if copied.execute(_SQL["has_facts"]).fetchone():
        copied.execute(_SQL["note_time"], {"name": BACKUP_AT, "value": now.isoformat()})


@contextmanager
def _part_of(target: Path) -> Iterator[Path]:
    """An empty file beside the target, ours alone, and gone when the block ends."""
    part = target.with_name(f"{target.name}.part")
    _clear_abandoned(target.parent)
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT, 0o600), "rb+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusy(f"{target} is being written by another process.", "Wait for it.") from None
        file.truncate()  # what a killed one left behind
        _journal_of(part).unlink(missing_ok=True)
        try:
            yield part
        finally:
            _remove_part(part)


def _clear_abandoned(folder: Path) -> None:
    """Remove what killed backups and upgrades left under names that no later one takes; one at work holds its lock."""
    for part in folder.glob("*.part"):
        with suppress(BlockingIOError, FileNotFoundError, PermissionError):  # at work, just finished, not ours
            if _PART.fullmatch(part.name) and part.stat().st_size:  # an empty one may be about to be locked
                with part.open("rb+") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _remove_part(part)


def _remove_part(part: Path) -> None:
    for rest in (part, _journal_of(part)):
        rest.unlink(missing_ok=True)


def _journal_of(part: Path) -> Path:
    """Where the engine keeps what it would undo; it stays when a disk is full or a process is killed."""
    return part.with_name(f"{part.name}-journal")


def _reveal(part: Path, target: Path) -> None:
    """Give the finished copy its name, unless another took it meanwhile, and wait for the disk."""
    sync(part)
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise StoreError(f"{target} was made by another meanwhile.", "Name another file.") from None
    except OSError:  # a file system without hard links
        part.rename(target)
    sync(target.parent)


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written: {error.strerror}.", "Check the folder, its rights and its space."
        ) from error
