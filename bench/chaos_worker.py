"""Workers for the chaos trial: real ones, each a process of its own, forked from one that has the program loaded.

A fork is what makes a thousand runs a matter of minutes: nothing is shared but code that was read before.
"""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.chat.slack.post import SlackPoster
from bot.cli import main as presswatch


@dataclass(frozen=True, kw_only=True)
class Order:
    """A worker to be started."""

    settings: str
    environment: dict[str, str]
    log: str
    blind: bool = False  # for once without the reconcile step: what is unclear is taken for lost


class Worker:
    """A worker that was started. It is known by a handle, which can never be another process's."""

    def __init__(self, number: int) -> None:
        self._handle = os.pidfd_open(number)

    def is_alive(self, patience: float = 0.0) -> bool:
        """Whether it still runs after so many seconds."""
        end = select.poll()
        end.register(self._handle, select.POLLIN)
        return not end.poll(patience * 1000)

    def kill(self) -> None:
        """Kill -9, and wait for its end."""
        if self.is_alive():
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            self.is_alive(30)

    def close(self) -> None:
        """Kill it, and let go of the handle."""
        self.kill()
        os.close(self._handle)


class Nursery:
    """The process that has the program loaded, and forks workers."""

    def __init__(self, module: str = "bot.chat.slack.entry") -> None:
        """`module` is what a worker will need beside."""
        self._lock = threading.Lock()
        words = f"import {module}; from bench.chaos_worker import fork_workers; fork_workers()"
        command = [sys.executable, "-c", words]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start(self, order: Order) -> Worker:
        """Fork a worker."""
        assert self._process.stdin
        assert self._process.stdout
        with self._lock:
            print(json.dumps(asdict(order)), file=self._process.stdin, flush=True)
            return Worker(int(self._process.stdout.readline()))

    def close(self) -> None:
        """End the nursery; its workers have ended before."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.wait(10)


def fork_workers() -> None:
    """Read orders and fork a worker for each, telling its number, until standard input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the workers here: the system buries them
    lifeline, ours = os.pipe()  # it ends when this process does, however it does
    for line in sys.stdin:
        order = Order(**json.loads(line))
        number = os.fork()
        if not number:
            os.close(ours)
            _work(order, lifeline)
        print(number, flush=True)


def _work(order: Order, lifeline: int) -> None:
    """Be a worker, and nothing else, until the end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(order.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for here, there in ((lifeline, 0), (log, 1), (log, 2)):
        os.dup2(here, there)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115  # the nursery has begun to read its own
    os.chdir(Path(order.settings).parent)
    os.environ.update(order.environment)
    sys.argv = ["presswatch", "--settings", order.settings, "worker", "--until-eof"]
    if order.blind:
        SlackPoster.find = lambda *_args, **_named: None  # type: ignore[method-assign]
    try:
        presswatch()
    finally:
        os._exit(1)
