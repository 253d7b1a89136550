"""Looking up names without a pool: a daemon thread for each look-up.

aiohttp's own resolver shares one small pool of threads, so a few names that hang would hold up all feeds, and
the interpreter waits for them at its end. At most `concurrency` look-ups are under way here at once, and
the connector asks for one name once.
"""

import asyncio
import contextlib
import socket
import threading
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

_NUMERIC = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV


class Resolver(AbstractResolver):
    """The system's look-up (getaddrinfo). Raises OSError when a name has no address."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[ResolveResult]] = loop.create_future()
        threading.Thread(target=_look_up, args=(loop, answer, host, port, family), daemon=True).start()
        return await answer

    async def close(self) -> None:
        """Nothing to free: a look-up that hangs ends with its thread."""


def _look_up(
    loop: asyncio.AbstractEventLoop,
    answer: asyncio.Future[list[ResolveResult]],
    host: str,
    port: int,
    family: socket.AddressFamily,
) -> None:
    settle: Any = answer.set_result
    try:
        came: Any = _addresses(host, port, family)
    except (OSError, UnicodeError) as error:  # UnicodeError: a label that is empty or too long
        settle = answer.set_exception
        came = error if isinstance(error, OSError) else socket.gaierror(socket.EAI_NONAME, "no valid host name")
    with contextlib.suppress(RuntimeError):  # the loop ended while we were looking
        loop.call_soon_threadsafe(_settle, answer, settle, came)


def _settle(answer: asyncio.Future[list[ResolveResult]], settle: Any, came: Any) -> None:
    if not answer.done():
        settle(came)


def _addresses(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
    found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return [
        ResolveResult(hostname=host, host=str(target[0]), port=port, family=kind, proto=protocol, flags=_NUMERIC)
        for kind, _, protocol, _, target in found
        if kind in (socket.AF_INET, socket.AF_INET6)
    ]
