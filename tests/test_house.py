"""The house stands: the import contracts of pyproject.toml hold, and each library has one door."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "bot").rglob("*.py"))
PURE = ("model", "feeds", "stories", "digests")
DOORS = {
    "aiohttp": "bot/fetch/",
    "apscheduler": "bot/worker/local.py",
    "cryptography": "bot/chat/slack/vault.py",
    "fastfeedparser": "bot/feeds/parse/",
    "feedparser": "bot/feeds/parse/",
    "httpx": "bot/chat/teams/",
    "jinja2": "bot/web/",
    "jwt": "bot/chat/teams/",
    "lxml": "bot/feeds/",
    "microsoft_teams": "bot/chat/teams/",
    "prometheus_client": "bot/web/metrics.py",
    "slack_bolt": "bot/chat/slack/",
    "slack_sdk": "bot/chat/slack/",
    "sqlite_utils": "bot/store/sqlite/",
    "Stemmer": "bot/stories/words.py",
    "typer": "bot/cli/",
}


def test_import_contracts() -> None:
    # In a process of its own: the linter reconfigures logging for the whole process it runs in.
    check = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports(path: Path) -> frozenset[str]:
    """The libraries and rooms that a module imports, by the first part of their names."""
    return frozenset(name.split(".")[0] for name in _imported(tree_of(path)))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("library", sorted(DOORS))
def test_each_library_has_one_door(library: str) -> None:
    users = [path.relative_to(ROOT).as_posix() for path in MODULES if library in imports(path)]
    assert users, f"nothing imports {library} any more: take it out of this table and of pyproject.toml"
    assert [user for user in users if not user.startswith(DOORS[library])] == []


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_ask_no_clock(room: str) -> None:
    """Time is an argument: `now` comes in, nobody asks for it."""
    asked = []
    for path in sorted((ROOT / "bot" / room).rglob("*.py")):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today"):
                base = node.value.id if isinstance(node.value, ast.Name) else ""
                if base in ("datetime", "date", "time"):
                    asked.append(f"{path.name}:{node.lineno}")
    assert asked == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_door_has_a_sign(path: Path) -> None:
    assert ast.get_docstring(tree_of(path)), "open the module with one sentence"


def test_tests_take_nothing_from_each_other() -> None:
    """What several tests need stands in a module of its own, or in a conftest."""
    takers = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted([*(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")])
        for name in _imported(ast.parse(path.read_text("utf-8")))
        if name.startswith("tests.") and name.rpartition(".")[2].startswith("test_")
    ]
    assert takers == []
