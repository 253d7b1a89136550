"""The weights of belief: a logistic model for each of three kinds of pairs, as `bench/fit_stories.py` fits it.

Fitted on labelled pairs of an English stream with summaries, of headlines in nine languages and of business news;
figures that got a sign which made no sense were left out, the others rounded. Each bias is then lowered by a margin
(0.6, 0.3, 0.1 log-odds): two stories that stand apart do less harm than two that are mixed.
"""

from typing import NamedTuple


class Weights(NamedTuple):
    """Log-odds: a bias, and what each figure of `likeness.Likeness` adds, in its order."""

    bias: float
    words: float = 0.0
    overlap: float = 0.0
    covered: float = 0.0
    second: float = 0.0
    names: float = 0.0
    strangers: float = 0.0
    days: float = 0.0
    hours: float = 0.0
    same_source: float = 0.0


# Both reports have a summary.
TOLD = Weights(bias=-2.2, words=7.1, overlap=4.0, covered=3.8, second=0.6, hours=-0.85, same_source=-1.7)
# At least one is a title alone.
TITLES = Weights(
    bias=-2.0, words=4.5, second=2.4, names=0.38, strangers=-0.62, days=-0.37, hours=-0.44, same_source=-0.2
)
# Their languages differ: names and numbers are most of what they can share.
FOREIGN = Weights(bias=-1.7, words=6.2, covered=4.1, second=1.0, names=0.1, strangers=-0.32, days=-1.2)
