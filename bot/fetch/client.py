"""The fetcher: a sync iterator over many visits, with aiohttp behind it on a loop of its own."""

import threading
from collections.abc import Generator, Iterable
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver

from bot.fetch.batch import Batch
from bot.fetch.decode import ACCEPTED
from bot.fetch.dial import Dialler
from bot.fetch.loop import LoopThread
from bot.fetch.resolver import Resolver
from bot.fetch.settings import FetchSettings
from bot.model.feed import Fetched, Visit

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
_LONGEST_HEADER = 32 * 1024  # bytes of one response header; some sites' policies pass aiohttp's 8 KiB


class HttpFetcher:
    """Keeps `bot.ports.fetch.Fetcher`. Its thread starts with the first visit and ends with `close`.

    Several threads may fetch at once; politeness to a host is then counted per call. `resolver` replaces the
    system's look-up of names; whatever it answers is checked as it is dialled.
    """

    def __init__(self, settings: FetchSettings, *, resolver: AbstractResolver | None = None) -> None:
        self._settings = settings
        self._resolver = resolver
        self._lock = threading.RLock()  # a generator may be collected, and closed, while we hold it
        self._loop: LoopThread | None = None
        self._session: aiohttp.ClientSession | None = None
        self._batches: set[Batch] = set()
        self._closed = False

    def fetch(self, visits: Iterable[Visit]) -> Generator[Fetched, None, None]:
        """One answer for every visit, as they come. Nothing starts before the first one is asked for."""
        loop, batch = self._start(list(visits))
        try:
            yield from batch.outbox
        finally:
            self._finish(loop, batch)

    def close(self) -> None:
        """Give up what is under way, close every connection, end the thread."""
        with self._lock:
            self._closed = True
            loop, self._loop = self._loop, None
            if loop is not None:
                loop.call(self._shut())
                loop.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self, visits: list[Visit]) -> tuple[LoopThread, Batch]:
        with self._lock:
            if self._closed:
                raise RuntimeError("this fetcher was closed")
            self._loop = self._loop or LoopThread("fetch")
            return self._loop, self._loop.call(self._launch(visits))

    def _finish(self, loop: LoopThread, batch: Batch) -> None:
        """Stop a batch, if it still runs. A generator that is garbage may be closed on any thread, the loop's too."""
        if loop.current:
            batch.cancel()
            return
        with self._lock:
            if batch in self._batches:
                loop.call(self._stop(batch))

    async def _launch(self, visits: list[Visit]) -> Batch:
        self._session = self._session or self._open()
        batch = Batch(self._session, self._settings, visits)
        self._batches.add(batch)
        return batch

    async def _stop(self, batch: Batch) -> None:
        await batch.stop()
        self._batches.discard(batch)

    async def _shut(self) -> None:
        for batch in tuple(self._batches):
            await self._stop(batch)
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        """No proxy, no netrc, no cookies: the environment has no say, and no site can follow us."""
        settings = self._settings
        connector = aiohttp.TCPConnector(
            limit=0,  # lanes and crew bound what is under way
            resolver=self._resolver or Resolver(),
            ttl_dns_cache=settings.dns_seconds,
            socket_factory=Dialler(settings.allowed).socket,
        )
        return aiohttp.ClientSession(
            connector=connector,
            headers={"User-Agent": settings.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED},
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, connect=settings.connect_seconds),
            auto_decompress=False,
            trust_env=False,
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
        )
