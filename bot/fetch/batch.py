"""A batch: the visits of one call, walked by a bounded crew on the loop until each has its answer."""

import asyncio
from collections.abc import Iterable

import aiohttp

from bot.errors import PresswatchError
from bot.fetch.faults import VisitFailed
from bot.fetch.hop import hop, stillborn
from bot.fetch.lanes import Lanes
from bot.fetch.outbox import Outbox
from bot.fetch.settings import FetchSettings
from bot.fetch.trail import Trail, begin
from bot.model.feed import Visit


class Batch:
    """Made, run and stopped on the loop's thread. The caller's thread only iterates over `outbox`."""

    def __init__(self, session: aiohttp.ClientSession, settings: FetchSettings, visits: Iterable[Visit]) -> None:
        self.outbox = Outbox(settings.queue_bytes)
        self._session = session
        self._settings = settings
        self._visits = visits
        self._lanes = Lanes(settings.per_host)
        self._walkers = 0
        self._crew = asyncio.TaskGroup()
        self._task = asyncio.create_task(self._run())
        self._task.add_done_callback(self._ended)

    def cancel(self) -> None:
        """Give up what is under way, soon."""
        self._task.cancel()

    async def stop(self) -> None:
        """Give up what is under way; returns when every connection of this batch is let go."""
        self._task.cancel()
        await asyncio.wait([self._task])

    async def _run(self) -> None:
        async with self._crew:
            for visit in self._visits:
                await self._begin(visit)

    async def _begin(self, visit: Visit) -> None:
        try:
            self._lanes.join(begin(visit))
        except VisitFailed as failed:
            await self.outbox.put(stillborn(visit, failed))
        self._hire()

    def _hire(self) -> None:
        """A walker for each trail that can start. A walker only leaves when no trail can, so none is forgotten."""
        while self._lanes.ready and self._walkers < self._settings.concurrency:
            self._walkers += 1
            self._crew.create_task(self._walk())

    async def _walk(self) -> None:
        while trail := self._lanes.take():
            await self._step(trail)
        self._walkers -= 1

    async def _step(self, trail: Trail) -> None:
        came = await hop(self._session, self._settings, trail, last=self._lanes.alone(trail))
        self._lanes.leave(trail)
        if isinstance(came, Trail):
            self._lanes.join(came)
            self._hire()
        else:
            await self.outbox.put(came)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.outbox.close(_reason(task))


def _reason(task: asyncio.Task[None]) -> BaseException | None:
    """Why a batch ended before its time; None when it did not. A bug is told as it is."""
    if task.cancelled():
        return PresswatchError("The fetcher was closed before every feed was visited.", "They stay due: poll again.")
    error = task.exception()
    return error.exceptions[0] if isinstance(error, BaseExceptionGroup) else error
