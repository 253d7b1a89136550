"""What goes wrong on Slack: on the way to a method that writes, and to one that reads."""

import random
from collections.abc import Sequence

from bench.faults import Fault, Faults

WRITING = (
    Fault.DROP_BEFORE,
    Fault.DROP_AFTER,
    Fault.RESET_AFTER,
    Fault.TORN,
    Fault.DELAY,
    Fault.SLOW,
    Fault.LATE,
    Fault.TOO_MANY,
    Fault.BROKEN_BEFORE,
    Fault.BROKEN_AFTER,
    Fault.UNAVAILABLE,
    Fault.FATAL,
    Fault.GARBLED,
    Fault.BLOCKS,
    Fault.KILL_BEFORE,
    Fault.KILL_AFTER,
)
READING = (
    Fault.DROP_BEFORE,
    Fault.TORN,
    Fault.DELAY,
    Fault.SLOW,
    Fault.TOO_MANY,
    Fault.BROKEN_BEFORE,
    Fault.KILL_AFTER,
)
_READS = ("auth.", "conversations.")


def slack_faults(chance: random.Random, *, rate: float = 0.0) -> Faults:
    """Faults to come on Slack."""
    return Faults(chance, _kinds, rate)


def _kinds(method: str) -> Sequence[Fault]:
    return READING if method.startswith(_READS) else WRITING
