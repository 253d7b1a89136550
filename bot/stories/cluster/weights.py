"""The weights of belief: a logistic model for each of four kinds of pairs, as `bench/fit_stories.py` fits it.

Fitted on labelled pairs of an English stream with summaries, of headlines in nine languages and of business news;
figures that got a sign which made no sense were left out, the others rounded. Each bias is then lowered by a margin
(0.4, 0.6, 0.1 and 0.3 log-odds): two stories that stand apart do less harm than two that are mixed.
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
TOLD = Weights(bias=-1.6, words=4.3, overlap=3.7, covered=3.5, hours=-0.73, same_source=-0.9)
# Both are titles alone.
TITLES = Weights(bias=-2.9, words=5.2, second=2.6, names=0.4, strangers=-0.43, days=-0.42, hours=-0.41)
# One of them is a title alone, and holds less that the other could share.
ONE_TOLD = Weights(
    bias=-1.7, words=3.2, overlap=2.0, covered=3.1, second=1.2, names=0.5, strangers=-0.41, hours=-0.7, same_source=-1.1
)
# Their languages differ: names and numbers are most of what they can share.
FOREIGN = Weights(bias=-0.9, words=4.4, second=1.5, days=-1.0)
