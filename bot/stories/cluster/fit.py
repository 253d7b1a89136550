"""How well a report fits each story it could belong to, and which of those stories it shows to be one."""

from collections.abc import Iterable, Sequence
from math import exp
from typing import NamedTuple

from bot.stories.cluster.likeness import at_most, belief
from bot.stories.cluster.recurring import recurrence
from bot.stories.cluster.report import WINDOW
from bot.stories.cluster.telling import Telling
from bot.stories.cluster.vector import Vector

_WINDOW_HOURS = WINDOW.total_seconds() / 3600
_BEST = 3  # of a story's reports, whose beliefs are averaged: one look-alike is not enough in a story of many
_UNLIKE = -1.0  # the belief in a report of the story that was no candidate
_COMMON_WORDS = 3.0  # what it counts to use the story's common words, more or less than is usual
_USUALLY = 0.36  # the usual cosine of a report with the story it tells
_TIED = 0.25  # log-odds over the bar: a report that fits two stories so well may tie them
_UNTOLD = -2.0  # a story that fits worse is as good as none
_ROUNDING = 1e-9  # more than sums of few figures can be off by
_SAMPLE = 6  # newest reports of each, when two stories are compared
_ALIKE = 0.5  # of the smaller story's, so many must each resemble one of the larger's


class Fit(NamedTuple):
    """How well a report fits a story, and the report there that it is most like."""

    score: float  # log-odds: from 0 up it tells this story
    telling: Telling
    nearest: Vector


def fits(vector: Vector, near: Iterable[tuple[Vector, Telling]]) -> list[Fit]:
    """The stories that a report could belong to, best first; of equals the one with the lowest id. Those are left out
    that can neither be the best nor tie with it."""
    found: list[Fit] = []
    by_story: dict[int, list[Vector]] = {}
    tellings: dict[int, Telling] = {}
    floor = _UNTOLD
    for other, telling in near:
        if abs(vector.hours - other.hours) > _WINDOW_HOURS:
            continue
        if not telling.alone:
            tellings[telling.story_id] = telling
            by_story.setdefault(telling.story_id, []).append(other)
        elif fit := _fit_alone(vector, telling, other, floor):
            found.append(fit)
            floor = max(floor, min(fit.score, _TIED))
    for story_id, others in by_story.items():
        if fit := _fit(vector, tellings[story_id], others, floor):
            found.append(fit)
            floor = max(floor, min(fit.score, _TIED))
    return sorted(found, key=lambda fit: (-fit.score, fit.telling.story_id))


def probability(log_odds: float) -> float:
    """Log-odds as a share of 1."""
    return 1 / (1 + exp(-log_odds))


def _fit_alone(vector: Vector, telling: Telling, other: Vector, floor: float) -> Fit | None:
    """How well a report fits a story that one other tells; None where that is less than the floor."""
    likely, cosine = at_most(vector, other, bonus=_COMMON_WORDS, floor=floor + _COMMON_WORDS * _USUALLY)
    common_words = _COMMON_WORDS * (cosine - _USUALLY)
    if likely + common_words < floor:
        return None
    return Fit(likely - recurrence(vector, other) + common_words, telling, other)


def _fit(vector: Vector, telling: Telling, others: Iterable[Vector], floor: float) -> Fit | None:
    """How well a report fits a story that several tell, some of which were found; None where less than the floor."""
    likely = [(at_most(vector, other)[0], other) for other in others]
    asked = min(_BEST, len(telling.members))
    common_words = _COMMON_WORDS * (telling.cosine(vector) - _USUALLY)
    if _mean_of_best([belief for belief, _ in likely], asked) + common_words < floor - _ROUNDING:
        return None
    beliefs = [(belief - recurrence(vector, other), other) for belief, other in likely]
    nearest = min(beliefs, key=lambda pair: (-pair[0], pair[1].entry_id))[1]
    return Fit(_mean_of_best([belief for belief, _ in beliefs], asked) + common_words, telling, nearest)


def _mean_of_best(beliefs: list[float], asked: int) -> float:
    """The mean of the best so many; those that were no candidates count as unlike."""
    best = sorted(beliefs, reverse=True)[:asked]
    return sum(best + [_UNLIKE] * (asked - len(best))) / asked


def bridged(found: Sequence[Fit]) -> list[Telling]:
    """The best story, and those others that the report fits as well and whose reports are alike: they are one."""
    first = found[0].telling
    others = [fit.telling for fit in found[1:] if fit.score >= _TIED]
    return [first, *(other for other in others if _alike(first, other))]


def _alike(one: Telling, other: Telling) -> bool:
    """Whether enough of the smaller story's newest reports each resemble one of the larger's."""
    smaller, larger = sorted((one.members, other.members), key=len)
    sample, against = smaller[-_SAMPLE:], larger[-_SAMPLE:]
    resembling = sum(any(belief(ours, theirs) >= 0 for theirs in against) for ours in sample)
    return resembling >= _ALIKE * len(sample)
