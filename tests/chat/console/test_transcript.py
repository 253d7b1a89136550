"""The transcript keeps what was posted, whatever kills the process that posts."""

import errno
import fcntl
import os
import random
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.console.post import ConsolePoster
from bot.chat.console.transcript import Post, Transcript
from bot.errors import StoreError
from bot.model.channel import Channel
from bot.model.delivery import OutcomeKind
from bot.model.message import Header, Message

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
GENERAL = Channel(id=1, workspace_id=1, platform="console", key="general", name="general")


@pytest.fixture
def transcript(tmp_path: Path) -> Transcript:
    return Transcript(tmp_path / "data" / "transcript.jsonl")


def add(transcript: Transcript, text: str, *, reply_to: str = "") -> Post:
    message = Message(fallback=text, blocks=(Header(text),))
    return transcript.append(
        delivery_key=f"digest:{text}:0", channel="general", reply_to=reply_to, posted_at=NOON, message=message
    )


def texts(transcript: Transcript, after: str = "") -> list[str]:
    return [post.message.fallback for post in transcript.read(after)]


def test_posts_come_back_in_order_and_exactly(transcript: Transcript) -> None:
    parent = add(transcript, "one")
    reply = add(transcript, "two · zwei\n", reply_to=parent.id)
    assert list(transcript.read()) == [parent, reply]
    assert list(transcript.read(after=parent.id)) == [reply]


def test_an_absent_transcript_is_an_empty_one(transcript: Transcript) -> None:
    assert texts(transcript) == []
    assert transcript.last() == ""
    assert transcript.find(channel="general", delivery_key="digest:one:0", since=NOON) is None


def test_last_is_the_newest_whole_post(transcript: Transcript) -> None:
    add(transcript, "one")
    newest = add(transcript, "x" * 200_000)
    assert transcript.last() == newest.id


@pytest.mark.parametrize("kept", [1, 40, -1])
def test_a_torn_last_line_is_not_posted_and_is_cut(transcript: Transcript, kept: int) -> None:
    first, torn = add(transcript, "one"), add(transcript, "two")
    whole = transcript.path.read_bytes()
    os.truncate(transcript.path, int(torn.id) + kept if kept > 0 else len(whole) + kept)
    assert texts(transcript) == ["one"]
    assert transcript.last() == first.id
    assert transcript.find(channel="general", delivery_key=torn.delivery_key, since=NOON) is None
    assert add(transcript, "three").id == torn.id
    assert texts(transcript) == ["one", "three"]


def test_a_damaged_line_is_named(transcript: Transcript) -> None:
    add(transcript, "one")
    with transcript.path.open("ab") as file:
        file.write(b"{}\n")
    with pytest.raises(StoreError, match="byte"):
        list(transcript.read())


def test_a_file_that_cannot_be_read_is_an_error_of_ours(transcript: Transcript) -> None:
    transcript.path.mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be read"):
        list(transcript.read())


def test_a_full_disk_leaves_nothing_behind(transcript: Transcript, monkeypatch: pytest.MonkeyPatch) -> None:
    add(transcript, "one")
    before = transcript.path.read_bytes()
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:20]))
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        add(transcript, "two")
    assert transcript.path.read_bytes() == before


def test_a_fault_of_the_disk_is_an_unclear_outcome(transcript: Transcript, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", broken)
    poster = ConsolePoster(transcript, lambda: NOON)
    outcome = poster.post(GENERAL, Message(fallback="one"), delivery_key="alert:1:2", reply_to="")
    assert outcome.kind is OutcomeKind.UNCLEAR
    assert os.strerror(errno.EIO) in outcome.reason


def test_many_writers_take_turns(transcript: Transcript) -> None:
    def write(writer: int) -> None:
        for i in range(20):
            add(transcript, f"{writer}-{i}")

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(texts(transcript)) == sorted(f"{writer}-{i}" for writer in range(4) for i in range(20))


def test_a_post_is_written_under_the_lock(transcript: Transcript, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write

    def locked(descriptor: int, data: bytes) -> int:
        with transcript.path.open("rb") as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", locked)
    add(transcript, "one")
    monkeypatch.undo()
    assert texts(transcript) == ["one"]


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from bot.chat.console.transcript import Transcript
from bot.model.message import Message
transcript = Transcript(Path(sys.argv[1]))
for i in range(1_000_000):
    transcript.append(delivery_key=f"digest:{i}:0", channel="general", reply_to="",
                      posted_at=datetime(2026, 3, 2, 12, tzinfo=UTC), message=Message(fallback="x" * 20_000))
    print(i, flush=True)
"""


def test_a_killed_writer_loses_nothing_it_reported(transcript: Transcript) -> None:
    chance = random.Random(7)
    reported: set[str] = set()
    for _ in range(3):
        reported |= killed_after(transcript.path, chance.randrange(1, 40))
        add(transcript, "after the kill")
    posts = list(transcript.read())
    assert reported <= {post.delivery_key for post in posts}
    assert [post.message.fallback for post in posts].count("after the kill") == 3


def killed_after(path: Path, lines: int) -> set[str]:
    """Run the writer until it has reported some posts, kill it, and return the keys it reported."""
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        keys = {f"digest:{writer.stdout.readline().strip()}:0" for _ in range(lines)}
        writer.send_signal(signal.SIGKILL)
    return keys


def test_find_knows_channel_key_and_time(transcript: Transcript) -> None:
    post = add(transcript, "one")
    key = post.delivery_key
    assert transcript.find(channel="general", delivery_key=key, since=NOON) == post.id
    assert transcript.find(channel="random", delivery_key=key, since=NOON) is None
    assert transcript.find(channel="general", delivery_key="digest:on", since=NOON) is None
    assert transcript.find(channel="general", delivery_key=key, since=NOON + timedelta(seconds=1)) is None
