"""A web server on loopback that says what a test tells it to, byte for byte, and remembers what it was asked."""

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetch.client import HttpFetcher
from bot.fetch.settings import FetchSettings
from bot.model.feed import Fetched, Visit

T = TypeVar("T")


@dataclass(frozen=True)
class Ask:
    """One request as it came."""

    path: str
    headers: dict[str, str]  # names in lower case
    gone: Callable[[], Awaitable[object]]  # waits until the visitor hangs up


Script = Callable[[Ask, asyncio.StreamWriter], Awaitable[None]]


def reply(status: int = 200, body: bytes = b"", *headers: str) -> bytes:
    """A well-formed answer."""
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


class Site:
    """Answers each path with given bytes, or lets a coroutine write; 404 for all else."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[Ask] = []
        self.answers: dict[str, bytes | Script] = {}
        self.rest: bytes | Script = reply(404)
        self.greeting = b""  # sent before anything was asked
        self.most_at_once = 0
        self.connections_made = 0
        self._at_once = 0
        self._changed = threading.Condition()
        self._visitors: dict[asyncio.StreamWriter, asyncio.Task[Any]] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._server = self._call(asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=tls))
        self.port: int = self._server.sockets[0].getsockname()[1]

    @property
    def here(self) -> tuple[str, int]:
        """What the guard must be told to let us in."""
        return "127.0.0.1", self.port

    @property
    def open_connections(self) -> int:
        return len(self._visitors)

    def url(self, path: str = "/feed", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def wait_for(self, condition: Callable[[], bool], seconds: float = 5) -> bool:
        """Wait until a condition on this site holds; False when it never did."""
        with self._changed:
            return self._changed.wait_for(condition, seconds)

    def close_door(self) -> None:
        """Listen no more."""
        self._loop.call_soon_threadsafe(self._server.close)
        self._call(asyncio.sleep(0))

    def close(self) -> None:
        self._call(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _call(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _stop(self) -> None:
        """Let nobody in, hang up on everybody, then close: asyncio loses a socket that is accepted while it closes."""
        for listener in self._server.sockets:
            self._loop.remove_reader(listener.fileno())
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for writer, task in tuple(self._visitors.items()):
                writer.transport.abort()
                task.cancel()
            await asyncio.wait(others, timeout=0.01)
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._note(partial(self._visitors.__setitem__, writer, task))
        self.connections_made += 1
        try:
            writer.write(self.greeting)
            while ask := await _read(reader):
                self._note(partial(self._enter, ask))
                await self._answer(ask, writer)
                self._note(self._leave)
                if ask.headers.get("connection") == "close":
                    break
        except (OSError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()
            self._note(partial(self._visitors.pop, writer))

    async def _answer(self, ask: Ask, writer: asyncio.StreamWriter) -> None:
        answer = self.answers.get(ask.path, self.rest)
        if isinstance(answer, bytes):
            writer.write(answer)
            await writer.drain()
        else:
            await answer(ask, writer)

    def _note(self, change: Callable[[], object]) -> None:
        with self._changed:
            change()
            self._changed.notify_all()

    def _enter(self, ask: Ask) -> None:
        self.asked.append(ask)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)

    def _leave(self) -> None:
        self._at_once -= 1


async def _read(reader: asyncio.StreamReader) -> Ask | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, OSError):
        return None
    first, *lines = head.strip().split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return Ask(
        path=first.split(" ")[1], headers={name.lower(): value.strip() for name, _, value in pairs}, gone=reader.read
    )


class Names(AbstractResolver):
    """A resolver that answers from lists: a name's answers are given in turn, the last one for ever."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self._answers = {name.replace("_", "."): list(given) for name, given in answers.items()}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host not in self._answers:
            raise OSError(f"no such name: {host}")
        given = self._answers[host]
        addresses = given.pop(0) if len(given) > 1 else given[0]
        return [ResolveResult(hostname=host, host=a, port=port, family=family, proto=0, flags=0) for a in addresses]

    async def close(self) -> None:
        pass


def settings(*sites: Site, **changes: Any) -> FetchSettings:
    """Settings that let the fetcher reach these sites, and short timeouts."""
    values: dict[str, Any] = {
        "user_agent": "Presswatch test (+mailto:desk@example.org)",
        "allowed": frozenset(site.here for site in sites),
        "total_seconds": 10,
    }
    return FetchSettings(**(values | changes))


def fetch(*visits: Visit, sites: tuple[Site, ...] = (), names: Names | None = None, **changes: Any) -> list[Fetched]:
    """The answers to visits, in the visits' order."""
    with HttpFetcher(settings(*sites, **changes), resolver=names) as fetcher:
        answers = {answer.feed_id: answer for answer in fetcher.fetch(visits)}
    return [answers[visit.feed_id] for visit in visits]


def fetch_one(site: Site, path: str = "/feed", **changes: Any) -> Fetched:
    """The answer to one unconditional visit of one path."""
    return fetch(Visit(feed_id=1, url=site.url(path)), sites=(site,), **changes)[0]
