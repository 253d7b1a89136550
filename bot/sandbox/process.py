"""One worker process, as the pool sees it. Unix only: it counts on RLIMIT_AS, process groups and passed descriptors.

A plain subprocess rather than multiprocessing.Process: that one imports the parent's main module into every worker,
and hands it the parent's environment, where the tokens are.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pickle import UnpicklingError

from bot.errors import ParseRejected, SandboxBroken
from bot.model.entry import ParsedFeed
from bot.ports.parser import ParseJob
from bot.sandbox.child import CRASHED, READY, TOO_MUCH_MEMORY
from bot.sandbox.wire import Orders, unpack

TOO_SLOW = "too-slow"
_FATAL = frozenset({CRASHED, TOO_MUCH_MEMORY})
_START_SECONDS = 60.0  # on a busy machine
_LAST_BREATH = 2.0
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ")


class WorkerProcess:
    """A process and the pipe to it. Belongs to one thread, but for `stop`."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._pipe, theirs = Pipe()
        with theirs:
            self._process = _started(theirs)
        self._greeted = False
        self.served = 0  # documents answered so far
        self.ended = False

    def outcomes(self, jobs: Sequence[ParseJob]) -> Iterator[ParsedFeed | ParseRejected]:
        """The jobs' outcomes in order. After one that ended the process there are no more; `ended` says so."""
        if not self._greeted:
            self._greet()
        try:
            self._pipe.send(list(jobs))
        except OSError:
            yield self._lost()
            return
        for _ in jobs:
            outcome = self._answer()
            yield outcome
            if self.ended:
                return
            self.served += 1

    def end(self) -> None:
        """End the process at once, whatever it does."""
        self.ended = True
        self._process.kill()
        self._process.wait()
        self._pipe.close()

    def stop(self) -> None:
        """Kill the process from another thread; its own thread finds it ended."""
        self._process.kill()

    def _greet(self) -> None:
        self._greeted = True
        try:
            self._pipe.send(self._orders)
            ready = self._pipe.poll(_START_SECONDS) and self._pipe.recv_bytes() == READY
        except (EOFError, OSError):
            ready = False
        if not ready:
            self._lost()
            raise SandboxBroken("A parser process does not start.", "Run `presswatch doctor`; see the lines above.")

    def _answer(self) -> ParsedFeed | ParseRejected:
        seconds = self._orders.budget.seconds
        try:
            if not self._pipe.poll(seconds):
                self.end()
                return ParseRejected(TOO_SLOW, f"Parsing took more than {seconds:g} seconds.")
            outcome = unpack(self._pipe.recv_bytes())
        except (EOFError, OSError, UnpicklingError):
            return self._lost()
        if isinstance(outcome, ParseRejected) and outcome.reason in _FATAL:
            self.end()
        return outcome

    def _lost(self) -> ParseRejected:
        """The process is gone without a word; a moment later it can be asked how it ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_LAST_BREATH)
        self.end()
        return ParseRejected(CRASHED, f"The parser crashed on this document (exit status {self._process.returncode}).")


def _started(pipe: Connection) -> "subprocess.Popen[bytes]":
    """A fresh interpreter with this one's import path and nothing else of ours, in its own process group."""
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
    try:
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "bot.sandbox.child", str(pipe.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[pipe.fileno()],
            env=environment,
            process_group=0,
        )
    except OSError as error:  # no memory or no room for another process
        raise SandboxBroken(
            f"A parser process cannot be started: {error}.", "See what else the machine runs."
        ) from error
