"""The plain alternative that clustering is measured against: one TF-IDF centroid a story, joined above a cosine."""

from collections import Counter, defaultdict
from math import log, sqrt

from bot.stories.cluster import Report

_THRESHOLD = 0.3
_PROBES = 16  # a report's weightiest words, by which stories are found
_COMMON = 500  # stories: a word in more finds none


class PlainClusterer:
    """Streaming single pass: the story of the nearest centroid, or one of its own."""

    def __init__(self) -> None:
        self._texts = 0
        self._holding: Counter[str] = Counter()
        self._centroids: list[defaultdict[str, float]] = []
        self._norms: list[float] = []
        self._stories: defaultdict[str, set[int]] = defaultdict(set)

    def place(self, report: Report) -> int:
        """The number of the report's story."""
        weights = self._weights(report)
        story = self._nearest(weights)
        if story is None:
            story = len(self._centroids)
            self._centroids.append(defaultdict(float))
            self._norms.append(0.0)
        self._join(story, weights)
        return story

    def _weights(self, report: Report) -> dict[str, float]:
        counts = Counter(report.title.stems + report.summary.stems)
        self._texts += 1
        self._holding.update(counts.keys())
        weights = {
            word: (1 + log(count)) * log((self._texts + 1) / self._holding[word]) for word, count in counts.items()
        }
        norm = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / norm for word, weight in weights.items()}

    def _nearest(self, weights: dict[str, float]) -> int | None:
        found: Counter[int] = Counter()
        for word in sorted(weights, key=lambda word: -weights[word])[:_PROBES]:
            if len(self._stories[word]) <= _COMMON:
                found.update(self._stories[word])
        best = max(((self._cosine(story, weights), -story) for story, _ in found.most_common(20)), default=(0.0, 0))
        return -best[1] if best[0] >= _THRESHOLD else None

    def _cosine(self, story: int, weights: dict[str, float]) -> float:
        centroid = self._centroids[story]
        shared = sum(weight * centroid[word] for word, weight in weights.items() if word in centroid)
        return shared / sqrt(self._norms[story] or 1.0)

    def _join(self, story: int, weights: dict[str, float]) -> None:
        centroid = self._centroids[story]
        for word, weight in weights.items():
            before = centroid[word]
            centroid[word] = before + weight
            self._norms[story] += weight * (2 * before + weight)
            self._stories[word].add(story)
