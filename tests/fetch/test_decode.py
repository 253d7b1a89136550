import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetch.decode import LAYERS, MEMBERS, PIECE, Body, encodings
from bot.fetch.faults import VisitFailed
from bot.fetch.settings import MIB
from bot.model.feed import FaultKind


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, 1),
    "deflate": lambda data: zlib.compress(data, 1),
    "bare deflate": bare_deflate,
    "br": lambda data: bytes(brotli.compress(data, quality=1)),
}


def pack(data: bytes, *codings: str) -> bytes:
    for coding in codings:
        data = PACK[coding](data)
    return data


def read(data: bytes, *codings: str, limit: int = MIB, size: int = 1000) -> bytes:
    body = Body(tuple(coding.removeprefix("bare ") for coding in codings), limit)
    for start in range(0, len(data), size):
        body.feed(data[start : start + size])
    return body.finish()


def failure(data: bytes, *codings: str, limit: int = MIB) -> VisitFailed:
    with pytest.raises(VisitFailed) as caught:
        read(data, *codings, limit=limit)
    return caught.value


CODINGS = st.sampled_from(sorted(PACK))
TEXTS = st.binary(max_size=500).map(lambda text: b"<rss>" + text)


@given(text=TEXTS, codings=st.lists(CODINGS, max_size=LAYERS), size=st.integers(1, 60), times=st.sampled_from([1, 500]))
def test_what_was_packed_comes_out(text: bytes, codings: list[str], size: int, times: int) -> None:
    assert read(pack(text * times, *codings), *codings, size=size) == text * times


@given(text=TEXTS, codings=st.lists(CODINGS, min_size=1, max_size=LAYERS), cut=st.integers(1, 20))
def test_what_breaks_off_is_told(text: bytes, codings: list[str], cut: int) -> None:
    packed = pack(text, *codings)
    assert failure(packed[: max(1, len(packed) - cut)], *codings).kind == FaultKind.BAD_ENCODING


@pytest.mark.parametrize("coding", sorted(PACK))
def test_rubbish_is_told(coding: str) -> None:
    assert failure(b"\xff" * 100, coding).kind == FaultKind.BAD_ENCODING


@pytest.mark.parametrize("coding", sorted(PACK))
def test_the_cap_is_exact(coding: str) -> None:
    exact = pack(bytes(MIB), coding)
    assert len(read(exact, coding)) == MIB
    assert failure(pack(bytes(MIB + 1), coding), coding).kind == FaultKind.TOO_LARGE
    assert failure(bytes(MIB + 1)).kind == FaultKind.TOO_LARGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "bare deflate"])
def test_a_bomb_never_goes_off(coding: str) -> None:
    bomb = pack(bytes(64 * MIB), coding)
    tracemalloc.start()
    try:
        told = failure(bomb, coding)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert told.kind == FaultKind.TOO_LARGE
    assert told.says == "sent more than 1 MiB"
    assert peak < 2 * MIB + 4 * PIECE


def test_a_brotli_bomb_never_goes_off() -> None:
    assert failure(pack(bytes(64 * MIB), "br"), "br").kind == FaultKind.TOO_LARGE


def test_a_bomb_hidden_in_a_layer_between_never_goes_off() -> None:
    inner = b"\x00\x00\x00\xff\xff" * MIB  # empty stored blocks: 5 MiB that unpack to nothing
    assert failure(pack(inner, "gzip"), "deflate", "gzip").kind == FaultKind.TOO_LARGE


def test_a_bomb_that_no_header_tells_of_never_goes_off() -> None:
    assert failure(pack(bytes(64 * MIB), "gzip")).kind == FaultKind.TOO_LARGE


def test_gzip_without_a_label_is_unpacked() -> None:
    assert read(pack(b"<rss/>", "gzip")) == b"<rss/>"
    assert read(pack(b"<rss/>", "gzip", "gzip"), "gzip") == b"<rss/>"


def test_joined_gzip_files_are_read_through() -> None:
    joined = gzip.compress(b"<rss>") + gzip.compress(b"") + gzip.compress(b"</rss>")
    assert read(joined, "gzip", size=1) == b"<rss></rss>"
    assert read(joined + bytes(8), "gzip") == b"<rss></rss>"


def test_too_many_joined_files_are_told() -> None:
    assert failure(gzip.compress(b"") * (MEMBERS + 1), "gzip").kind == FaultKind.BAD_ENCODING


def test_an_empty_body_is_empty_whatever_its_label() -> None:
    assert Body(("gzip",), MIB).finish() == b""


@pytest.mark.parametrize(
    ("headers", "codings"),
    [
        ([], ()),
        (["gzip"], ("gzip",)),
        (["X-GZIP"], ("gzip",)),
        (["deflate, br"], ("deflate", "br")),
        (["identity", "gzip"], ("gzip",)),
        (["UTF-8"], ()),
        ([""], ()),
    ],
)
def test_labels(headers: list[str], codings: tuple[str, ...]) -> None:
    assert encodings(headers) == codings


@pytest.mark.parametrize("header", ["zstd", "gzip, gzip, gzip", "<b>gzip</b>"])
def test_labels_that_we_did_not_ask_for_are_told_without_quoting_them(header: str) -> None:
    with pytest.raises(VisitFailed) as caught:
        encodings([header])
    assert caught.value.kind == FaultKind.BAD_ENCODING
    assert header not in caught.value.says
