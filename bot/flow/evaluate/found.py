"""What was found against what is labelled: the counts and shares that the evaluations have in common."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How much was found rightly, wrongly, and not."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """How much of what was found is right; 1 when nothing was."""
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """How much of what is labelled was found; 1 when nothing is."""
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return share(2 * self.right, 2 * self.right + self.wrong + self.missed)


def share(part: int, whole: int) -> float:
    """A part of a whole; of nothing, all."""
    return part / whole if whole else 1.0
