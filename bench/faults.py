"""What can go wrong between a poster and its platform, and a plan of when it does."""

import random
import threading
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """What becomes of one call. "Accepted" means that it was done, whatever the caller hears of it."""

    DROP_BEFORE = "drop before"  # hung up on; not accepted
    DROP_AFTER = "drop after"  # accepted, then hung up on
    RESET_AFTER = "reset after"  # accepted, then the connection is reset
    TORN = "torn"  # accepted, and the answer breaks off in its middle
    DELAY = "delay"  # accepted, and answered a little later
    SLOW = "slow"  # accepted, and answered when the caller has given up
    LATE = "late"  # accepted only when the caller has given up
    TOO_MANY = "429"  # not accepted: too many
    BROKEN_BEFORE = "500 before"  # not accepted, HTTP 500
    BROKEN_AFTER = "500 after"  # accepted, HTTP 500
    UNAVAILABLE = "503"  # not accepted, HTTP 503 with a page of a proxy
    GARBLED = "garbled"  # accepted, and the answer is a page
    KILL_BEFORE = "kill before"  # the caller is killed as its call arrives; not accepted
    KILL_AFTER = "kill after"  # accepted, then the caller is killed before it hears
    # Slack's alone.
    FATAL = "fatal_error"  # accepted, HTTP 200 that says it went wrong
    BLOCKS = "invalid_blocks"  # not accepted: these blocks are not known there yet
    # Teams' alone.
    AT_ODDS = "412"  # not accepted: something else was written at the same time
    TOO_LARGE = "413"  # not accepted: it is too large, once for each message
    BAD_GATEWAY = "502"  # not accepted, HTTP 502
    GATEWAY_LATE = "504"  # accepted, HTTP 504
    NAMELESS = "nameless"  # accepted, and the answer names no message


@dataclass
class Faults:
    """Faults to come: those that were asked for, in their order, then by chance while `rate` is over 0."""

    chance: random.Random
    kinds: Callable[[str], Sequence[Fault]]  # those that may befall a method
    rate: float = 0.0
    asked: dict[str, deque[Fault]] = field(default_factory=dict)
    seen: Counter[Fault] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, method: str, *faults: Fault) -> None:
        """The next calls of this method go wrong so, one after the other."""
        with self._lock:
            self.asked.setdefault(method, deque()).extend(faults)

    def draw(self, method: str) -> Fault | None:
        """What becomes of this call."""
        with self._lock:
            waiting = self.asked.get(method)
            fault = waiting.popleft() if waiting else self._by_chance(method)
            if fault:
                self.seen[fault] += 1
            return fault

    def _by_chance(self, method: str) -> Fault | None:
        if self.chance.random() >= self.rate:
            return None
        return self.chance.choice(self.kinds(method))
