"""The outbox: answers on their way from the loop's thread to the caller's, bounded in bytes."""

import asyncio
import threading
from collections.abc import Iterator
from queue import SimpleQueue

from bot.model.feed import Fetched

OVERHEAD = 1024  # bytes that an answer without a body is taken to weigh


class Outbox:
    """Holds at most `limit` bytes of answers (or one answer, however large). The loop puts, the caller takes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._queue: SimpleQueue[Fetched | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._held = 0
        self._waited_for = False  # someone on the loop waits for room
        self._loop = asyncio.get_running_loop()
        self._room = asyncio.Event()
        self._error: BaseException | None = None

    async def put(self, answer: Fetched) -> None:
        """Hand an answer over; waits while the caller is behind by the limit. On the loop's thread only."""
        while not self._admit(_weight(answer)):
            await self._room.wait()
        self._queue.put(answer)

    def close(self, error: BaseException | None = None) -> None:
        """No more answers: the caller's iteration ends, or raises `error`. On the loop's thread only."""
        with self._lock:
            self._waited_for = False
        self._error = error
        self._queue.put(None)

    def __iter__(self) -> Iterator[Fetched]:
        """Every answer until the outbox is closed. On the caller's thread, once."""
        while (answer := self._queue.get()) is not None:
            self._release(_weight(answer))
            yield answer
        if self._error:
            raise self._error

    def _admit(self, weight: int) -> bool:
        with self._lock:
            if self._held and self._held + weight > self._limit:
                self._waited_for = True
                self._room.clear()
                return False
            self._held += weight
            return True

    def _release(self, weight: int) -> None:
        """Give room back. The loop is woken at half the limit, and not for every answer."""
        with self._lock:
            self._held -= weight
            if self._waited_for and self._held <= self._limit // 2:
                self._waited_for = False
                self._loop.call_soon_threadsafe(self._room.set)


def _weight(answer: Fetched) -> int:
    return OVERHEAD + len(answer.body)
