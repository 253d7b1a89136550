"""One story in the window: the reports that tell it, and the words they have in common."""

from collections.abc import Iterator
from heapq import nlargest
from math import sqrt

from bot.stories.cluster.vector import Vector

_WORDS = 48  # words kept of what a story's reports have in common


class Telling:
    """The reports of one story, oldest first, and their centroid: the sum of their weights, each of length 1."""

    def __init__(self, story_id: int) -> None:
        self.story_id = story_id
        self.members: list[Vector] = []
        self._centroid: dict[str, float] = {}
        self._norm = 1.0

    def add(self, vector: Vector) -> None:
        """One more report tells it."""
        self.members.append(vector)
        self._gather((token, weight / vector.norm) for token, weight in vector.weights.items())

    def take_over(self, other: "Telling") -> None:
        """All of another story's reports tell this one."""
        self.members = sorted([*self.members, *other.members], key=lambda vector: (vector.hours, vector.entry_id))
        self._gather(iter(other._centroid.items()))

    def remove(self, vector: Vector) -> None:
        """A report is forgotten; the common words keep what it gave."""
        self.members.remove(vector)

    def cosine(self, vector: Vector) -> float:
        """How much a report's words are this story's common words, 0 to 1."""
        shared = vector.weights.keys() & self._centroid.keys()
        dot = sum([vector.weights[token] * self._centroid[token] for token in shared])
        return dot / (vector.norm * self._norm)

    def _gather(self, weights: Iterator[tuple[str, float]]) -> None:
        centroid = self._centroid
        for token, weight in weights:
            centroid[token] = centroid.get(token, 0.0) + weight
        if len(centroid) > 2 * _WORDS:
            self._centroid = dict(nlargest(_WORDS, centroid.items(), key=lambda item: (item[1], item[0])))
        self._norm = sqrt(sum([weight * weight for weight in self._centroid.values()])) or 1.0
