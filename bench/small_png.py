"""A picture with few colours, as drawings of text have, in a palette of 256: a third of the bytes, to the eye the same.

https://www.w3.org/TR/png-3/
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGN = b"\x89PNG\r\n\x1a\n"
_COLOURS = 256


def shrink(picture: bytes) -> bytes:
    """The same picture with a palette. It must have 8 bits a channel, three or four channels, and no interlacing."""
    parts = list(chunks(picture))
    head = parts[0][1]
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    if depth != 8 or kind not in (2, 6) or interlaced:
        raise ValueError("not a plain picture in true colour")
    channels = 3 if kind == 2 else 4
    data = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    rows = list(_rows(data, width * channels, channels))
    pixels = [[row[i : i + 3] for i in range(0, len(row), channels)] for row in rows]
    palette, places = _palette(Counter(pixel for row in pixels for pixel in row))
    packed = b"".join(b"\0" + bytes(places[pixel] for pixel in row) for row in pixels)
    new_head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    body = (chunk(b"IHDR", new_head), chunk(b"PLTE", palette), chunk(b"IDAT", zlib.compress(packed, 9)))
    return SIGN + b"".join(body) + chunk(b"IEND", b"")


def chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a picture: the name of each, and what is in it."""
    place = len(SIGN)
    while place < len(picture):
        (length,) = struct.unpack_from(">I", picture, place)
        yield picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]
        place += length + 12


def chunk(name: bytes, body: bytes) -> bytes:
    """A part of a picture, as it is written: its length, its name, what is in it, and a checksum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _rows(data: bytes, width: int, channels: int) -> Iterator[bytes]:
    """The rows without their filters."""
    above = bytes(width)
    for start in range(0, len(data), width + 1):
        row = bytearray(data[start + 1 : start + 1 + width])
        _unfilter(data[start], row, above, channels)
        above = bytes(row)
        yield above


def _unfilter(how: int, row: bytearray, above: bytes, channels: int) -> None:
    for i in range(len(row)):
        left = row[i - channels] if i >= channels else 0
        corner = above[i - channels] if i >= channels else 0
        row[i] = (row[i] + _guess(how, left, above[i], corner)) & 255


def _guess(how: int, left: int, up: int, corner: int) -> int:
    match how:
        case 1:
            return left
        case 2:
            return up
        case 3:
            return (left + up) // 2
        case 4:
            near = left + up - corner
            return min((left, up, corner), key=lambda value: abs(near - value))
    return 0


def _palette(found: Counter[bytes]) -> tuple[bytes, dict[bytes, int]]:
    """The most frequent colours, and for every colour one that is as near as a palette allows."""
    step, chosen = 0, _chosen(found, 0)
    while len(chosen) > _COLOURS:
        step = step * 2 or 1
        chosen = _chosen(found, step)
    places = {colour: min(range(len(chosen)), key=lambda i: _distance(colour, chosen[i])) for colour in found}
    return b"".join(chosen), places


def _chosen(found: Counter[bytes], step: int) -> list[bytes]:
    """Colours of which every other one is at most `step` away; one too many where that takes more than a palette."""
    chosen: list[bytes] = []
    for colour, _ in found.most_common():
        if len(chosen) <= _COLOURS and all(_distance(colour, other) > step for other in chosen):
            chosen.append(colour)
    return chosen


def _distance(one: bytes, other: bytes) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
