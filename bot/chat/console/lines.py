"""A file of whole lines: added one at a time by any number of processes, and cut back where one of them was killed."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.errors import StoreError

_CHUNK = 65_536  # bytes read at a time while looking back for a newline


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """The disk's own faults become ours."""
    try:
        yield
    except OSError as fault:
        message = f"The transcript {path.name} cannot be read: {fault.strerror}."
        raise StoreError(message, "Check the data folder's disk and rights.") from fault


@contextmanager
def locked(path: Path) -> Iterator[BinaryIO]:
    """The file, made if need be, for us alone until the block ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    with open(descriptor, "rb+", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def cut_torn_line(file: BinaryIO) -> int:
    """Cut what a killed process left behind the last newline; the file's size then."""
    end = size(file)
    whole = line_start(file, end)
    if whole < end:
        file.truncate(whole)
    return whole


def write_line(file: BinaryIO, line: bytes) -> None:
    """One write, then wait for the disk. A full disk leaves nothing behind."""
    start = size(file)
    if os.write(file.fileno(), line) < len(line):
        file.truncate(start)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(file.fileno())


def size(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size


def line_start(file: BinaryIO, end: int) -> int:
    """Where the line that holds the byte before `end` starts: behind the last newline of `[0:end]`."""
    while end > 0:
        start = max(0, end - _CHUNK)
        found = os.pread(file.fileno(), end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def overwrite(path: Path, start: int, line: bytes) -> None:
    """Write a line over one of the same length, and wait for the disk. A kill may leave the first part of it only."""
    descriptor = os.open(
        path, os.O_WRONLY | os.O_CLOEXEC
    )  # appending descriptors write at the end, wherever they are told
    try:
        written = 0
        while written < len(line):
            written += os.pwrite(descriptor, line[written:], start + written)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
