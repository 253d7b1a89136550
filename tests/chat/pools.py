"""Pools: when everything that people asked for is done."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from types import ModuleType
from typing import Any

import pytest

PATIENCE = 30.0  # seconds


class Pools:
    """Knows when all pools that these modules make have nothing more to do."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> None:
        self._open: set[Future[Any]] = set()
        pools = self

        class Counted(ThreadPoolExecutor):
            def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
                future = super().submit(fn, *args, **kwargs)
                pools._open.add(future)
                return future

        for module in modules:
            monkeypatch.setattr(module, "ThreadPoolExecutor", Counted)

    def settle(self) -> None:
        """Wait until nothing is under way."""
        while self._open:
            batch = set(self._open)
            assert not wait(batch, PATIENCE).not_done
            self._open -= batch
