"""Pools: when everything that people asked for is done."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Condition
from types import ModuleType
from typing import Any

import pytest

PATIENCE = 30.0  # seconds


class Pools:
    """Knows when all pools that these modules make have nothing more to do."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> None:
        self._open = 0
        self._changed = Condition()
        pools = self

        class Counted(ThreadPoolExecutor):
            def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
                future = super().submit(fn, *args, **kwargs)
                pools._count(1)
                future.add_done_callback(lambda _done: pools._count(-1))
                return future

        for module in modules:
            monkeypatch.setattr(module, "ThreadPoolExecutor", Counted)

    def settle(self) -> None:
        """Wait until nothing is under way. What a pool's shutdown has cancelled is over, too; `futures.wait` would wait
        for it in vain."""
        with self._changed:
            assert self._changed.wait_for(lambda: not self._open, PATIENCE), f"{self._open} are under way"

    def _count(self, change: int) -> None:
        with self._changed:
            self._open += change
            self._changed.notify_all()
