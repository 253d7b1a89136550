"""How alike two reports are: a few figures, and one belief weighed from them."""

from math import log1p
from operator import mul
from typing import NamedTuple

from bot.stories.cluster.vector import TITLE, Vector
from bot.stories.cluster.weights import FOREIGN, TITLES, TOLD


class Likeness(NamedTuple):
    """What speaks for and against two reports telling the same event. Symmetric."""

    words: float  # cosine of the two, 0 to 1
    overlap: float  # shared weight over the lighter report's weight, 0 to 1
    covered: float  # the smaller of the two shares of a title that the other report tells, 0 to 1
    second: float  # rarity of the second rarest word that the titles share, 0 to 1
    names: float  # rarity of the names in both titles, counted in unknown words
    strangers: float  # the same of names that the other report lacks; the side with fewer counts
    days: float  # between the two
    hours: float  # the same span as log(1 + hours)
    same_source: float  # 1 when one outlet told both


def likeness(one: Vector, other: Vector) -> Likeness:
    """The figures for two reports."""
    ours, theirs = one.weights, other.weights
    shared = ours.keys() & theirs.keys()
    in_our_title = [token for token in shared if token in one.title]
    in_their_title = [token for token in shared if token in other.title]
    in_both = sorted([ours[token] + theirs[token] for token in in_our_title if token in in_their_title])
    unknown = TITLE * (one.rarest + other.rarest)
    hours = abs(one.hours - other.hours)
    return Likeness(
        words=sum([ours[token] * theirs[token] for token in shared]) / (one.norm * other.norm),
        overlap=sum([min(ours[token], theirs[token]) for token in shared]) / min(one.total, other.total),
        covered=min(
            sum([ours[token] for token in in_our_title]) / one.title_total,
            sum([theirs[token] for token in in_their_title]) / other.title_total,
        ),
        second=in_both[-2] / unknown if len(in_both) > 1 else 0.0,
        names=sum([ours[name] + theirs[name] for name in one.names if name in other.names]) / unknown,
        strangers=2 * min(_strangers(one, theirs), _strangers(other, ours)) / unknown,
        days=hours / 24,
        hours=log1p(hours),
        same_source=float(one.source == other.source != ""),
    )


def belief(one: Vector, other: Vector) -> float:
    """How surely two reports tell the same event, in log-odds: above 0 it is more likely than not."""
    weights = FOREIGN if one.language != other.language else TOLD if one.summarised and other.summarised else TITLES
    return weights[0] + sum(map(mul, weights[1:], likeness(one, other)), 0.0)


def _strangers(one: Vector, theirs: dict[str, int]) -> int:
    """The weight of the names in a title that the other report lacks."""
    return sum([one.weights[name] for name in one.names if name not in theirs])
