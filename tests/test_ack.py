"""The ack bench: what it sends is heard over both transports, and its verdict is on the slowest."""

import argparse
import asyncio
from pathlib import Path

import pytest

from bench.ack import Acks, trial
from bench.ingest import served


@pytest.mark.parametrize("transport", ["http", "socket"])
def test_every_command_and_press_is_acknowledged(transport: str, tmp_path: Path) -> None:
    asked = argparse.Namespace(feeds=3, entries=4, words=30, seed=1, rate=50.0, rest=0.0)
    with served(asked) as feeds:
        done = asyncio.run(trial(tmp_path, asked, transport=transport, feeds=feeds, patience=60))
    assert [(acks.missed, len(acks.took) >= 10) for acks in (done.at_rest, done.busy)] == [(0, True)] * 2
    assert "while 12 articles came in" in done.report(0.2)


def test_one_slow_ack_of_a_hundred_is_borne_and_two_are_not() -> None:
    one, two = Acks(took=[0.01] * 99 + [0.9]), Acks(took=[0.01] * 98 + [0.9, 0.9])
    assert (one.passes(0.2), one.verdict(0.2)) == (True, "p99 ≤ 200 ms")
    assert (two.passes(0.2), two.verdict(0.2)) == (False, "p99 is 700 ms over 200 ms")


def test_an_ack_that_never_comes_fails_all() -> None:
    assert not Acks(took=[0.01] * 100, missed=1).passes(0.2)
    assert not Acks().passes(0.2)
