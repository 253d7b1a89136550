"""Real processes of Presswatch beside a bench or a test: started, waited for, asked to stop."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
_GRACE = 15  # seconds to stop in
_STEP = 0.05  # seconds between two looks


def free_port() -> int:
    """A loopback port that nothing uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def answers(port: int) -> bool:
    """Whether something listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
    """Wait until it is so. Raises TimeoutError, which says what was awaited."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {seconds:.0f} s")
        time.sleep(_STEP)


@contextmanager
def presswatch(command: str, settings: Path, **variables: str) -> Iterator[Path]:
    """`presswatch COMMAND` with these settings, for as long as the block lasts; yields its log, beside the settings."""
    words = [sys.executable, "-m", "bot", "--settings", str(settings), command]
    log = settings.with_name(f"{command}.log")
    with process(words, log, **variables):
        yield log


@contextmanager
def process(words: Sequence[str], log: Path, **variables: str) -> Iterator[None]:
    """A program for as long as the block lasts. RuntimeError with its last words where it ended before."""
    around = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    with log.open("wb") as said:  # beside its log, and not here: a `.env` of this checkout is for real workspaces
        running = subprocess.Popen(words, cwd=log.parent, stdout=said, stderr=said, env=around)
    try:
        yield
    finally:
        ended = running.poll() is not None
        _end(running)
        if ended:
            raise RuntimeError(f"{words[-1]} ended by itself:\n{log.read_text('utf-8', 'replace')[-3000:]}")


def _end(running: subprocess.Popen[bytes]) -> None:
    running.terminate()
    try:
        running.wait(_GRACE)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
