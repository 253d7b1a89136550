"""The stores that the contract tests run on."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ports.store import Store
from bot.store.sqlite import open_store
from bot.store.sqlite.migrations import migrate


@pytest.fixture(params=["sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each engine. A second engine joins by a parameter."""
    assert request.param == "sqlite"
    path = tmp_path / "presswatch.db"
    migrate(path, now=datetime(2026, 3, 2, 9, tzinfo=UTC))
    opened = open_store(path)
    yield opened
    opened.close()
