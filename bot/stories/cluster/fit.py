"""How well a report fits each story it could belong to, and which of those stories it shows to be one."""

from collections.abc import Iterable, Sequence
from itertools import islice
from math import exp, inf
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
_NEARLY = -0.5  # the belief in reports of one event told twice over seldom lies lower, and that in others far below


class Fit(NamedTuple):
    """How well a report fits a story, and the report there that it is most like."""

    score: float  # log-odds: from 0 up it tells this story
    telling: Telling
    nearest: Vector


def fits(vector: Vector, near: Iterable[tuple[Vector, Telling]]) -> list[Fit]:
    """The stories that a report could belong to, best first; of equals the one with the lowest id. Those are left out
    that can neither be the best nor tie with it."""
    found: list[Fit] = []
    by_story: dict[Telling, list[Vector]] = {}
    floor = _UNTOLD
    for other, telling in near:
        if abs(vector.hours - other.hours) > _WINDOW_HOURS:
            continue
        if not telling.alone:
            by_story.setdefault(telling, []).append(other)
        elif fit := _fit_alone(vector, telling, other, floor):
            found.append(fit)
            floor = max(floor, min(fit.score, _TIED))
    for telling, others in by_story.items():
        if fit := _fit(vector, telling, others, floor):
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


def _fit(vector: Vector, telling: Telling, others: Sequence[Vector], floor: float) -> Fit | None:
    """How well a report fits a story that several tell, some of which were found; None where less than the floor."""
    asked = min(_BEST, len(telling.members))
    common_words = _COMMON_WORDS * (telling.cosine(vector) - _USUALLY)
    enough = asked * (floor - common_words - _ROUNDING)  # beliefs that come to less in all stay below the floor
    bar = enough - _UNLIKE * (asked - 1) if len(others) == 1 else -inf
    likely, beliefs = _believed(vector, others, asked, bar)
    if not beliefs or _mean_of_best(likely, asked) + common_words < floor - _ROUNDING:
        return None
    nearest = min(beliefs, key=lambda pair: (-pair[0], pair[1].entry_id))[1]
    return Fit(_mean_of_best([belief for belief, _ in beliefs], asked) + common_words, telling, nearest)


def _believed(
    vector: Vector, others: Iterable[Vector], asked: int, bar: float
) -> tuple[list[float], list[tuple[float, Vector]]]:
    """The beliefs in others as long as nothing recurs, and as they are. Those are left out that are below the bar, and
    then those that are not among the best `asked`."""
    likely: list[float] = []
    beliefs: list[tuple[float, Vector]] = []
    for other in others:
        most, _ = at_most(vector, other, floor=bar)
        if most < bar:
            continue
        likely.append(most)
        beliefs.append((most - recurrence(vector, other), other))
        if len(beliefs) >= asked:
            bar = sorted([belief for belief, _ in beliefs])[-asked]
    return likely, beliefs


def _mean_of_best(beliefs: list[float], asked: int) -> float:
    """The mean of the best so many; those that were no candidates count as unlike."""
    best = sorted(beliefs, reverse=True)[:asked]
    return sum(best + [_UNLIKE] * (asked - len(best))) / asked


def bridged(vector: Vector, found: Sequence[Fit]) -> list[Telling]:
    """The best story, and those others that the report fits as well and whose reports are alike: they are one."""
    first = found[0].telling
    others = [fit.telling for fit in found[1:] if fit.score >= _TIED]
    return [first, *(other for other in others if _alike(first, other, vector.source))]


def _alike(one: Telling, other: Telling, source: str) -> bool:
    """Whether enough of the smaller story's newest reports each resemble one of the larger's; and nearly do without
    those of the source that ties the two, which could tell each in the other's words, and so make one of any two."""
    smaller, larger = sorted((one, other), key=lambda telling: len(telling.members))
    if not _resemble(smaller.members[-_SAMPLE:], larger.members[-_SAMPLE:]):
        return False
    ours, theirs = _of_others(smaller, source), _of_others(larger, source)
    return not (ours and theirs) or _resemble(ours, theirs, bar=_NEARLY)


def _resemble(ours: Sequence[Vector], theirs: Sequence[Vector], *, bar: float = 0.0) -> bool:
    """Whether enough of ours each resemble one of theirs."""
    resembling = sum(any(belief(one, other) >= bar for other in theirs) for one in ours)
    return resembling >= _ALIKE * len(ours)


def _of_others(telling: Telling, source: str) -> Sequence[Vector]:
    """A story's newest reports that another source brought."""
    return tuple(islice((vector for vector in reversed(telling.members) if vector.source != source), _SAMPLE))
