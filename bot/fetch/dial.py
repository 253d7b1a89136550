"""Dialling: where the guard stands. Every address is checked at the moment a socket is made for it.

A check of the URL or of the resolver's answer comes too early: literals need no resolver, redirects lead
elsewhere, and a name can answer differently the second time (DNS rebinding).
"""

import errno
import socket
from contextvars import ContextVar
from dataclasses import dataclass, field

from aiohttp import AddrInfoType

from bot.fetch.guard import Exceptions, refusal


@dataclass(slots=True)
class Dial:
    """One request's dialling: the host as its URL writes it, and what became of its addresses."""

    host: str
    dialled: int = 0
    refused: list[str] = field(default_factory=list)


# Which request a socket is made for. aiohttp tells the factory the address alone; tasks that it starts for one
# request (happy eyeballs) inherit this.
dialling: ContextVar[Dial] = ContextVar("dialling")


class Dialler:
    """Makes the sockets of a connector, and refuses to make those that the guard forbids."""

    def __init__(self, allowed: frozenset[tuple[str, int]]) -> None:
        self._exceptions = Exceptions(allowed)

    def socket(self, info: AddrInfoType) -> socket.socket:
        """A socket for `info` as getaddrinfo gives it. Raises OSError where the address is refused."""
        family, kind, protocol, _, target = info
        address, port = str(target[0]), int(target[1])
        dial = dialling.get()
        why = refusal(address)
        if why and not self._exceptions.hold(host=dial.host, address=address, port=port):
            dial.refused.append(f"{address} is {why}")
            raise OSError(errno.EACCES, f"{address} is {why}")
        dial.dialled += 1
        return socket.socket(family, kind, protocol)
