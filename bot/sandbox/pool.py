"""The pool: jobs in, outcomes out, and each worker process in the hands of a thread that ends it when it must.

`concurrent.futures.ProcessPoolExecutor` cannot end one worker: a document that hangs would take its neighbours along.
"""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from types import TracebackType

from bot.errors import ParseRejected, PresswatchError, SandboxBroken
from bot.feeds.limits import ParseLimits
from bot.model.entry import ParsedFeed
from bot.ports.parser import K, ParseJob
from bot.sandbox.child import CRASHED, TOO_MUCH_MEMORY
from bot.sandbox.process import WorkerProcess
from bot.sandbox.wire import Budget, Orders

_BATCH_BYTES = 256 * 1024  # small documents travel together …
_BATCH_JOBS = 16  # … but so few that a neighbour is never far behind
_WINDOW_JOBS = 64  # read ahead of the outcomes taken
_WINDOW_BYTES = 32 * 1024**2
_PERHAPS_INNOCENT = frozenset({CRASHED, TOO_MUCH_MEMORY})

Outcome = ParsedFeed | ParseRejected | PresswatchError


@dataclass(slots=True)
class _Call:
    """One call of `parse_many`: where its outcomes go, and whether anybody still waits for them."""

    outcomes: "SimpleQueue[tuple[int, Outcome]]" = field(default_factory=SimpleQueue)
    over: bool = False


@dataclass(frozen=True, slots=True)
class _Task:
    call: _Call
    number: int
    job: ParseJob

    def answer(self, outcome: Outcome) -> None:
        self.call.outcomes.put((self.number, outcome))


class SandboxPool:
    """The port `Parser` in processes of its own, started when first needed. A context manager."""

    def __init__(
        self,
        *,
        workers: int = 2,
        budget: Budget | None = None,
        limits: ParseLimits | None = None,
        function: str = "bot.sandbox.work:read",
    ) -> None:
        self._workers = workers
        self._orders = Orders(function=function, limits=limits or ParseLimits(), budget=budget or Budget())
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._keepers: list[_Keeper] = []
        self._lock = threading.Lock()
        self._closed = False

    def parse(self, job: ParseJob) -> ParsedFeed:
        """Parse one document; raises ParseRejected."""
        ((_, outcome),) = self.parse_many([(0, job)])
        if isinstance(outcome, ParseRejected):
            raise outcome
        return outcome

    def parse_many(self, jobs: Iterable[tuple[K, ParseJob]]) -> Iterator[tuple[K, ParsedFeed | ParseRejected]]:
        """Parse documents as they come, a bounded number ahead; see the port. Raises SandboxBroken."""
        self._start()
        call = _Call()
        waiting: dict[int, tuple[K, int]] = {}
        try:
            for number, (key, job) in enumerate(jobs):
                waiting[number] = key, len(job.body)
                self._submit(_Task(call, number, job))
                while not call.outcomes.empty() or _full(waiting):
                    yield _next(call, waiting)
            while waiting:
                yield _next(call, waiting)
        finally:
            call.over = True

    def close(self) -> None:
        """End all workers at once; jobs under way are lost to their callers, who get SandboxBroken."""
        with self._lock:
            self._closed = True
            keepers, self._keepers = self._keepers, []
        for keeper in keepers:
            keeper.stop()
        for _ in keepers:
            self._tasks.put(None)
        for keeper in keepers:
            keeper.thread.join()

    def __enter__(self) -> "SandboxPool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _submit(self, task: _Task) -> None:
        with self._lock:
            if self._closed:
                raise SandboxBroken("The parser pool is closed.", "Start a new one.")
            self._tasks.put(task)

    def _start(self) -> None:
        with self._lock:
            while not self._closed and len(self._keepers) < self._workers:
                self._keepers.append(_Keeper(self._tasks, self._orders, self._workers))


def _full(waiting: dict[int, tuple[K, int]]) -> bool:
    return len(waiting) >= _WINDOW_JOBS or sum(size for _, size in waiting.values()) >= _WINDOW_BYTES


def _next(call: _Call, waiting: dict[int, tuple[K, int]]) -> tuple[K, ParsedFeed | ParseRejected]:
    number, outcome = call.outcomes.get()
    key, _ = waiting.pop(number)
    if isinstance(outcome, PresswatchError) and not isinstance(outcome, ParseRejected):
        raise outcome
    return key, outcome


class _Keeper:
    """A thread that gives one worker process its work, and starts another when it has ended."""

    def __init__(self, tasks: "SimpleQueue[_Task | None]", orders: Orders, sharers: int) -> None:
        self._tasks = tasks
        self._orders = orders
        self._sharers = sharers
        self._process: WorkerProcess | None = None
        self._stopped = False
        self.thread = threading.Thread(target=self._run, name="presswatch-sandbox", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Take no more work, and end the process in the middle of what it does."""
        self._stopped = True
        process = self._process
        if process is not None:
            process.stop()

    def _run(self) -> None:
        while (first := self._tasks.get()) is not None:
            self._work_off(deque(self._batch(first)))
        if self._process is not None:
            self._process.end()

    def _batch(self, first: _Task) -> list[_Task]:
        """The first task and as many small ones as are fair to the other keepers."""
        batch, size = [first], len(first.job.body)
        fair = min(_BATCH_JOBS, self._tasks.qsize() // self._sharers + 1)
        while len(batch) < fair and size < _BATCH_BYTES:
            try:
                task = self._tasks.get_nowait()
            except Empty:
                break
            if task is None:
                self._tasks.put(None)
                break
            batch.append(task)
            size += len(task.job.body)
        return batch

    def _work_off(self, batch: "deque[_Task]") -> None:
        """Answer every task of the batch, with as many processes as it takes."""
        while batch := deque(task for task in batch if not task.call.over):
            try:
                self._try(batch)
            except PresswatchError as broken:
                for task in batch:
                    task.answer(broken)
                return

    def _try(self, batch: "deque[_Task]") -> None:
        """Answer tasks off the batch until it is empty or the process has ended.

        Who ends a process that has served others may be innocent (the memory may be theirs, the machine may be at
        fault): such a document is tried again as the first one of a fresh process.
        """
        if self._stopped:
            raise SandboxBroken("The parser pool was closed while it worked.", "Start a new one.")
        process = self._living_process()
        if self._stopped:  # since we looked: `stop` may have missed this process
            process.stop()
        for outcome in process.outcomes([task.job for task in batch]):
            doubtful = process.ended and process.served and _reason(outcome) in _PERHAPS_INNOCENT
            if not doubtful and not self._stopped:
                batch.popleft().answer(outcome)

    def _living_process(self) -> WorkerProcess:
        if self._process is None or self._process.ended:
            self._process = WorkerProcess(self._orders)
        return self._process


def _reason(outcome: ParsedFeed | ParseRejected) -> str:
    return outcome.reason if isinstance(outcome, ParseRejected) else ""
