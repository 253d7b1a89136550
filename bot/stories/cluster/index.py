"""The stories of the last days in memory, and the decision which of them a report tells."""

from datetime import datetime
from functools import partial
from typing import NamedTuple

from bot.stories.cluster.fit import Fit, bridged, fits, probability
from bot.stories.cluster.frequencies import WordFrequencies
from bot.stories.cluster.postings import Postings
from bot.stories.cluster.report import Placement, Report
from bot.stories.cluster.telling import Telling
from bot.stories.cluster.tokens import tokens
from bot.stories.cluster.vector import Reading, Vector, headline_tokens, read_report, summary_end

_CANDIDATES = 20  # reports that a new one is compared with
_SHOWN = 6  # shared words that a placement names


class _Held(NamedTuple):
    """An entry on file, and the story it tells."""

    vector: Vector
    telling: Telling


class StoryIndex:
    """A cache of the stories in the window: `decide` reads it, the others keep it in step with the store.

    Fed the same calls in the same order, it decides the same. Rebuild it by adding the window's entries under their
    stories, oldest first: of words it then knows what these teach and what is shipped.
    """

    def __init__(self) -> None:
        self._frequencies = WordFrequencies()
        self._postings = Postings()
        self._tellings: dict[int, Telling] = {}
        self._held: dict[int, _Held] = {}  # by entry
        self._last: tuple[Report, Reading] | None = None  # what was decided on is most often added next

    def __len__(self) -> int:
        """How many entries are held."""
        return len(self._held)

    def decide(self, report: Report) -> Placement:
        """Which story a report tells. Later decisions do not depend on this one."""
        reading = read_report(report, self._frequencies)
        self._last = (report, reading)
        near = self._postings.nearest(reading.vector, _CANDIDATES)
        found = fits(reading.vector, [self._held[one.entry_id] for one in near if one.entry_id != report.entry_id])
        if not found:
            return Placement(story_id=None, score=0.0)
        best = found[0]
        sharing = partial(_shared, report, reading.vector, best)
        if best.score < 0:
            return Placement(story_id=None, score=probability(best.score), sharing=sharing)
        tellings = [telling.story_id for telling in bridged(reading.vector, found)]
        winner = min(tellings)
        merges = tuple((winner, loser) for loser in tellings if loser != winner)
        return Placement(story_id=winner, score=probability(best.score), sharing=sharing, merges=merges)

    def add(self, report: Report, story_id: int) -> None:
        """An entry is on file under a story. Added again, it replaces what was held of it."""
        self._drop(report.entry_id)
        decided, reading = self._last or (None, None)
        if reading is None or decided is not report:
            reading = read_report(report, self._frequencies)
        vector = reading.vector
        telling = self._tellings.setdefault(story_id, Telling(story_id))
        reading.teach(self._frequencies, telling.words)
        telling.add(vector)
        self._held[report.entry_id] = _Held(vector, telling)
        self._postings.add(vector)
        self._last = None

    def merge(self, winner: int, loser: int) -> None:
        """The loser's entries tell the winner's story. A story that is not held has none."""
        lost = self._tellings.pop(loser, None)
        if lost is None:
            return
        telling = self._tellings.setdefault(winner, Telling(winner))
        telling.take_over(lost)
        self._held.update({vector.entry_id: _Held(vector, telling) for vector in lost.members})

    def forget(self, before: datetime) -> None:
        """Let go of entries dated earlier. What they taught of words stays."""
        hours = before.timestamp() / 3600
        for entry_id in [entry_id for entry_id, held in self._held.items() if held.vector.hours < hours]:
            self._drop(entry_id)

    def _drop(self, entry_id: int) -> None:
        held = self._held.pop(entry_id, None)
        if held is None:
            return
        self._postings.remove(held.vector)
        held.telling.remove(held.vector)
        if not held.telling.members:
            del self._tellings[held.telling.story_id]


def _shared(report: Report, vector: Vector, best: Fit) -> tuple[str, ...]:
    """The weightiest words that a report shares with the one most like it, as they stand in the report."""
    ours, theirs = vector.weights, best.nearest.weights
    weighty = sorted(ours.keys() & theirs.keys(), key=lambda token: (-ours[token] * theirs[token], token))[:_SHOWN]
    standing = [(token, report.title) for token in headline_tokens(report)]
    beneath = tokens(report.summary, report.language, 0, summary_end(report))
    standing += [(token, report.summary) for token in beneath]
    surfaces: dict[str, str] = {}
    for token, words in standing:
        if token.text in weighty and token.text not in surfaces:
            surfaces[token.text] = words.surface(token.position)
    return tuple(surfaces[token] for token in weighty)
