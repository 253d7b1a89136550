"""What all tests share: golden files, new databases, and properties that are not timed on a busy machine."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from bot.store.sqlite import migrations

settings.register_profile("house", deadline=None)
settings.load_profile("house")

# What needs a browser, a Slack and a Teams is run by `.ci/run`, which has them; PRESSWATCH_RIG is its node_modules.
collect_ignore = [] if os.environ.get("PRESSWATCH_RIG") else ["rig"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")
    parser.addoption("--thorough", action="store_true", help="ask all generated cases, not a fifth of them")


@pytest.fixture
def share(request: pytest.FixtureRequest) -> float:
    """How many of the cases that a seed generates are asked: a fifth, or with --thorough all."""
    return 1.0 if request.config.getoption("--thorough") else 0.2


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with `golden/<name>` beside the test's file, or writes it with --update-golden."""

    def check(name: str, text: str) -> None:
        path: Path = request.path.parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"{path.name} is missing: run pytest with --update-golden and read it"
        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database of this version with nothing in it."""
    path = tmp_path_factory.mktemp("blank") / "presswatch.db"
    migrations.migrate(path, now=datetime(2026, 3, 2, 9, tzinfo=UTC))
    return path.read_bytes()


@pytest.fixture(autouse=True)
def new_databases(blank: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new database is a copy: to migrate each took a tenth of the suite's time. In tests/store each is migrated."""
    migrated = migrations.bring_up

    def bring_up(path: Path) -> None:
        if path.stat().st_size:
            migrated(path)
        else:
            path.write_bytes(blank)

    monkeypatch.setattr(migrations, "bring_up", bring_up)
