"""The console's durable truth: a file to which every posted message is added as one line of JSON.

A record counts as posted when its whole line, with the newline, is in the file. A process killed while it writes
leaves a torn last line: it is not posted, and the next append cuts it off. Appends take turns by an advisory lock
(flock), so any number of processes may post to one transcript.
"""

import errno
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from bot.chat.console import codec
from bot.errors import StoreError
from bot.model.message import Message

_CHUNK = 65_536  # bytes read at a time while looking back for a newline


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One posted message. `id` is the byte of the file at which its record starts."""

    id: str
    delivery_key: str
    channel: str  # the channel's key
    reply_to: str  # the id of the post it replies to, "" for none
    posted_at: datetime
    message: Message


class Transcript:
    """The posts of one data folder, oldest first."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, *, delivery_key: str, channel: str, reply_to: str, posted_at: datetime, message: Message) -> Post:
        """Add a post and wait until it is on the disk. Raises OSError; the post may be there nevertheless."""
        with _locked(self.path) as file:
            start = _cut_torn_line(file)
            post = Post(
                id=str(start),
                delivery_key=delivery_key,
                channel=channel,
                reply_to=reply_to,
                posted_at=posted_at,
                message=message,
            )
            _write_line(file, _encoded(post))
        return post

    def read(self, after: str = "") -> Iterator[Post]:
        """The posts behind the one with this id, or all of them. Raises StoreError."""
        for start, line in self._lines(after):
            yield self._post(start, line)

    def last(self) -> str:
        """The id of the newest post, "" when there is none. Raises StoreError."""
        if not self.path.exists():
            return ""
        with _readable(self.path), self.path.open("rb") as file:
            whole = _line_start(file, _size(file))
            return str(_line_start(file, whole - 1)) if whole else ""

    def find(self, *, channel: str, delivery_key: str, since: datetime) -> str | None:
        """The id of this delivery’s first post to a channel since then, None without one. Raises StoreError."""
        if not self.path.exists():
            return None
        with _readable(self.path), _locked(self.path):  # a post that is being written now is waited for
            known = json.dumps(delivery_key).encode()  # most lines need no parsing to be passed over
            posts = (self._post(start, line) for start, line in self._lines("") if known in line)
            wanted = (channel, delivery_key)
            same = (
                post.id for post in posts if (post.channel, post.delivery_key) == wanted and post.posted_at >= since
            )
            return next(same, None)

    def _lines(self, after: str) -> Iterator[tuple[int, bytes]]:
        """Whole lines with the byte where each starts."""
        if not self.path.exists():
            return
        with _readable(self.path), self.path.open("rb") as file:
            if after:
                file.seek(int(after))
                file.readline()
            start = file.tell()
            while (line := file.readline()).endswith(b"\n"):
                yield start, line
                start += len(line)

    def _post(self, start: int, line: bytes) -> Post:
        try:
            return _decoded(line)
        except (ValueError, KeyError, TypeError) as fault:
            message = f"{self.path.name} cannot be read at byte {start}: {fault}"
            raise StoreError(message, "Move the file away; a new one is begun.") from fault


def _encoded(post: Post) -> bytes:
    """One line, in ASCII: a character that UTF-8 cannot carry survives as its escape."""
    record = {
        "id": post.id,
        "delivery_key": post.delivery_key,
        "channel": post.channel,
        "reply_to": post.reply_to,
        "posted_at": post.posted_at.isoformat(),
        "message": codec.dump(post.message),
    }
    return json.dumps(record, separators=(",", ":")).encode() + b"\n"


def _decoded(line: bytes) -> Post:
    record = json.loads(line)
    return Post(
        id=record["id"],
        delivery_key=record["delivery_key"],
        channel=record["channel"],
        reply_to=record["reply_to"],
        posted_at=datetime.fromisoformat(record["posted_at"]),
        message=codec.load(record["message"]),
    )


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """The disk's own faults become ours."""
    try:
        yield
    except OSError as fault:
        message = f"The transcript {path.name} cannot be read: {fault.strerror}."
        raise StoreError(message, "Check the data folder's disk and rights.") from fault


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    """The file, made if need be, for us alone until the block ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    with open(descriptor, "rb+", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _cut_torn_line(file: BinaryIO) -> int:
    """Cut what a killed process left behind the last newline; the file's size then."""
    size = _size(file)
    whole = _line_start(file, size)
    if whole < size:
        file.truncate(whole)
    return whole


def _write_line(file: BinaryIO, line: bytes) -> None:
    """One write, then wait for the disk. A full disk leaves nothing behind."""
    start = _size(file)
    if os.write(file.fileno(), line) < len(line):
        file.truncate(start)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(file.fileno())


def _size(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size


def _line_start(file: BinaryIO, end: int) -> int:
    """Where the line that holds the byte before `end` starts: behind the last newline of `[0:end]`."""
    while end > 0:
        start = max(0, end - _CHUNK)
        found = os.pread(file.fileno(), end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0
