"""The nouns of clustering: a report comes in, a placement goes out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.stories.words import Words

WINDOW = timedelta(days=7)  # a report joins a story that was told within this span of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One entry as the clusterer reads it. `entry_id` may be 0 while it is only being decided on."""

    entry_id: int
    title: Words
    summary: Words  # may be long; only its first words count
    source: str
    language: str  # BCP 47; "" is read as English
    when: datetime  # published, else first seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a report belongs. Apply the merges first: `story_id` is already their winner.

    `score` (0 to 1) is how surely the nearest story is the same event, 0 where none is near; half or more joins it.
    `merges` are (winner, loser) pairs of story ids.
    """

    story_id: int | None  # None: a story of its own
    score: float
    sharing: Callable[[], tuple[str, ...]] = field(default=tuple, repr=False, compare=False)
    merges: tuple[tuple[int, int], ...] = ()

    @property
    def shared(self) -> tuple[str, ...]:
        """The words, as they stand in the report, that most speak for it. Found when asked for: placing never asks."""
        return self.sharing()


def in_order(reports: Iterable[Report]) -> list[Report]:
    """The order to place a batch in: by date, then by words, so that a feed's own order does not matter."""
    return sorted(reports, key=lambda report: (report.when, report.title.text, report.source, report.summary.text))
