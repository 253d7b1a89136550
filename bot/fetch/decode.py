"""Bounded decompression: a body that grows piece by piece and stops at a cap, whatever it claims to be.

Each decoder hands out small pieces, so that a bomb is caught at the cap before its output exists. The cap holds
for the bytes on the wire, for the result, and for every layer between.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]

from bot.fetch.faults import VisitFailed
from bot.fetch.settings import MIB
from bot.model.feed import FaultKind

ACCEPTED = "gzip, deflate, br"
LAYERS = 2  # real servers stack none; two leaves room for a compressed file that is compressed in transit
MEMBERS = 1000  # a gzip file may be many joined; each costs a fresh decoder
PIECE = 64 * 1024  # bytes that a decoder hands out at once
_GZIP_MAGIC = b"\x1f\x8b"
# Labels that say nothing about compression. Some servers put the character set here.
_NO_CODING = frozenset({"", "identity", "none", "binary", "8bit", "utf-8", "utf8"})


class Decoder(Protocol):
    """One layer of encoding, fed from outside in."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decoded pieces, each of bounded size. Raises zlib.error or brotli.error."""
        ...

    def complete(self) -> bool:
        """Whether the layer reached its own end mark."""
        ...


def encodings(headers: Iterable[str]) -> tuple[str, ...]:
    """The codings that Content-Encoding headers name, in the order they were applied. Raises VisitFailed."""
    names = [name.strip().lower().removeprefix("x-") for header in headers for name in header.split(",")]
    codings = tuple(name for name in names if name not in _NO_CODING)
    if len(codings) > LAYERS:
        raise VisitFailed(FaultKind.BAD_ENCODING, f"sent a body encoded {len(codings)} times over")
    if not all(name in _DECODERS for name in codings):
        raise VisitFailed(FaultKind.BAD_ENCODING, f"sent an encoding other than {ACCEPTED}")
    return codings


class Body:
    """A body under way. Feed it what arrives, then take the whole."""

    def __init__(self, codings: tuple[str, ...], limit: int) -> None:
        self._decoders: list[Decoder] = [_DECODERS[name]() for name in reversed(codings)]
        self._taken = [0] * len(codings)  # bytes that came into each layer
        self._limit = limit
        self._whole = bytearray()
        self._judged = False  # whether the first bytes of the result were looked at

    def feed(self, data: bytes) -> None:
        """Take the next bytes off the wire. Raises VisitFailed: too-large or bad-encoding."""
        try:
            self._pour(data, 0)
        except (zlib.error, brotli.error) as error:
            raise VisitFailed(FaultKind.BAD_ENCODING, "sent a body that does not decompress") from error

    def finish(self) -> bytes:
        """The decoded whole. Raises VisitFailed where it was cut short."""
        if any(self._taken) and not all(decoder.complete() for decoder in self._decoders):
            raise VisitFailed(FaultKind.BAD_ENCODING, "sent a compressed body that was cut short")
        return bytes(self._whole)

    def _pour(self, data: bytes, depth: int) -> None:
        if depth == len(self._decoders):
            self._keep(data)
            return
        self._taken[depth] += len(data)
        self._check(self._taken[depth])
        for piece in self._decoders[depth].feed(data):
            self._pour(piece, depth + 1)

    def _keep(self, data: bytes) -> None:
        self._whole += data
        self._check(len(self._whole))
        if not self._judged and len(self._whole) >= len(_GZIP_MAGIC):
            self._judged = True
            if self._whole.startswith(_GZIP_MAGIC) and len(self._decoders) < LAYERS:
                self._unwrap()

    def _unwrap(self) -> None:
        """The result is gzip that no header told of, such as a feed.xml.gz: decode it as one more layer."""
        self._decoders.append(_gzip())
        self._taken.append(0)
        held, self._whole = bytes(self._whole), bytearray()
        self._pour(held, len(self._decoders) - 1)

    def _check(self, size: int) -> None:
        if size > self._limit:
            raise too_large(self._limit)


def too_large(limit: int) -> VisitFailed:
    """The body passes the cap of `limit` bytes."""
    return VisitFailed(FaultKind.TOO_LARGE, f"sent more than {limit / MIB:.3g} MiB")


class _Zlib:
    """gzip or zlib. Members joined to one gzip file are read through; what follows the last is left out."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._stream = zlib.decompressobj(wbits)
        self._members = 1

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data and (not self._stream.eof or self._next_member(data)):
            yield from self._member(data)
            data = self._stream.unused_data

    def complete(self) -> bool:
        return self._stream.eof

    def _member(self, data: bytes) -> Iterator[bytes]:
        """Pieces of the member under way, up to its end or the data's."""
        piece = self._stream.decompress(data, PIECE)
        while piece:
            yield piece
            piece = self._stream.decompress(self._stream.unconsumed_tail, PIECE)

    def _next_member(self, data: bytes) -> bool:
        if self._wbits == zlib.MAX_WBITS or not data.startswith(_GZIP_MAGIC[: len(data)]):
            return False
        self._members += 1
        if self._members > MEMBERS:
            raise zlib.error(f"more than {MEMBERS} members")
        self._stream = zlib.decompressobj(self._wbits)
        return True


class _Deflate:
    """`deflate`: zlib by the standard, a bare stream from many servers. The first two bytes tell."""

    def __init__(self) -> None:
        self._head = b""
        self._stream: _Zlib | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._stream is None:
            self._head += data
            if len(self._head) < 2:
                return
            data = self._head
            wrapped = data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2]) % 31 == 0  # RFC 1950, section 2.2
            self._stream = _Zlib(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        yield from self._stream.feed(data)

    def complete(self) -> bool:
        return self._stream is not None and self._stream.complete()


class _Brotli:
    """`br` (RFC 7932)."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        # Until nothing comes: `can_accept_more_data` speaks of input alone, and output may still wait.
        piece = self._stream.process(data, output_buffer_limit=PIECE)
        while piece:
            yield piece
            piece = self._stream.process(b"", output_buffer_limit=PIECE)

    def complete(self) -> bool:
        return bool(self._stream.is_finished())


def _gzip() -> _Zlib:
    return _Zlib(16 + zlib.MAX_WBITS)


_DECODERS: dict[str, Callable[[], Decoder]] = {"gzip": _gzip, "deflate": _Deflate, "br": _Brotli}
