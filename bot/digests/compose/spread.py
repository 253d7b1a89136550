"""Spread: one source that tells many stories alone does not fill the head of an issue."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.digests.compose.request import Candidate
from bot.model.digest import TOP, Novelty

MOST = 2  # of them for the stories that one source tells alone


def spread(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in their order; but of the stories that one source tells alone, only two stand among the first
    five while there are others that are new to the channel. Those that wait for them say so. Nothing is left out.

    A story that several sources tell is no single source's, whoever leads it.
    """
    new = [one for one in ranked if one.told.novelty is not Novelty.SEEN]
    passed = {id(one) for one in _waiting(new)}
    head = [one for one in new if id(one) not in passed][:TOP]
    ahead = {id(one) for one in head}
    moved = {id(one) for one in new[: _last(new, ahead)] if id(one) not in ahead}
    rest = [_explained(one) if id(one) in moved else one for one in ranked if id(one) not in ahead]
    return [*head, *rest]


def _waiting(new: Sequence[Candidate]) -> list[Candidate]:
    """The stories of a source beyond its share, as far as others are there to take their places."""
    told, over = Counter[str](), list[Candidate]()
    for one in new:
        if source := _alone(one):
            told[source] += 1
            if told[source] > MOST:
                over.append(one)
    short = max(0, TOP - (len(new) - len(over)))  # places that only they can fill
    return over[short:]


def _last(new: Sequence[Candidate], ahead: set[int]) -> int:
    """The place behind the last story of the head, where it came from."""
    return max((place for place, one in enumerate(new, start=1) if id(one) in ahead), default=0)


def _alone(one: Candidate) -> str:
    """The source that alone tells a story; "" where several do."""
    sources = {entry.source for entry in one.entries}
    return sources.pop() if len(sources) == 1 else ""


def _explained(one: Candidate) -> Candidate:
    return replace(one, reason=f"{one.reason}; behind other sources’ stories, as {_alone(one)} stands above already")
