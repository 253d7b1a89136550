"""Who may do what with a database file: users share it, upgrades and restores take turns, a restore wants it alone.

Two files beside the database are locked with flock, which the system gives up by itself when a process ends:
`.lock` is the turn to open, upgrade or replace; `.use` is shared by everyone who has the database open.
"""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO

from bot.errors import StoreBusy, StoreError

log = logging.getLogger(__name__)
_A_MOMENT = 3.0  # seconds


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Hold the turn; it is waited for. StoreError where the database's folder cannot be made or written."""
    with _lock_file(path, "lock") as file:
        if not _taken(file, fcntl.LOCK_EX):
            with _patience(path):
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _patience(path: Path) -> Iterator[None]:
    """Say that we wait, once it takes long: those who start together take turns in a moment."""
    said = "%s is being opened, upgraded or restored by another process; waiting"
    late = Timer(_A_MOMENT, log.warning, (said, path))
    late.daemon = True
    late.start()
    try:
        yield
    finally:
        late.cancel()


@contextmanager
def shared(path: Path) -> Iterator[None]:
    """Count as a user of the database until the block ends. StoreBusy while somebody has it alone."""
    with _lock_file(path, "use") as file:
        if not _taken(file, fcntl.LOCK_SH):
            raise StoreBusy(f"{path} is being upgraded or restored.", "Try again when that has ended.")
        yield


@contextmanager
def alone(path: Path, *, purpose: str) -> Iterator[None]:
    """Nobody else has the database open until the block ends, or StoreBusy, which names who has.

    Only within a turn: whoever comes meanwhile waits for that.
    """
    with _lock_file(path, "use") as file:
        if not _taken(file, fcntl.LOCK_EX):
            raise StoreBusy(f"{path} is in use, so {purpose}.", _stop_them(_holders(file)))
        yield


def running(path: Path, *commands: str) -> list[str]:
    """Other processes of these commands that have the database open, as a person knows them; none where the system
    does not tell."""
    if not path.with_name(f"{path.name}.use").exists():
        return []
    with _lock_file(path, "use") as file:
        return [said for said in _holders(file) if any(f" {command}`" in said for command in commands)]


@contextmanager
def _lock_file(path: Path, suffix: str) -> Iterator[IO[str]]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.with_name(f"{path.name}.{suffix}").open("w")
    except OSError as error:
        raise StoreError(
            f"{path.parent} cannot be used: {error.strerror}.", "Set `data` to a folder of yours."
        ) from error
    with file:
        yield file


def _taken(file: IO[str], kind: int) -> bool:
    """Try to lock without waiting."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stop_them(holders: list[str]) -> str:
    known = " and ".join(holders) or "`presswatch run`, `worker`, `web` and `chat`"
    return f"Stop {known}, then try again."


def _holders(file: IO[str]) -> list[str]:
    """The commands that hold a lock on this file, where the system tells: Linux lists all locks in /proc."""
    inode = os.fstat(file.fileno()).st_ino
    try:
        locks = [line.split() for line in Path("/proc/locks").read_text("ascii").splitlines()]
    except OSError:
        return []
    # Such as "1: FLOCK ADVISORY READ 812 08:01:131 0 EOF"; who only waits has "->" before FLOCK. While others take and
    # release locks, a line may be read more than once.
    pids = {int(words[4]) for words in locks if words[1] == "FLOCK" and words[5].rpartition(":")[2] == str(inode)}
    return [_command(pid) for pid in sorted(pids) if pid != os.getpid()]


def _command(pid: int) -> str:
    """A process as a person knows it: "`presswatch worker` (process 812)"."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        words = []
    ours = next((place for place, word in enumerate(words) if word == "bot" or word.endswith("presswatch")), None)
    said = " ".join(word for word in words[ours + 1 :] if word and word != "--until-eof") if ours is not None else ""
    return f"`presswatch {said}` (process {pid})" if said else f"process {pid}"
