"""How alike two reports are: a few figures, and one belief weighed from them."""

from collections.abc import Set
from math import inf, log1p
from typing import NamedTuple

from bot.stories.cluster.recurring import recurrence
from bot.stories.cluster.vector import TITLE, Vector
from bot.stories.cluster.weights import FOREIGN, ONE_TOLD, TITLES, TOLD

_BY_SUMMARIES = (TITLES, ONE_TOLD, TOLD)  # none, one, both have one
_ROUNDING = 1e-9  # more than sums of few figures can be off by


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
    words, overlap, told, _, common = _shared(one, other)
    covered, second = _titles(one, other, told, common)
    return Likeness(words, overlap, covered, second, *_names(one, other), *_apart(one, other))


def belief(one: Vector, other: Vector) -> float:
    """How surely two reports tell the same event, in log-odds: above 0 it is more likely than not."""
    return at_most(one, other)[0] - recurrence(one, other)


def at_most(one: Vector, other: Vector, *, bonus: float = 0.0, floor: float = -inf) -> tuple[float, float]:
    """The belief as long as nothing recurs, which can only lower it, and the cosine of the two.

    Given up at -inf where belief and `bonus` times the cosine turn out to be less than `floor`: each new report is
    compared with up to twenty others, most of which share few words with it.
    """
    weights = FOREIGN if one.language != other.language else _BY_SUMMARIES[one.summarised + other.summarised]
    bias, by_words, by_overlap, by_covered, by_second, by_names, by_strangers, by_days, by_hours, by_source = weights
    words, overlap, told, rarity, common = _shared(one, other)
    days, hours, same_source = _apart(one, other)
    likely = (
        bias + by_words * words + by_overlap * overlap + by_days * days + by_hours * hours + by_source * same_source
    )
    # Shared names, and the two rarest words that titles share, are among the common words.
    second = rarity / 2 if len(common) > 1 else 0.0
    most = likely + by_covered * told + by_second * second + by_names * rarity
    if most + bonus * words < floor - _ROUNDING:
        return -inf, words
    covered, second = _titles(one, other, told, common)
    likely += by_covered * covered + by_second * second
    if by_names or by_strangers:
        named, strangers = _names(one, other)
        likely += by_names * named + by_strangers * strangers
    return likely, words


def _shared(one: Vector, other: Vector) -> tuple[float, float, float, float, Set[str]]:
    """The figures of words and overlap, the share of our title that they tell, the rarity of the common words counted
    in unknown words of titles, and these words."""
    ours, theirs, title = one.weights, other.weights, one.title
    common = theirs.keys() & ours.keys()  # in this order the words of the report in hand are walked
    product = lighter = both = told = 0
    for token in common:  # few: a loop over all figures takes a third of the time of a sum for each
        our, their = ours[token], theirs[token]
        product += our * their
        lighter += our if our < their else their
        both += our + their
        if token in title:
            told += our
    return (
        product / (one.norm * other.norm),
        lighter / min(one.total, other.total),
        told / one.title_total,
        both / (TITLE * (one.rarest + other.rarest)),
        common,
    )


def _titles(one: Vector, other: Vector, told: float, common: Set[str]) -> tuple[float, float]:
    """The figures of covered and second. `told` is one of the two shares that the first is the smaller of."""
    ours, theirs, title, other_title = one.weights, other.weights, one.title, other.title
    in_theirs = rarest = second = 0
    for token in common:
        if token in other_title:
            their = theirs[token]
            in_theirs += their
            if token in title:
                both = ours[token] + their
                if both > rarest:
                    rarest, second = both, rarest
                elif both > second:
                    second = both
    return min(told, in_theirs / other.title_total), second / (TITLE * (one.rarest + other.rarest))


def _names(one: Vector, other: Vector) -> tuple[float, float]:
    """The figures of names and strangers."""
    ours, theirs = one.weights, other.weights
    unknown = TITLE * (one.rarest + other.rarest)
    strangers = min(
        sum([ours[name] for name in one.names.difference(theirs)]),
        sum([theirs[name] for name in other.names.difference(ours)]),
    )
    return sum([ours[name] + theirs[name] for name in one.names & other.names]) / unknown, 2 * strangers / unknown


def _apart(one: Vector, other: Vector) -> tuple[float, float, float]:
    """The figures of days, hours and same source."""
    hours = abs(one.hours - other.hours)
    return hours / 24, log1p(hours), float(one.source == other.source != "")
