"""Entities in titles, on a sample of rows that a person labelled: what is recognised, and how often that is right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.errors import NotFound
from bot.flow.evaluate.found import Found, share
from bot.stories.entities import KINDS, gazetteer, recognise
from bot.stories.words import read

NOTHING = read("")

Labels = Mapping[str, frozenset[str]]  # by row id: the entities that its title names, by our keys


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityScore(Found):
    """How well the entities of one kind were recognised."""

    kind: str
    unlisted: int  # of those missed: no list holds them

    @property
    def recall_of_listed(self) -> float:
        """How much was recognised of what our lists hold."""
        return share(self.right, self.right + self.missed - self.unlisted)


def labels_of(rows: Iterable[Mapping[str, object]]) -> Labels:
    """The labelled entities of a sample: objects with an id and a list of keys, `entities`. What no list of ours holds
    is labelled, too, by a key made of its name."""
    return {str(row["id"]): frozenset(map(str, _listed(row.get("entities")))) for row in rows}


def titles_of(rows: Iterable[Mapping[str, object]], sample: Iterable[str]) -> dict[str, str]:
    """The titles of a sample's rows, by id."""
    titles = {str(row["id"]): str(row.get("title") or "") for row in rows}
    wanted = list(sample)
    if lacking := [row for row in wanted if row not in titles]:
        raise NotFound(
            f"The files lack {len(lacking):,} of the sample’s {len(wanted):,} rows, such as {lacking[0]}.",
            "Name the files from which the sample was drawn.",
        )
    return {row: titles[row] for row in wanted}


def recognised(titles: Mapping[str, str]) -> Labels:
    """The entities that each title names by itself, by row id."""
    return {row: recognise(read(title), NOTHING, gazetteer()).ids for row, title in titles.items()}


def score_entities(labels: Labels, found: Labels) -> list[EntityScore]:
    """A score a kind, and one for all."""
    return [_score(kind, labels, found) for kind in (*KINDS, "all")]


def _score(kind: str, labels: Labels, found: Labels) -> EntityScore:
    right = wrong = missed = unlisted = 0
    for row, wanted in labels.items():
        ours, theirs = _of_kind(kind, found[row]), _of_kind(kind, wanted)
        right += len(ours & theirs)
        wrong += len(ours - theirs)
        missed += len(theirs - ours)
        unlisted += len((theirs - ours) - gazetteer().entities.keys())
    return EntityScore(kind=kind, right=right, wrong=wrong, missed=missed, unlisted=unlisted)


def _of_kind(kind: str, ids: frozenset[str]) -> frozenset[str]:
    return ids if kind == "all" else frozenset(one for one in ids if one.startswith(f"{kind}:"))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
