"""How common words are: what is shipped for a cold start, and what the stream teaches since."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from math import log

from bot.stories.cluster.common import TEXTS
from bot.stories.cluster.spelling import Spelling
from bot.stories.cluster.synonyms import COMMON

SCALE = 8  # weights are whole eighths: small whole numbers are shared in memory, floats are not
_HALVED_AT = 50_000  # texts: then old counts weigh half, so that memory stays bounded and vocabulary may drift
_COUNTED = _HALVED_AT + 2 * TEXTS  # more texts than a token can have stood in, or be measured by


class WordFrequencies:
    """In how many texts each token stood, over the shipped table and all that was learned.

    The index gives a story's reports as one text: an event that everybody tells does not make its own words common.
    """

    def __init__(self) -> None:
        self._holding: Counter[str] = Counter(COMMON)  # shipped and learned in one, so that a token is looked up once
        self._texts = 0
        self.spelling = Spelling()

    def learn(self, tokens: Iterable[str]) -> None:
        """Count one text; `tokens` are its distinct tokens."""
        self.extend(tokens)
        self._texts += 1
        if self._texts >= _HALVED_AT:
            self._texts //= 2
            kept = {token: learned // 2 for token, learned in self._learned() if learned > 1}
            self._holding = Counter(COMMON)
            self._holding.update(kept)
            self.spelling.keep(kept.keys())

    def extend(self, tokens: Iterable[str]) -> None:
        """Tokens that a text counted before turns out to hold as well."""
        self._holding.update(tokens)

    def weigh(self, tokens: Iterable[str]) -> dict[str, int]:
        """Each token's weight: its inverse document frequency, log(texts / texts with it), in eighths; at least 0."""
        holding, weights = self._holding.get, _weights(self.rarest)
        return {token: weights[holding(token, 0)] for token in tokens}

    @property
    def rarest(self) -> int:
        """The weight of a token that was never seen: what other weights are measured by."""
        return _commonness()[self._texts + TEXTS]

    def _learned(self) -> Iterator[tuple[str, int]]:
        """In how many texts each token stood, without what was shipped."""
        return ((token, count - COMMON.get(token, 0)) for token, count in self._holding.items())


@lru_cache(maxsize=2)
def _weights(rarest: int) -> bytes:
    """The weight of a token that stood in so many texts: a byte for each number."""
    return _commonness().translate(bytes([max(0, rarest - common) for common in range(256)]))


@cache
def _commonness() -> bytes:
    """By how much a token that stood in so many texts weighs less than one never seen: a byte for each number."""
    return bytes(round(SCALE * log((texts + 1.5) / 1.5)) for texts in range(_COUNTED))
