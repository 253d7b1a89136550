"""What goes wrong on Teams."""

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
    Fault.GARBLED,
    Fault.AT_ODDS,
    Fault.TOO_LARGE,
    Fault.BAD_GATEWAY,
    Fault.GATEWAY_LATE,
    Fault.NAMELESS,
    Fault.KILL_BEFORE,
    Fault.KILL_AFTER,
)
# A token that does not come is nobody's loss; these are enough to show it.
TOKEN = (Fault.DROP_BEFORE, Fault.TORN, Fault.DELAY, Fault.SLOW, Fault.TOO_MANY, Fault.BROKEN_BEFORE, Fault.KILL_AFTER)


def teams_faults(chance: random.Random, *, rate: float = 0.0) -> Faults:
    """Faults to come on Teams: of `post`, `edit` and `open`, and of `token`."""
    return Faults(chance, _kinds, rate)


def _kinds(method: str) -> Sequence[Fault]:
    return TOKEN if method == "token" else WRITING
