"""How alike two reports are: a few figures, and one belief weighed from them."""

from math import log1p
from operator import mul
from typing import NamedTuple

from bot.stories.cluster.vector import TITLE, Vector
from bot.stories.cluster.weights import FOREIGN, TITLES, TOLD

# The bias apart from what is multiplied.
_FOREIGN, _TITLES, _TOLD = ((weights.bias, weights[1:]) for weights in (FOREIGN, TITLES, TOLD))


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
    return Likeness._make(_figures(one, other, by_names=True))


def belief(one: Vector, other: Vector) -> float:
    """How surely two reports tell the same event, in log-odds: above 0 it is more likely than not."""
    told = one.summarised and other.summarised
    bias, weights = _FOREIGN if one.language != other.language else _TOLD if told else _TITLES
    by_names = weights is not _TOLD[1]  # to which names are worth nothing
    return bias + sum(map(mul, weights, _figures(one, other, by_names=by_names)), 0.0)


def _figures(one: Vector, other: Vector, *, by_names: bool) -> tuple[float, ...]:
    """The figures of `Likeness`, in its order; those of names are 0 where nobody asks for them. Each new report is
    compared with up to twenty others, so that every pass over words that is spared here counts."""
    ours, theirs = one.weights, other.weights
    shared = [(weight, theirs[token]) for token, weight in ours.items() if token in theirs]
    in_our_title = [token for token in one.title if token in theirs]
    in_their_title = [token for token in other.title if token in ours]
    unknown = TITLE * (one.rarest + other.rarest)
    hours = abs(one.hours - other.hours)
    return (
        sum([a * b for a, b in shared]) / (one.norm * other.norm),
        sum([a if a < b else b for a, b in shared]) / min(one.total, other.total),
        min(
            sum([ours[token] for token in in_our_title]) / one.title_total,
            sum([theirs[token] for token in in_their_title]) / other.title_total,
        ),
        _second(ours, theirs, one.title & other.title) / unknown,
        sum([ours[name] + theirs[name] for name in one.names & other.names]) / unknown if by_names else 0.0,
        2 * min(_strangers(one, theirs), _strangers(other, ours)) / unknown if by_names else 0.0,
        hours / 24,
        log1p(hours),
        float(one.source == other.source != ""),
    )


def _second(ours: dict[str, int], theirs: dict[str, int], both: frozenset[str]) -> int:
    """The weight of the second rarest word that both titles hold."""
    return sorted([ours[token] + theirs[token] for token in both])[-2] if len(both) > 1 else 0


def _strangers(one: Vector, theirs: dict[str, int]) -> int:
    """The weight of the names in a title that the other report lacks."""
    return sum([one.weights[name] for name in one.names.difference(theirs)])
