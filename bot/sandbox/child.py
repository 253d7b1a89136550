"""The life of a worker process: take jobs from the pipe, answer each, until the pipe closes.

It runs apart from the rest of the program (`python -m bot.sandbox.child DESCRIPTOR`). What ends it is answered first
where that is possible; what cannot be answered (a crash in C, a kill) the pool sees by the closed pipe.
"""

import gc
import resource
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from types import TracebackType

from bot.errors import ParseRejected
from bot.feeds.limits import ParseLimits
from bot.model.entry import ParsedFeed
from bot.ports.parser import ParseJob
from bot.sandbox.wire import Budget, Orders, pack

READY = b"ready"
TOO_MUCH_MEMORY, CRASHED = "too-much-memory", "parser-crashed"

Read = Callable[[ParseJob, ParseLimits], ParsedFeed | ParseRejected]


def main(descriptor: int) -> None:
    """Serve the pipe until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the pool, which ends its workers itself
    pipe = Connection(descriptor)  # closed by the end of the process only, so that an exception can still be told
    orders: Orders = pipe.recv()
    read = _function(orders.function)
    _confine(orders.budget)
    sys.excepthook = _Farewell(pipe)
    gc.freeze()
    pipe.send_bytes(READY)
    try:
        _serve(pipe, read, orders)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the pool is gone, and so are we


def _serve(pipe: Connection, read: Read, orders: Orders) -> None:
    while True:
        batch: list[ParseJob] = pipe.recv()
        for job in batch:
            # The kernel ends a worker that hangs even in C, and even when the pool is dead and cannot.
            signal.setitimer(signal.ITIMER_REAL, orders.budget.seconds * 2)
            outcome = read(job, orders.limits)
            signal.setitimer(signal.ITIMER_REAL, 0)
            pipe.send_bytes(pack(outcome))


def _function(path: str) -> Read:
    module, _, name = path.partition(":")
    function: Read = getattr(import_module(module), name)
    return function


def _confine(budget: Budget) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (budget.memory, budget.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _Farewell:
    """The last words of a worker that ends by an exception nobody expected."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def __call__(self, kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        if issubclass(kind, MemoryError):
            last = ParseRejected(TOO_MUCH_MEMORY, "Parsing took more memory than a document may have.")
        else:
            last = ParseRejected(CRASHED, f"The parser failed on this document: {kind.__name__}: {str(error)[:200]}")
        self._pipe.send_bytes(pack(last))


if __name__ == "__main__":
    main(int(sys.argv[1]))
