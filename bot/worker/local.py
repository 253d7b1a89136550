"""The local worker: ticks, and nothing else. What is due is a column in the store, so a restart loses nothing."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot.flow.border import guarded

log = logging.getLogger(__name__)
_HEARTBEAT = 0.5  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Something done again and again: never twice at a time, and never made up for."""

    name: str
    every: timedelta
    act: Callable[[], object]


def run_worker(ticks: Sequence[Tick], stop: threading.Event, interrupt: Callable[[], None] = lambda: None) -> None:
    """Tick until `stop` is set, then `interrupt` what only waits, and await what has been begun.

    Every `act` must watch `stop` itself.
    """
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(max(len(ticks), 1))},
        job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
    )
    # A poll that outlasts its tick is normal here; the scheduler would warn of each tick it skips.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    for tick in ticks:
        scheduler.add_job(
            guarded,
            "interval",
            args=(tick.name, tick.act),
            seconds=tick.every.total_seconds(),
            next_run_time=datetime.now(UTC),
            name=tick.name,
        )
    scheduler.start()
    try:
        # The system may hand a signal to any thread; its handler runs in this one, but only when this one wakes.
        while not stop.wait(_HEARTBEAT):
            pass
    finally:
        stop.set()
        log.info("stopping: finishing what has begun")
        interrupt()
        scheduler.shutdown(wait=True)
        log.info("stopped")
