"""Frames of RFC 6455, as much as a fake Slack needs to talk over a socket."""

import base64
import hashlib
import socket
import struct
from dataclasses import dataclass

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame, unmasked."""

    opcode: int
    data: bytes


def accept_key(key: str) -> str:
    """What a server answers to a client's key."""
    return base64.b64encode(hashlib.sha1(f"{key}{_GUID}".encode(), usedforsecurity=False).digest()).decode()


def read_frame(connection: socket.socket) -> Frame | None:
    """The next frame, None where the other side has gone."""
    head = _exactly(connection, 2)
    if head is None:
        return None
    length = head[1] & 0x7F
    if length >= 126:
        more = _exactly(connection, 2 if length == 126 else 8) or b""
        length = int.from_bytes(more, "big")
    mask = (_exactly(connection, 4) or b"") if head[1] & 0x80 else b"\0\0\0\0"
    data = _exactly(connection, length) if length else b""
    if data is None:
        return None
    return Frame(head[0] & 0x0F, bytes(byte ^ mask[i % 4] for i, byte in enumerate(data)))


def write_frame(connection: socket.socket, opcode: int, data: bytes) -> None:
    """Send one frame as a server does: without a mask."""
    size = len(data)
    if size < 126:
        head = struct.pack("!BB", 0x80 | opcode, size)
    elif size < 65_536:
        head = struct.pack("!BBH", 0x80 | opcode, 126, size)
    else:
        head = struct.pack("!BBQ", 0x80 | opcode, 127, size)
    connection.sendall(head + data)


def _exactly(connection: socket.socket, count: int) -> bytes | None:
    read = bytearray()
    while len(read) < count:
        piece = connection.recv(count - len(read))
        if not piece:
            return None
        read += piece
    return bytes(read)
