"""The palette that makes the docs' pictures small keeps what is to be seen."""

import struct
import zlib

import pytest

from bench.small_png import shrink


def picture(rows: list[list[tuple[int, int, int]]], *, how: int = 0) -> bytes:
    """A PNG in true colour whose rows all have this filter; only rows that do not change are filtered."""
    plain = [bytes(value for pixel in row for value in pixel) for row in rows]
    data = b"".join(bytes([how]) + (row if how == 0 or i == 0 else bytes(len(row))) for i, row in enumerate(plain))
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def seen(png: bytes) -> list[list[tuple[int, ...]]]:
    """The pixels of a picture with a palette, without filters."""
    palette = png[png.index(b"PLTE") + 4 :]
    start = png.index(b"IDAT")
    (length,) = struct.unpack_from(">I", png, start - 4)
    data = zlib.decompress(png[start + 4 : start + 4 + length])
    width, height = struct.unpack_from(">II", png, 16)
    rows = [data[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height)]
    return [[tuple(palette[3 * place : 3 * place + 3]) for place in row] for row in rows]


RED, INK, PAPER = (200, 10, 10), (29, 28, 29), (255, 255, 255)


def test_few_colours_stay_as_they_are() -> None:
    rows = [[RED, INK, PAPER], [PAPER, PAPER, INK]]
    assert seen(shrink(picture(rows))) == rows


def test_a_row_like_the_one_above_is_read() -> None:
    rows = [[RED, INK, PAPER]] * 2
    assert seen(shrink(picture(rows, how=2)))[1] == [RED, INK, PAPER]


def test_of_many_colours_the_nearest_are_shown() -> None:
    rows = [[(x, y * 16, 0) for x in range(256)] for y in range(16)]
    shown = seen(shrink(picture(rows)))
    worst = max(
        abs(a - b) for y, row in enumerate(rows) for x, p in enumerate(row) for a, b in zip(p, shown[y][x], strict=True)
    )
    assert worst < 64
    assert shown[0][0] == (0, 0, 0)


def test_another_kind_of_picture_is_refused() -> None:
    odd = picture([[INK]]).replace(struct.pack(">BB", 8, 2), struct.pack(">BB", 16, 2), 1)
    with pytest.raises(ValueError, match="true colour"):
        shrink(odd)
