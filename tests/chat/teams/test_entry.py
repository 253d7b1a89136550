"""Teams made from its settings."""

from datetime import UTC, datetime
from pathlib import Path

from bot.chat.teams.entry import Teams
from bot.store.sqlite import open_store
from bot.store.sqlite.migrations import migrate
from tests.chat.teams.stage import part


def test_each_part_is_made_when_it_is_needed_and_closed_with_the_whole(tmp_path: Path) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    migrate(tmp_path / "presswatch.db", now=now)
    store = open_store(tmp_path / "presswatch.db")
    teams = Teams(part(), store=store, clock=lambda: now, base_url="")
    teams.close()
    assert teams.poster().pace.total_seconds() == 1
    assert teams.webhooks() is teams.webhooks()
    teams.close()
    store.close()
