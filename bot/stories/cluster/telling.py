"""One story in the window: the reports that tell it, and the words they have in common."""

from collections.abc import Collection, Mapping
from math import sqrt

from bot.stories.cluster.vector import Vector

_WORDS = 48  # words kept of what a story's reports have in common


class Telling:
    """The reports of one story, oldest first, and their centroid: the sum of their weights, each of length 1."""

    def __init__(self, story_id: int) -> None:
        self.story_id = story_id
        self.members: list[Vector] = []
        self._centroid: dict[str, float] = {}  # empty as long as one report alone tells the story: most do
        self._norm = 0.0  # of the centroid; 0 until it is asked for

    def add(self, vector: Vector) -> None:
        """One more report tells it."""
        self._gather(self._alone())
        self.members.append(vector)
        if len(self.members) > 1:
            self._gather(_unit(vector))

    def take_over(self, other: "Telling") -> None:
        """All of another story's reports tell this one."""
        self._gather(self._alone())
        self._gather(other._alone() or other._centroid)
        self.members = sorted([*self.members, *other.members], key=lambda vector: (vector.hours, vector.entry_id))

    def remove(self, vector: Vector) -> None:
        """A report is forgotten; the common words keep what it gave."""
        self.members.remove(vector)

    @property
    def alone(self) -> bool:
        """Whether one report tells it, and always has."""
        return not self._centroid and len(self.members) == 1

    @property
    def words(self) -> Collection[str]:
        """The words its reports have in common, as far as they are kept."""
        return self._centroid or (self.members[0].weights if self.members else ())

    def cosine(self, vector: Vector) -> float:
        """How much a report's words are this story's common words, 0 to 1."""
        common: Mapping[str, float] = self._centroid or self.members[0].weights
        norm = self._centroid_norm() if self._centroid else self.members[0].norm
        shared = 0.0
        for token, weight in vector.weights.items():
            if token in common:
                shared += weight * common[token]
        return shared / (vector.norm * norm)

    def _centroid_norm(self) -> float:
        """The centroid's length, reckoned when it is asked for: many change again before."""
        self._norm = self._norm or sqrt(sum([weight * weight for weight in self._centroid.values()])) or 1.0
        return self._norm

    def _alone(self) -> dict[str, float]:
        """The words of the only report, which are not gathered yet; else nothing."""
        return {} if self._centroid or not self.members else _unit(self.members[0])

    def _gather(self, weights: Mapping[str, float]) -> None:
        if not weights:
            return
        centroid = self._centroid
        for token, weight in weights.items():
            centroid[token] = centroid.get(token, 0.0) + weight
        if len(centroid) > 2 * _WORDS:
            weightiest = sorted([(weight, token) for token, weight in centroid.items()], reverse=True)[:_WORDS]
            self._centroid = {token: weight for weight, token in weightiest}
        self._norm = 0.0


def _unit(vector: Vector) -> dict[str, float]:
    """A report's weights, scaled to length 1."""
    return {token: weight / vector.norm for token, weight in vector.weights.items()}
