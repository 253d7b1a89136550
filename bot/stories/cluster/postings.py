"""Postings: which reports hold a word, the newest few of them, so that candidates are found without a search."""

from collections import defaultdict
from heapq import nlargest

from bot.stories.cluster.frequencies import SCALE
from bot.stories.cluster.vector import Vector

_NEWEST = 32  # reports that are looked at for each word
_PROBES = 16  # words of a report that candidates are looked up by: its weightiest
_INFORMATIVE = 2 * SCALE  # a word in more than a seventh of all texts finds nothing
_LEAST = 0.15  # of the weight looked up, which a candidate must share …
_BESIDE = 0.25  # … and of what the best candidate shares


class Postings:
    """An inverted index from tokens to reports. Bounded: a common word forgets its older reports."""

    def __init__(self) -> None:
        self._holders: dict[str, list[Vector]] = {}

    def add(self, vector: Vector) -> None:
        """File a report under each of its informative words."""
        for token, weight in vector.weights.items():
            if weight < _INFORMATIVE:
                continue
            holders = self._holders.setdefault(token, [])
            holders.append(vector)
            if len(holders) > 2 * _NEWEST:
                del holders[:-_NEWEST]

    def remove(self, vector: Vector) -> None:
        """Take a report out again."""
        for token in vector.weights:
            holders = self._holders.get(token, [])
            if vector in holders:
                holders.remove(vector)
                if not holders:
                    del self._holders[token]

    def nearest(self, vector: Vector, limit: int) -> list[Vector]:
        """At most `limit` reports that share the most of a report's weightiest words, best first."""
        shared: defaultdict[Vector, int] = defaultdict(int)
        sought = 0
        for token, weight in nlargest(_PROBES, vector.weights.items(), key=lambda item: (item[1], item[0])):
            gain = weight * weight
            sought += gain
            for holder in self._holders.get(token, ())[-_NEWEST:]:
                shared[holder] += gain
        least = max(_LEAST * sought, _BESIDE * max(shared.values(), default=0))
        close = [(gain, holder.hours, holder.entry_id, holder) for holder, gain in shared.items() if gain >= least]
        return [holder for *_, holder in nlargest(limit, close, key=lambda item: item[:3])]
