"""The store and its unit of work."""

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from bot.errors import StoreGone, StoreOutdated
from bot.store.sql import queries
from bot.store.sqlite.channels import SqliteChannels, SqliteSubscriptions
from bot.store.sqlite.connection import Connection, connect, foreign_errors, patience, transaction
from bot.store.sqlite.digests import SqliteDigests
from bot.store.sqlite.entries import SqliteEntries
from bot.store.sqlite.feeds import SqliteFeeds
from bot.store.sqlite.ledger import SqliteLedger
from bot.store.sqlite.migrations import pending
from bot.store.sqlite.mutes import SqliteMutes
from bot.store.sqlite.office import SqliteAudit, SqliteHeard, SqliteInstallations, SqliteShares
from bot.store.sqlite.stories import SqliteStories
from bot.store.sqlite.takedowns import SqliteTakedowns
from bot.store.sqlite.topics import SqliteTopics
from bot.store.sqlite.traces import SqliteTraces
from bot.store.sqlite.upkeep import SqliteUpkeep
from bot.store.sqlite.votes import SqliteVotes

_SCRUB_SECONDS = 2.0  # that readers and writers are waited for, and held up


class SqliteSession:
    """One transaction on one connection, by noun."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.feeds = SqliteFeeds(connection)
        self.entries = SqliteEntries(connection)
        self.stories = SqliteStories(connection)
        self.topics = SqliteTopics(connection)
        self.channels = SqliteChannels(connection)
        self.subscriptions = SqliteSubscriptions(connection)
        self.digests = SqliteDigests(connection)
        self.ledger = SqliteLedger(connection)
        self.mutes = SqliteMutes(connection)
        self.takedowns = SqliteTakedowns(connection)
        self.traces = SqliteTraces(connection)
        self.upkeep = SqliteUpkeep(connection)
        self.votes = SqliteVotes(connection)
        self.audit = SqliteAudit(connection)
        self.installations = SqliteInstallations(connection)
        self.shares = SqliteShares(connection)
        self.heard = SqliteHeard(connection)

    def sequence(self) -> int:
        """See the port."""
        return int(self._connection.execute(queries("sequence")["current"]).fetchone()[0])

    def next_sequence(self) -> int:
        """See the port."""
        return int(self._connection.execute(queries("sequence")["advance"]).fetchone()[0])

    def written(self) -> int:
        """See the port."""
        return int(self._connection.total_changes)


class _Held:
    """A thread's connection. It is closed with its thread: a web server's threads come and go."""

    def __init__(self, database: Database, path: Path) -> None:
        self.database = database
        self._path = path
        self._file = _file(path)
        self._closing = threading.Lock()  # its thread may end while the store closes: two that close at once crash
        self._closed = False

    def expect_file(self) -> None:
        """StoreGone where the path leads to another file than the one that is open, or to none."""
        if _file(self._path) != self._file:
            raise StoreGone(f"{self._path} was moved or deleted while it was in use.", "Put it back and start again.")

    def close(self) -> None:
        with self._closing:
            if not self._closed:
                self._closed = True
                self.database.close()

    def __del__(self) -> None:
        self.close()


def _file(path: Path) -> tuple[int, int] | None:
    """What tells one file from another at the same path."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class SqliteStore:
    """A database file. Each thread gets a connection of its own on first use."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._held: weakref.WeakSet[_Held] = weakref.WeakSet()
        self._lock = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[SqliteSession]:
        """See the port."""
        with self._transaction("BEGIN") as session:
            yield session

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[SqliteSession]:
        """See the port."""
        connection = self._connection()
        self._local.held.expect_file()
        connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        with self._transaction("BEGIN IMMEDIATE") as session:
            yield session

    def tidy(self) -> None:
        """See the port."""
        connection = self._connection()
        with foreign_errors(self.path):
            connection.execute("PRAGMA optimize")
        self.scrub()

    def scrub(self) -> bool:
        """See the port. The log holds pages as they were until it is emptied; readers are waited for, not long."""
        connection = self._connection()
        with foreign_errors(self.path), patience(connection, _SCRUB_SECONDS):
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy

    def close(self) -> None:
        """See the port."""
        with self._lock:
            held = list(self._held)
        for one in held:
            one.close()
        self._local = threading.local()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[SqliteSession]:
        connection = self._connection()
        with foreign_errors(self.path), transaction(connection, begin):
            yield SqliteSession(connection)

    def _connection(self) -> Connection:
        if not hasattr(self._local, "held"):
            held = _Held(connect(self.path), self.path)
            with self._lock:
                self._held.add(held)
            self._local.held = held
        mine: _Held = self._local.held
        return mine.database.conn


def open_store(path: Path) -> SqliteStore:
    """A store on an up-to-date database, or StoreOutdated with the command that brings it up to date."""
    missing = pending(path)
    if missing:
        raise StoreOutdated(
            f"{path} lacks {len(missing)} migration(s): {', '.join(missing)}.", "Run `presswatch migrate`."
        )
    return SqliteStore(path)
