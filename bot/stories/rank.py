"""Rank: which story stands before which, and why in one clause."""

from dataclasses import dataclass

from bot.model.digest import Novelty
from bot.stories.acts import Act
from bot.stories.kinds import Kind
from bot.stories.learn import UNMOVED, Moved
from bot.stories.voices import Voices

_NOVELTY = {Novelty.NEW: 1.0, Novelty.DEVELOPING: 0.8, Novelty.SEEN: 0.3}
ACTS = {  # set by hand; newsrooms cover them in nearly this order: docs/quality.md#a-week-as-a-reader-sees-it
    Act.BREACH: 1.4,
    Act.LAW: 1.4,
    Act.FINDING: 1.25,
    Act.CALL: 1.2,
    Act.USE: 1.2,
    Act.NONE: 1.0,
    Act.PRODUCT: 0.85,
    Act.GADGET: 0.5,
}
CENTRAL, _PLAIN = 0.6, 0.35  # match scores from which the words are central, or plainly there


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the order, and why in one clause."""

    score: float  # higher stands first
    reason: str


def rank(
    *, voices: Voices, match_score: float, novelty: Novelty, act: Act = Act.NONE, moved: Moved = UNMOVED
) -> Ranked:
    """What the story's voices weigh × what was done × how central the topic is × what is new to the channel × what its
    votes taught."""
    score = voices.weight * ACTS[act] * match_score * _NOVELTY[novelty] * moved.factor
    central = "the topic is central" if match_score >= CENTRAL else "the topic is plainly there"
    weight = central if match_score >= _PLAIN else "the topic is touched"
    reason = ", ".join(filter(None, (_told(voices), act, weight, _spoken(novelty))))
    return Ranked(score=round(score, 6), reason=f"{reason}; {moved.reason}" if moved.reason else reason)


def act_told(reason: str) -> Act:
    """The act that a reason of `rank` tells, as issues freeze the words alone; NONE where it tells none."""
    return next((act for act in Act if act and f", {act}, " in reason), Act.NONE)


def _told(voices: Voices) -> str:
    """Such as "19 sources with 5 different texts"; that texts differ proves no independence."""
    if voices.kind is not Kind.REPORT:
        return f"{_count(voices.sources)}, a {voices.kind}"
    if voices.sources == 1 or voices.texts == voices.sources:
        return _count(voices.sources)
    return f"{_count(voices.sources)} with {'one text' if voices.texts == 1 else f'{voices.texts} different texts'}"


def _count(sources: int) -> str:
    return "1 source" if sources == 1 else f"{sources} sources"


def _spoken(novelty: Novelty) -> str:
    return {Novelty.NEW: "new", Novelty.DEVELOPING: "grown since", Novelty.SEEN: "seen here before"}[novelty]
