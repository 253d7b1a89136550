"""Opening SQLite the way everything here relies on. The only module that meets the driver and sqlite-utils.

sqlite-utils chooses the driver: the `pysqlite3` wheel where one is installed, else the standard library's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # the driver that sqlite-utils chose

from bot.errors import StoreBusy, StoreError

Connection = sqlite3.Connection
VERSION: tuple[int, ...] = tuple(int(part) for part in sqlite3.sqlite_version.split("."))
BUSY_SECONDS = 30.0
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is removed leaves no trace in free pages: a takedown keeps its word
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32000",  # KiB
    "PRAGMA mmap_size = 268435456",
)


def connect(path: Path) -> Database:
    """A connection with the house's pragmas; transactions are ours to begin and end."""
    with foreign_errors(path):
        # Each thread uses its own connection; only closing, when the threads are done, is done for all by one.
        connection = sqlite3.connect(str(path), isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return Database(connection)


def connect_plainly(path: Path) -> Connection:
    """A connection to an existing file that leaves it as it is: no write-ahead log is begun beside it."""
    with foreign_errors(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_SECONDS
        )
        connection.row_factory = sqlite3.Row
        return connection


def size_of(path: Path) -> int:
    """Bytes on the disk of a database with its log; 0 where there is none."""
    files = (path.with_name(path.name + side) for side in ("", "-wal", "-shm"))
    return sum(file.stat().st_size for file in files if file.exists())


@contextmanager
def transaction(connection: Connection, begin: str) -> Iterator[None]:
    """Everything in the block, or nothing of it."""
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def patience(connection: Connection, seconds: float) -> Iterator[None]:
    """Wait no longer than this for other processes."""
    connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


@contextmanager
def foreign_errors(path: Path) -> Iterator[None]:
    """Turn the driver's errors into ours at the door."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise StoreBusy(f"{path} is held by another process.", "It is safe to try again.") from error
        raise StoreError(f"{path} cannot be used: {error}.", "Check the path, the disk and its permissions.") from error
    except sqlite3.IntegrityError as error:
        raise StoreError(f"{path} refused what breaks its rules: {error}.", "Please report this.") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} is damaged or no database: {error}.", "Restore the last backup.") from error


def rows(connection: Connection, sql: str, values: Any = ()) -> list[Any]:
    """All rows of a query."""
    return list(connection.execute(sql, values))


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one (executescript would commit the transaction around it)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
