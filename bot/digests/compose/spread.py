"""Spread: one source that tells many stories alone does not fill the head of an issue, nor bury what others tell."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from bot.digests.compose.request import Candidate
from bot.model.digest import TOP, Novelty

MOST = 2  # of them for the stories that one source tells alone
SHARE = 10  # stories that one source tells alone: its others stand behind all that others tell


def spread(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in their order; but of the stories that one source tells alone, only two stand among the first
    five while there are others that are new to the channel, and only ten in all before those of others. Those that wait
    for them say so. Nothing is left out.

    A story that several sources tell is no single source's, whoever leads it.
    """
    new = [one for one in ranked if one.told.novelty is not Novelty.SEEN]
    waiting = {id(one) for one in _waiting(new)}
    head = [one for one in new if id(one) not in waiting][:TOP]
    ahead = {id(one) for one in head}
    rest = [one for one in ranked if id(one) not in ahead]
    late = _late(head, rest)
    moved = _passed(new, {id(one) for one in rest}) | _passed(rest, late)
    ordered = sorted(rest, key=lambda one: late.get(id(one), 0))
    return [*head, *(_explained(one) if id(one) in moved else one for one in ordered)]


def _late(head: Sequence[Candidate], rest: Sequence[Candidate]) -> dict[int, int]:
    """Those of the rest that are beyond their source's share of the whole, and by how many: sources take turns."""
    told = Counter(map(_alone, head))
    late: dict[int, int] = {}
    for one in rest:
        source = _alone(one)
        told[source] += 1
        if source and told[source] > SHARE:
            late[id(one)] = told[source] - SHARE
    return late


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


def _passed(row: Sequence[Candidate], late: Container[int]) -> set[int]:
    """Those of `late`, by id, that stand in the row before the last that is not: it goes before them."""
    last = max((place for place, one in enumerate(row) if id(one) not in late), default=0)
    return {id(one) for one in row[:last] if id(one) in late}


def _alone(one: Candidate) -> str:
    """The source that alone tells a story; "" where several do."""
    sources = {entry.source for entry in one.entries}
    return sources.pop() if len(sources) == 1 else ""


def _explained(one: Candidate) -> Candidate:
    return replace(one, reason=f"{one.reason}; behind other sources’ stories, as {_alone(one)} stands above already")
