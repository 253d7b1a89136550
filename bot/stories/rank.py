"""Rank: which entry shows a story, and which story stands before which."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.model.digest import Novelty
from bot.model.entry import Entry
from bot.stories.learn import UNMOVED, Moved
from bot.stories.words import read

_NOVELTY = {Novelty.NEW: 1.0, Novelty.DEVELOPING: 0.7, Novelty.SEEN: 0.3}
_TIER = {1: 1.0, 2: 0.9, 3: 0.7}  # the best tier that tells the story
CENTRAL, _PLAIN = 0.6, 0.35  # match scores from which the words are central, or plainly there
_FEWEST, _MOST = 4, 16  # words of a title that says what happened in one line


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the order, and why in one clause."""

    score: float  # higher stands first
    reason: str


def rank(*, sources: int, match_score: float, novelty: Novelty, tier: int, moved: Moved = UNMOVED) -> Ranked:
    """Distinct sources × how central the topic is × what is new to the channel × what its votes taught; `tier` is the
    best that tells it."""
    score = sources * match_score * _NOVELTY[novelty] * _TIER.get(tier, 0.7) * moved.factor
    told = "1 source" if sources == 1 else f"{sources} sources"
    central = "the topic is central" if match_score >= CENTRAL else "the topic is plainly there"
    weight = central if match_score >= _PLAIN else "the topic is touched"
    reason = f"{told}, {weight}, {_spoken(novelty)}"
    return Ranked(score=round(score, 6), reason=f"{reason}; {moved.reason}" if moved.reason else reason)


def lead(entries: Sequence[Entry]) -> Entry:
    """The entry that shows a story: the best tier, then a title that says enough in one line, then the earliest."""
    return min(entries, key=lambda entry: (entry.tier, _says_too_little(entry.title), entry.when, entry.id))


# A story that grows asks all its titles again with every article: they are short, and remembered.
@lru_cache(maxsize=10_000)
def _says_too_little(title: str) -> bool:
    length = len(read(title).stems)
    return not _FEWEST <= length <= _MOST or title.rstrip().endswith("?")


def _spoken(novelty: Novelty) -> str:
    return {Novelty.NEW: "new", Novelty.DEVELOPING: "grown since", Novelty.SEEN: "seen here before"}[novelty]
