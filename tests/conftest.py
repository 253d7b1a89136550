"""What all tests share: golden files, and properties that are not timed on a busy machine."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")

# What needs a browser and a Slack is run by `.ci/run`, which has them: PRESSWATCH_RIG is its folder of node_modules.
collect_ignore = [] if os.environ.get("PRESSWATCH_RIG") else ["rig"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


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
