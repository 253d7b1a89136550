"""The loop on which the SDK runs: a thread of its own, for it waits where a loop should not."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from functools import cached_property
from typing import Any, TypeVar

_GRACE = 5.0  # seconds that the loop may be held up by others beyond a coroutine's own time

_T = TypeVar("_T")


class Loop:
    """An event loop in a thread, started when it is first needed. What is made on it belongs to it."""

    def run(self, coroutine: Coroutine[Any, Any, _T], *, seconds: float) -> _T:
        """What a coroutine gives; not to be called on the loop itself. TimeoutError after so many seconds."""
        future = self.submit(asyncio.wait_for(coroutine, seconds))
        try:
            return future.result(seconds + _GRACE)
        finally:
            future.cancel()

    def submit(self, coroutine: Coroutine[Any, Any, _T]) -> "Future[_T]":
        """Let a coroutine run there, and do not wait for it."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def close(self) -> None:
        """End the thread and whatever still runs on it. Without it the thread ends with the process."""
        if "_loop" in self.__dict__:
            try:
                self.submit(_cancel_others()).result(_GRACE)
            except TimeoutError:  # the SDK holds it up, such as for keys that do not come
                return
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
            del self.__dict__["_loop"]

    @cached_property
    def _loop(self) -> asyncio.AbstractEventLoop:
        loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=loop.run_forever, name="teams", daemon=True)
        self._thread.start()
        return loop


async def _cancel_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()
