"""What the chaos trial finds out in one run."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Verdict:
    """What was wrong in one run."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)  # what the run went through

    @property
    def faults(self) -> list[str]:
        return [*self.lost, *self.twice, *self.other]
