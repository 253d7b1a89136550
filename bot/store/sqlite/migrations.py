"""Bringing a database to this program's schema: a backup first, then all that is missing in one locked transaction."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from bot.errors import StoreOutdated
from bot.store.sql import migrations
from bot.store.sqlite.backup import copy, disk_errors
from bot.store.sqlite.connection import connect, foreign_errors, statements, transaction
from bot.store.sqlite.lock import alone, shared, turn


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
    """Apply what is missing; returns the names applied. An existing database is copied beside itself first."""
    with in_use(path, now=now) as applied:
        return applied


@contextmanager
def in_use(path: Path, *, now: datetime) -> Iterator[list[str]]:
    """Make or upgrade a database where need be, then count as its user until the block ends; gives the names applied.

    Processes that start together take turns, so that one upgrades and the others find it done. StoreBusy where one of
    an older version still has it open.
    """
    with ExitStack() as using:
        with turn(path):
            names = pending(path)
            if names:
                with alone(path, purpose="it cannot be upgraded"):
                    _upgrade(path, now)
            using.enter_context(shared(path))
        yield names


def _upgrade(path: Path, now: datetime) -> None:
    if path.exists() and path.stat().st_size:
        copy(path, path.with_name(f"{path.name}.before-{now:%Y%m%dT%H%M%S}"), now=now)
    elif not path.exists():
        with disk_errors(path.parent):
            path.touch(
                mode=0o600
            )  # there are secrets in it, such as passwords in addresses; the engine makes its log alike
    bring_up(path)


def bring_up(path: Path) -> None:
    """Apply what is missing, in one transaction: all of it, or nothing."""
    database = connect(path)
    try:
        with foreign_errors(path), transaction(database.conn, "BEGIN IMMEDIATE"):
            _registered().apply(database)
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
