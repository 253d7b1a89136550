"""Postings: which reports hold a word, the newest few of them, so that candidates are found without a search."""

from operator import itemgetter

from bot.stories.cluster.frequencies import SCALE
from bot.stories.cluster.vector import Vector

_NEWEST = 32  # reports that are looked at for each word
_PROBES = 16  # words of a report that candidates are looked up by: its weightiest
_INFORMATIVE = 2 * SCALE  # a word in more than a seventh of all texts finds nothing
_LEAST = 0.15  # of the weight looked up, which a candidate must share …
_BESIDE = 0.25  # … and of what the best candidate shares
_BEST_FIRST = itemgetter(0, 1, 2)


class Postings:
    """An inverted index from tokens to reports. Bounded: a common word forgets its older reports."""

    def __init__(self) -> None:
        self._holders: dict[str, list[Vector]] = {}

    def add(self, vector: Vector) -> None:
        """File a report under each of its informative words."""
        for token, weight in vector.weights.items():
            if weight < _INFORMATIVE:
                continue
            holders = self._holders.get(token)
            if holders is None:
                self._holders[token] = [vector]
                continue
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
        weightiest = sorted([(weight, token) for token, weight in vector.weights.items()], reverse=True)[:_PROBES]
        gains = [weight * weight for weight, _ in weightiest]
        left = sum(gains)  # that a report first met now could still share
        least = _LEAST * left
        shared: dict[Vector, int] = {}
        so_far = shared.get  # half the time of a defaultdict: most reports are met once
        for (_, token), gain in zip(weightiest, gains, strict=True):
            holders = self._holders.get(token, ())[-_NEWEST:]
            if left >= least:
                for holder in holders:
                    shared[holder] = so_far(holder, 0) + gain
            else:
                for holder in holders:
                    if holder in shared:
                        shared[holder] += gain
            left -= gain
        close = [(gain, holder.hours, holder.entry_id, holder) for holder, gain in shared.items() if gain >= least]
        close.sort(key=_BEST_FIRST, reverse=True)
        return [holder for gain, _, _, holder in close[:limit] if gain >= _BESIDE * close[0][0]]
