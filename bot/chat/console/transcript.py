"""The console's durable truth: a file to which every posted message is added as one line of JSON.

A record counts as posted when its whole line, with the newline, is in the file. A process killed while it writes
leaves a torn last line: it is not posted, and the next append cuts it off. Appends take turns by an advisory lock
(flock), so any number of processes may post to one transcript.

An edit is one more line, which names the post that it changes and carries all of it; then the words of the versions
before it are wiped from their lines, which keep their length, for a post's id is the byte where its line starts. A
reader that knows of an edit never reads what stands before it, so a kill in between leaves the new version to be read.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.chat.console.lines import cut_torn_line, line_start, locked, overwrite, readable, size, write_line
from bot.errors import StoreError
from bot.model import message_codec as codec
from bot.model.message import Message

_EDIT = b'{"edits":"'  # how the line of an edit begins; in any text, quotes are escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One posted message, in its last version. `id` is the byte of the file at which its first one starts."""

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
        with locked(self.path) as file:
            start = cut_torn_line(file)
            post = Post(
                id=str(start),
                delivery_key=delivery_key,
                channel=channel,
                reply_to=reply_to,
                posted_at=posted_at,
                message=message,
            )
            write_line(file, _encoded(post))
        return post

    def edit(self, post_id: str, *, channel: str, message: Message) -> Post | None:
        """Put a message in the place of a channel's post and wait until the disk has it, and no earlier words of it.

        None where the channel has no such post. Doing it twice is doing it once. Raises OSError, after which the new
        version may be there nevertheless, and StoreError.
        """
        with locked(self.path) as file:
            cut_torn_line(file)
            versions = self._versions(post_id)
            if not versions or (post := self._post(*versions[-1])).channel != channel:
                return None
            if post.message != message:
                post = replace(post, message=message)
                versions.append((size(file), _encoded(post, edit=True)))
                write_line(file, versions[-1][1])
            for start, line in versions[:-1]:
                blank = _wiped(post, line)
                if line != blank:
                    overwrite(self.path, start, blank)
        return post

    def read(self, after: str = "") -> Iterator[Post]:
        """The posts behind the one with this id, or behind `last`, or all of them, each once. Raises StoreError."""
        edits = self._edits(after)
        for start, line in self._lines(after):
            if not line.startswith(_EDIT):
                yield self._last_version(start, line, edits, after)

    def last(self) -> str:
        """Where the newest record starts, so that `read` gives what comes later; "" when there is none.

        Raises StoreError.
        """
        if not self.path.exists():
            return ""
        with readable(self.path), self.path.open("rb") as file:
            whole = line_start(file, size(file))
            return str(line_start(file, whole - 1)) if whole else ""

    def find(self, *, channel: str, delivery_key: str, since: datetime) -> str | None:
        """The id of this delivery’s first post to a channel since then, None without one. Raises StoreError."""
        if not self.path.exists():
            return None
        with readable(self.path), locked(self.path):  # a post that is being written now is waited for
            edits = self._edits("")
            known = json.dumps(delivery_key).encode()  # most lines need no parsing to be passed over
            posts = (
                self._last_version(start, line, edits, "")
                for start, line in self._lines("")
                if known in line and not line.startswith(_EDIT)
            )
            wanted = (channel, delivery_key)
            same = (
                post.id for post in posts if (post.channel, post.delivery_key) == wanted and post.posted_at >= since
            )
            return next(same, None)

    def _lines(self, after: str) -> Iterator[tuple[int, bytes]]:
        """Whole lines with the byte where each starts."""
        if not self.path.exists():
            return
        with readable(self.path), self.path.open("rb") as file:
            if after:
                file.seek(int(after))
                file.readline()
            start = file.tell()
            while (line := file.readline()).endswith(b"\n"):
                yield start, line
                start += len(line)

    def _edits(self, after: str) -> dict[str, bytes]:
        """The line of each post's last edit, by the post's id."""
        return {_edited(line): line for _, line in self._lines(after) if line.startswith(_EDIT)}

    def _versions(self, post_id: str) -> list[tuple[int, bytes]]:
        """Every version of a post, the first one first; none where there is no such post."""
        if not post_id.isdecimal():
            return []
        with self.path.open("rb") as file:
            file.seek(int(post_id))
            first = file.readline()
        if not first.startswith(b'{"id":"%s",' % post_id.encode()):
            return []
        later = (
            (start, line) for start, line in self._lines(post_id) if line.startswith(_EDIT) and _edited(line) == post_id
        )
        return [(int(post_id), first), *later]

    def _last_version(self, start: int, line: bytes, edits: dict[str, bytes], after: str) -> Post:
        """The post whose first version is this line. What cannot be read may be an edit's work since we looked."""
        try:
            return self._post(start, edits.get(str(start), line))
        except StoreError:
            newer = self._edits(after)
            if newer.get(str(start)) == edits.get(str(start)):
                raise
            return self._post(start, newer[str(start)])

    def _post(self, start: int, line: bytes) -> Post:
        try:
            return _decoded(line)
        except (ValueError, KeyError, TypeError) as fault:
            message = f"{self.path.name} cannot be read at byte {start}: {fault}"
            raise StoreError(message, "Move the file away; a new one is begun.") from fault


def _encoded(post: Post, *, edit: bool = False, wiped: bool = False) -> bytes:
    """One line, in ASCII: a character that UTF-8 cannot carry survives as its escape."""
    record = {
        "edits" if edit else "id": post.id,
        "delivery_key": post.delivery_key,
        "channel": post.channel,
        "reply_to": post.reply_to,
        "posted_at": post.posted_at.isoformat(),
        "message": None if wiped else codec.dump(post.message),
    }
    return json.dumps(record, separators=(",", ":")).encode() + b"\n"


def _wiped(post: Post, line: bytes) -> bytes:
    """The line of an earlier version without its words, as long as it was."""
    bare = _encoded(post, edit=line.startswith(_EDIT), wiped=True)
    return bare.rstrip(b"\n").ljust(len(line) - 1) + b"\n"


def _edited(line: bytes) -> str:
    """The id of the post that an edit's line changes."""
    return line[len(_EDIT) : line.index(b'"', len(_EDIT))].decode()


def _decoded(line: bytes) -> Post:
    record = json.loads(line)
    return Post(
        id=record["edits"] if "edits" in record else record["id"],
        delivery_key=record["delivery_key"],
        channel=record["channel"],
        reply_to=record["reply_to"],
        posted_at=datetime.fromisoformat(record["posted_at"]),
        message=codec.load(record["message"]),
    )
