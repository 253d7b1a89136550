"""Pools: a test can wait for everything that people asked for, also for what was called off."""

from threading import Event
from types import ModuleType

import pytest

from bot.chat.answering import clerk
from tests.chat import pools
from tests.chat.pools import Pools


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module whose pools are counted."""
    monkeypatch.setattr(pools, "PATIENCE", 2.0)
    return clerk


def test_what_a_shutdown_cancels_is_over(monkeypatch: pytest.MonkeyPatch, made: ModuleType) -> None:
    counted, begun, go_on = Pools(monkeypatch, made), Event(), Event()
    pool = made.ThreadPoolExecutor(1)

    def act() -> None:
        begun.set()
        go_on.wait(2.0)

    pool.submit(act)
    waits = pool.submit(int)
    assert begun.wait(2.0)
    pool.shutdown(wait=False, cancel_futures=True)
    go_on.set()
    counted.settle()
    assert waits.cancelled()


def test_what_is_under_way_is_waited_for(monkeypatch: pytest.MonkeyPatch, made: ModuleType) -> None:
    counted, go_on = Pools(monkeypatch, made), Event()
    monkeypatch.setattr(pools, "PATIENCE", 0.01)
    with made.ThreadPoolExecutor(1) as pool:
        pool.submit(go_on.wait, 2.0)
        with pytest.raises(AssertionError, match="1 are under way"):
            counted.settle()
        go_on.set()
