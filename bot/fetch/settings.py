"""Settings of the fetcher: who we say we are, and every bound on what a stranger can cost us."""

from dataclasses import dataclass
from typing import Self

from bot.settings import FetchPart

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """Bounds on a visit, on a host, and on all visits together."""

    user_agent: str  # names the program and a way to reach its operator
    total_seconds: float = 30  # of one visit, all redirects included, waiting for its turn excluded
    connect_seconds: float = 10  # of a name's look-up, the connection and the TLS handshake together
    max_body: int = 10 * MIB  # bytes, on the wire and after decompression
    max_redirects: int = 5
    concurrency: int = 64  # requests under way at once
    per_host: int = 2  # of these to one host
    queue_bytes: int = 16 * MIB  # answers that wait for the caller; past it no visit starts
    dns_seconds: int = 60  # how long a name's addresses are remembered
    allowed: frozenset[tuple[str, int]] = frozenset()  # host and port pairs that may be loopback or private

    @classmethod
    def of(cls, part: FetchPart, *, user_agent: str) -> Self:
        """The bounds as they are configured."""
        return cls(
            user_agent=user_agent,
            total_seconds=part.total_timeout,
            connect_seconds=part.connect_timeout,
            max_body=part.max_body_mb * MIB,
            concurrency=part.concurrency,
            per_host=part.per_host,
            allowed=frozenset(_pair(pair) for pair in part.allow),
        )


def _pair(pair: str) -> tuple[str, int]:
    host, _, port = pair.rpartition(":")
    return host, int(port)
