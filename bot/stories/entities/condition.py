"""Conditions: what beside an ambiguous name says which of its meanings it has."""

from dataclasses import dataclass
from enum import StrEnum

from bot.stories.entities.entity import KINDS
from bot.stories.words import read


class Sign(StrEnum):
    """The conditions that have a name in ambiguous.toml; each is explained there."""

    VERB = "@verb"
    POSSESSIVE = "@possessive"
    COMPANY = "@company"
    PLACE = "@place"
    IN = "@in"
    COUNTRIES = "@countries"
    COMPANIES = "@companies"
    MID = "@mid"
    ELSE = "@else"


@dataclass(frozen=True, slots=True)
class Beside:
    """These stems stand in a row nearby."""

    stems: tuple[str, ...]
    forbids: bool = False  # then the name never means it


@dataclass(frozen=True, slots=True)
class Named:
    """This entity, or what belongs to it, is named for certain in the same article."""

    id: str


Condition = Sign | Beside | Named


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a name, and what speaks for it; one condition is enough."""

    id: str
    conditions: tuple[Condition, ...]


def read_condition(text: str) -> Condition | None:
    """A condition as it is written; None for one that says nothing."""
    if text.startswith("@"):
        return Sign(text) if text in list(Sign) else None
    kind, _, key = text.partition(":")
    if key and kind in KINDS:
        return Named(text)
    stems = read(text.removeprefix("-")).stems
    return Beside(stems, forbids=text.startswith("-")) if stems else None
