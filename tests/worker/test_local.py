"""The local worker only ticks: again and again, past faults, and stops when it is told."""

import threading
from datetime import timedelta

from bot.worker.local import Tick, run_worker


def test_it_ticks_until_it_is_told_to_stop_and_survives_faults() -> None:
    stop, done, faults = threading.Event(), [0], [0]

    def work() -> None:
        done[0] += 1
        if done[0] == 3:
            stop.set()

    def fail() -> None:
        faults[0] += 1
        raise RuntimeError("unforeseen")

    every = timedelta(milliseconds=20)
    run_worker([Tick(name="work", every=every, act=work), Tick(name="fail", every=every, act=fail)], stop)
    assert done[0] >= 3
    assert faults[0] >= 1


def test_what_has_begun_is_finished_before_it_returns() -> None:
    stop, begun, finished = threading.Event(), threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        stop.wait()
        finished.set()

    def stopper() -> None:
        begun.wait()
        stop.set()

    threading.Thread(target=stopper).start()
    run_worker([Tick(name="slow", every=timedelta(hours=1), act=slow)], stop)
    assert finished.is_set()
