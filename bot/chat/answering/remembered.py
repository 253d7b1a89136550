"""Remembered: what a platform was asked not long ago, so that it is not asked again."""

import threading
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

_FRESH = timedelta(minutes=10)  # a role that is taken away counts here no longer than this
_KEPT = 10_000  # people and channels

_T = TypeVar("_T")


class Remembered:
    """Answers for a while. Safe to share between threads."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._known: dict[Hashable, tuple[datetime, Any]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, ask: Callable[[], tuple[_T, bool]]) -> _T:
        """What was asked not long ago, else asked now; `ask` says whether its answer is sure. A fault is not kept.

        A key stands for one kind of answer.
        """
        now = self._clock()
        with self._lock:
            if (kept := self._known.get(key)) is not None and kept[0] > now - _FRESH:
                return cast("_T", kept[1])
        found, sure = ask()
        if sure:
            with self._lock:
                if len(self._known) >= _KEPT:
                    self._known.clear()
                self._known[key] = (now, found)
        return found

    def forget(self, key: Hashable) -> None:
        """Ask anew next time: something has changed."""
        with self._lock:
            self._known.pop(key, None)
