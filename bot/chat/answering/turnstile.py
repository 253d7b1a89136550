"""A turnstile: lets so much into a pool of threads and no more. A queue without an end would answer nobody in time."""

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future


class Turnstile:
    """Counts what waits in a pool or is under way there."""

    def __init__(self, pool: Executor, most: int) -> None:
        self._pool = pool
        self._room = threading.BoundedSemaphore(most)

    def lets_in(self, act: Callable[..., object], *given: object) -> bool:
        """Have something done, unless there is no room for it."""
        if not self._room.acquire(blocking=False):
            return False
        self._pool.submit(act, *given).add_done_callback(self._left)
        return True

    def _left(self, _done: Future[object]) -> None:
        self._room.release()
