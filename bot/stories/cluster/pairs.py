"""Two reports, taken by themselves: are they the same event? Decided as the index decides on a story of one."""

from dataclasses import dataclass

from bot.stories.cluster.fit import fits, probability
from bot.stories.cluster.frequencies import WordFrequencies
from bot.stories.cluster.report import Report
from bot.stories.cluster.telling import Telling
from bot.stories.cluster.vector import read_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether two reports tell one event, and how surely (0 to 1; half or more is yes)."""

    same: bool
    score: float


def same_event(one: Report, other: Report, frequencies: WordFrequencies) -> Judgement:
    """Whether the later of two reports would join a story that the earlier one tells alone."""
    earlier, later = sorted((one, other), key=lambda report: report.when)
    told = read_report(earlier, frequencies).vector
    telling = Telling(0)
    telling.add(told)
    found = fits(read_report(later, frequencies).vector, [(told, telling)])
    if not found:  # further apart than the window
        return Judgement(same=False, score=0.0)
    return Judgement(same=found[0].score >= 0, score=probability(found[0].score))


def learn(report: Report, frequencies: WordFrequencies) -> None:
    """Let word frequencies learn from a report, as the index does from each it holds."""
    read_report(report, frequencies).teach(frequencies)
