"""What only SQLite promises: migrations, backups, concurrency and how its errors leave."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import StoreError, StoreGone, StoreOutdated
from bot.model.feed import FeedSpec
from bot.store.sql import migrations, queries
from bot.store.sqlite import SqliteStore, open_store
from bot.store.sqlite.migrations import migrate, pending

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FEED = FeedSpec(source="A", url="https://a.example/feed", category="press", language="en", tier=1)


def test_a_new_database_is_made_without_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "new" / "presswatch.db"
    assert migrate(path, now=NOW) == list(migrations())
    assert migrate(path, now=NOW) == []
    assert [file.name for file in path.parent.glob("*.before-*")] == []


def test_an_old_database_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "presswatch.db"
    Database(path).execute("CREATE TABLE treasure (gold INTEGER)")
    assert pending(path) == list(migrations())
    migrate(path, now=NOW)
    (copy,) = tmp_path.glob("presswatch.db.before-*")
    assert Database(copy).table_names() == ["treasure"]


def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "presswatch.db"
    migrate(path, now=NOW)
    future = ("presswatch", "9999_future", "2030")
    database = Database(path)
    database.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)", future)
    database.close()
    with pytest.raises(StoreOutdated, match="newer"):
        open_store(path)


def test_removed_text_waits_for_no_reader_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "presswatch.db"
    migrate(path, now=NOW)
    monkeypatch.setattr("bot.store.sqlite.store._SCRUB_SECONDS", 0.01)
    first, second = open_store(path), open_store(path)
    with first.reading() as session:
        session.sequence()
        with second.writing() as other:
            other.next_sequence()
        assert not second.scrub()
    assert second.scrub()
    assert (tmp_path / "presswatch.db-wal").stat().st_size == 0


def test_a_database_that_lacks_migrations_is_refused_with_the_command(tmp_path: Path) -> None:
    with pytest.raises(StoreOutdated) as caught:
        open_store(tmp_path / "presswatch.db")
    assert "presswatch migrate" in caught.value.cure


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "presswatch.db"
    path.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StoreError, match=r"presswatch\.db"):
        migrate(path, now=NOW)


def test_tables_are_strict(tmp_path: Path) -> None:
    path = tmp_path / "presswatch.db"
    migrate(path, now=NOW)
    tables = Database(path)
    loose = [
        name
        for name in tables.table_names()
        if not name.startswith(("sqlite_", "_sqlite", "entry_words")) and not tables[name].strict  # type: ignore[union-attr]
    ]
    assert loose == []


def test_four_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "presswatch.db"
    migrate(path, now=NOW)
    store = open_store(path)
    numbers: list[int] = []

    def write() -> None:
        for _ in range(25):
            with store.writing() as session:
                numbers.append(session.next_sequence())

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    store.close()
    assert sorted(numbers) == list(range(1, 101))


def test_threads_may_end_while_the_store_closes(tmp_path: Path) -> None:
    migrate(tmp_path / "presswatch.db", now=NOW)

    def read(store: SqliteStore, ready: threading.Barrier) -> None:
        with store.reading() as session:
            session.sequence()
        ready.wait()

    for _ in range(20):  # two that closed one connection at a time ended the process
        store, ready = open_store(tmp_path / "presswatch.db"), threading.Barrier(4)
        threads = [threading.Thread(target=read, args=(store, ready)) for _ in range(3)]
        for thread in threads:
            thread.start()
        ready.wait()
        store.close()
        for thread in threads:
            thread.join()


def test_a_database_that_is_deleted_under_its_user_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "presswatch.db"
    migrate(path, now=NOW)
    store = open_store(path)
    with store.writing() as session:
        session.next_sequence()
    path.unlink()
    with pytest.raises(StoreGone, match="moved or deleted"), store.writing():
        pass
    store.close()


def test_a_reader_sees_one_moment(tmp_path: Path) -> None:
    path = tmp_path / "presswatch.db"
    migrate(path, now=NOW)
    store = open_store(path)

    def write() -> None:
        with store.writing() as session:
            session.feeds.sync([FEED], now=NOW, interval=timedelta(minutes=30))

    with store.reading() as session:
        assert session.feeds.all() == []
        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        assert session.feeds.all() == []
    with store.reading() as session:
        assert len(session.feeds.all()) == 1
    store.close()


@pytest.mark.parametrize(
    "noun",
    ["channels", "digests", "entries", "feeds", "ledger", "sequence", "stories", "subscriptions", "topics", "upkeep"],
)
def test_every_named_query_is_sound_sql(tmp_path: Path, noun: str) -> None:
    path = tmp_path / "presswatch.db"
    migrate(path, now=NOW)
    database = Database(path)
    for name, sql in queries(noun).items():
        holes = sql.count("?")
        values = [None] * holes if holes else dict.fromkeys(_names(sql))
        database.conn.execute(f"EXPLAIN {sql.rstrip(';')}", values).fetchall()
        assert name.islower()


def _names(sql: str) -> list[str]:
    import re  # noqa: PLC0415

    return re.findall(r"(?<!:):([a-z_]+)", sql)
