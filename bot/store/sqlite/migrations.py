"""Bringing a database to this program's schema: a backup first, then all that is missing in one locked transaction."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from bot.errors import StoreError, StoreOutdated
from bot.store.sql import migrations
from bot.store.sqlite.connection import connect, foreign_errors, statements, transaction


def pending(path: Path) -> list[str]:
    """The names of migrations that this database lacks, in order. StoreOutdated if it is newer than we are."""
    if not path.exists():
        return list(migrations())
    database = connect(path)
    try:
        known = _registered()
        applied = {migration.name for migration in known.applied(database)}
        _refuse_newer(path, applied - set(migrations()))
        return [migration.name for migration in known.pending(database)]
    finally:
        database.close()


def migrate(path: Path, *, now: datetime) -> list[str]:
    """Apply what is missing; returns the names applied. An existing database is copied beside itself first.

    Processes that start together take turns, so that one makes or upgrades the database and the others find it done.
    """
    if path.exists() and not pending(path):
        return []
    with _turn(path):
        return _migrate(path, now)


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    """Hold the lock file beside the database; StoreError where its folder cannot be made or written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_name(f"{path.name}.lock").open("w")
    except OSError as error:
        raise StoreError(
            f"{path.parent} cannot be used: {error.strerror}.", "Set `data` to a folder of yours."
        ) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(path: Path, now: datetime) -> list[str]:
    names = pending(path)
    if not names:
        return []
    if path.exists() and path.stat().st_size:
        _backup(path, now)
    database = connect(path)
    try:
        with foreign_errors(path), transaction(database.conn, "BEGIN IMMEDIATE"):
            _registered().apply(database)
    finally:
        database.close()
    return names


def _backup(path: Path, now: datetime) -> None:
    database = connect(path)
    try:
        with foreign_errors(path):
            database.conn.execute("VACUUM INTO ?", (f"{path}.before-{now:%Y%m%dT%H%M%S}",))
    finally:
        database.close()


def _refuse_newer(path: Path, unknown: set[str]) -> None:
    if unknown:
        names = ", ".join(sorted(unknown))
        raise StoreOutdated(f"{path} was written by a newer Presswatch ({names}).", "Upgrade this program.")


def _registered() -> Migrations:
    registry = Migrations("presswatch")
    for name, script in migrations().items():
        registry(name=name)(_Apply(name, script))
    return registry


class _Apply:
    """A schema file as sqlite-utils wants a migration: a named callable."""

    def __init__(self, name: str, script: str) -> None:
        self.__name__ = name
        self._script = script

    def __call__(self, database: Database, /) -> None:
        for statement in statements(self._script):
            database.conn.execute(statement)
