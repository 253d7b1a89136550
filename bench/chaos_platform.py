"""What the chaos trial needs of a platform: its stand-in for one run, and a judge of what it holds in the end."""

import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from bench.chaos_verdict import Verdict
from bench.faults import Fault, Faults
from bench.kill_press import Press
from bot.app import App
from bot.ports.store import Session

ALERTS, DIGESTS = 1, 2  # the channels, as our store knows them
POST_TIMEOUT = 0.5  # seconds


@dataclass(frozen=True, kw_only=True)
class Case:
    """One run at its end."""

    app: App
    press: Press
    base: str  # where the press was
    quiet: bool  # whether all became quiet


class Stage(Protocol):
    """The stand-in of one run."""

    @property
    def environment(self) -> Mapping[str, str]:
        """How a worker finds it."""

    def attach(self, app: App) -> None:
        """Let the run's database know of it."""

    def outage(self, code: str) -> None:
        """Refuse everything so; "" ends it."""

    def judge(self, case: Case) -> Verdict:
        """What is wrong."""


@dataclass(frozen=True, kw_only=True, eq=False)  # one of each: a plan can be a key
class Platform:
    """A platform on which the trial runs."""

    name: str
    module: str  # what a worker is to have loaded
    settings: str  # of presswatch.toml
    channels: Mapping[int, str]  # their keys
    workspace: str
    writes: str  # the method by which messages are posted
    kinds: Sequence[Fault]
    outages: Sequence[str]
    policies: Sequence[str]  # what `deliver.when_unclear` may be; the first one only is the trial's usual
    faults: Callable[[random.Random, float], Faults]
    stage: Callable[[Faults, Callable[[], None]], AbstractContextManager[Stage]]
    is_quiet: Callable[[Session], bool]  # nothing is left that may yet go
