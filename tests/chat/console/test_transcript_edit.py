"""An edit takes the place of a post, and its earlier words leave the file, whatever kills the process that edits."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
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
    return Transcript(tmp_path / "transcript.jsonl")


def said(text: str) -> Message:
    return Message(fallback=text, blocks=(Header(text),))


def add(transcript: Transcript, text: str, *, reply_to: str = "") -> Post:
    return transcript.append(
        delivery_key=f"alert:1:{text}", channel="general", reply_to=reply_to, posted_at=NOON, message=said(text)
    )


def edit(transcript: Transcript, post: Post, text: str) -> Post | None:
    return transcript.edit(post.id, channel="general", message=said(text))


def texts(transcript: Transcript, after: str = "") -> list[str]:
    return [post.message.fallback for post in transcript.read(after)]


def test_the_last_version_stands_in_the_place_of_the_first(transcript: Transcript) -> None:
    parent = add(transcript, "parent")
    first, second = add(transcript, "secret words", reply_to=parent.id), add(transcript, "second")
    edit(transcript, first, "a longer text than the words that stood there before it")
    edit(transcript, first, "final")
    posts = list(transcript.read())
    assert [post.message.fallback for post in posts] == ["parent", "final", "second"]
    assert [post.id for post in posts] == [parent.id, first.id, second.id]
    assert (posts[1].reply_to, posts[1].posted_at, posts[1].delivery_key) == (parent.id, NOON, first.delivery_key)


def test_the_earlier_words_are_gone_from_the_file_and_nothing_has_moved(transcript: Transcript) -> None:
    first, second = add(transcript, "secret words"), add(transcript, "second")
    edit(transcript, first, "another secret")
    edit(transcript, first, "final")
    whole = transcript.path.read_bytes()
    assert b"secret w" not in whole.replace(first.delivery_key.encode(), b"")
    assert b"another secret" not in whole
    assert whole[int(second.id) :].startswith(b'{"id":"%s"' % second.id.encode())


def test_an_edit_is_no_news_to_whoever_has_seen_the_post(transcript: Transcript) -> None:
    first = add(transcript, "first")
    edit(transcript, first, "edited")
    assert texts(transcript, after=first.id) == []
    seen = transcript.last()
    late = add(transcript, "late")
    assert texts(transcript, after=seen) == ["late"]
    edit(transcript, late, "late, edited")
    assert texts(transcript, after=seen) == ["late, edited"]


def test_twice_is_once(transcript: Transcript) -> None:
    first = add(transcript, "first")
    edit(transcript, first, "edited")
    once = transcript.path.read_bytes()
    edit(transcript, first, "edited")
    assert transcript.path.read_bytes() == once


def test_what_was_not_posted_here_cannot_be_edited(transcript: Transcript) -> None:
    first = add(transcript, "first")
    add(transcript, "second")
    assert transcript.edit(first.id, channel="random", message=said("x")) is None
    for unknown in ("", "7", "99999", "-1", "first"):
        assert transcript.edit(unknown, channel="general", message=said("x")) is None
    edited = edit(transcript, first, "edited")
    assert edited is not None
    assert transcript.edit(transcript.last(), channel="general", message=said("x")) is None  # an edit is no post


@pytest.mark.parametrize("kept", [1, 30, 90, 150, 200, -1])
def test_a_kill_while_words_are_wiped_leaves_the_new_version(
    transcript: Transcript, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    first, second = add(transcript, "secret words " * 9), add(transcript, "second")
    write = os.pwrite

    def torn(descriptor: int, data: bytes, offset: int) -> int:
        write(descriptor, data[:kept], offset)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "pwrite", torn)
    with pytest.raises(KeyboardInterrupt):
        edit(transcript, first, "edited")
    monkeypatch.undo()
    assert texts(transcript) == ["edited", "second"]
    assert transcript.find(channel="general", delivery_key=first.delivery_key, since=NOON) == first.id
    edit(transcript, first, "edited")
    assert b"secret words secret" not in transcript.path.read_bytes().replace(first.delivery_key.encode(), b"")
    assert texts(transcript) == ["edited", "second"]
    assert [post.id for post in transcript.read()] == [first.id, second.id]


def test_a_torn_edit_has_not_happened(transcript: Transcript) -> None:
    first = add(transcript, "first")
    before = transcript.path.read_bytes()
    edit(transcript, first, "edited")
    after = transcript.path.read_bytes()
    transcript.path.write_bytes(before + after[len(before) : -5])
    assert texts(transcript) == ["first"]
    edit(transcript, first, "edited at last")
    assert texts(transcript) == ["edited at last"]


def test_a_reader_that_meets_an_edit_on_its_way_reads_the_new_version(transcript: Transcript) -> None:
    first, _, third = add(transcript, "first"), add(transcript, "x" * 100_000), add(transcript, "third")
    reader = transcript.read()
    assert next(reader).id == first.id
    edit(transcript, third, "third, edited")  # what is ahead of the reader's buffer
    assert [post.message.fallback for post in reader][1:] == ["third, edited"]


def test_a_damaged_line_is_still_named(transcript: Transcript) -> None:
    first = add(transcript, "first")
    edit(transcript, first, "edited")
    with transcript.path.open("ab") as file:
        file.write(b"{}\n")
    with pytest.raises(StoreError, match="byte"):
        list(transcript.read())


def test_a_fault_of_the_disk_is_unclear(transcript: Transcript, monkeypatch: pytest.MonkeyPatch) -> None:
    post = add(transcript, "one")

    def broken(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    outcome = ConsolePoster(transcript, lambda: NOON).edit(GENERAL, said("two"), platform_id=post.id)
    assert outcome.kind is OutcomeKind.UNCLEAR
    assert "Input/output error" in outcome.reason


EDITOR = """
import sys
from pathlib import Path
from bot.chat.console.transcript import Transcript
from bot.model.message import Message
transcript = Transcript(Path(sys.argv[1]))
for i in range(1_000_000):
    transcript.edit(sys.argv[2], channel="general", message=Message(fallback=f"{i} " + "x" * 50_000))
    print(i, flush=True)
"""


def test_a_killed_editor_leaves_a_whole_version(transcript: Transcript) -> None:
    first, second = add(transcript, "y" * 50_000), add(transcript, "second")
    for lines in (1, 4, 9):
        arguments = [sys.executable, "-c", EDITOR, str(transcript.path), first.id]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as editor:
            assert editor.stdout is not None
            reported = [int(editor.stdout.readline()) for _ in range(lines)][-1]
            editor.send_signal(signal.SIGKILL)
        posts = list(transcript.read())
        assert [post.id for post in posts] == [first.id, second.id]
        assert int(posts[0].message.fallback.split()[0]) >= reported
    edit(transcript, first, "final")
    assert texts(transcript) == ["final", "second"]
    assert b"xxxx" not in transcript.path.read_bytes()
