"""The salt: one for an installation, for ever, and another for the next."""

from datetime import UTC, datetime
from pathlib import Path

from bot.chat.salt import salt_of
from bot.store.sqlite import open_store
from bot.store.sqlite.migrations import migrate


def salt(folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    migrate(folder / "presswatch.db", now=datetime(2026, 3, 2, tzinfo=UTC))
    store = open_store(folder / "presswatch.db")
    try:
        return salt_of(store)
    finally:
        store.close()


def test_it_is_one_for_ever_and_nobody_else_s(tmp_path: Path) -> None:
    first = salt(tmp_path / "one")
    assert salt(tmp_path / "one") == first
    assert len({first, salt(tmp_path / "two"), ""}) == 3
