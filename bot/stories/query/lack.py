"""Lacks: the reasons why a condition of a query may fail, and what is told of one that does."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.topic import Evidence


class Reason(StrEnum):
    """Why a condition does not hold."""

    ABSENT = "absent"  # what `missing` names is nowhere; `found` is what else of it is there
    AGAIN = "again"  # a chain asks for what `missing` names once more than it is there; `found` is there
    ELSEWHERE = "elsewhere"  # all of it is there, but not in the field asked for, or not in the same one
    APART = "apart"  # the two in `found` are in one field, with `apart` words between, which are too many
    ORDER = "order"  # likewise, but in the other order
    FORM = "form"  # there in another form or case than the exact one; of an entity: by what is no name of its own
    LIGHT = "light"  # words of a sum: `found` speak for it, and all of them weigh no more than `weighs`
    UNSURE = "unsure"  # a name of the entity is there, and nothing beside it says that it means that one
    EXCLUDED = "excluded"  # an exclusion, and `found` is there
    VALUE = "value"  # the entry has another value: `found` is it, its text "" where it has none


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One condition that does not hold, and what of it is there all the same."""

    clause: str  # the condition as its author would write it, exclusions with their minus
    reason: Reason
    found: tuple[Evidence, ...] = ()  # each with the clause that it met
    missing: tuple[str, ...] = ()  # clauses: words of a chain, or alternatives of which one would do
    apart: int | None = None  # words between the two in `found`
    weighs: tuple[int, int] | None = None  # what the words of a sum add up to, and what they should
    nearness: float = 0.0  # 0 to 1 exclusive: how much of it is there
