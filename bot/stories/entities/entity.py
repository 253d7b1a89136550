"""What can be named: companies, countries, people, laws and public bodies, with the names that texts use for them."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an entity is; the words are the query language's fields."""

    COMPANY = "company"
    COUNTRY = "country"
    PERSON = "person"
    LAW = "law"
    REGULATOR = "regulator"  # any public body; `body:` is the text of an article


KINDS = tuple(str(kind) for kind in Kind)


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name an entity."""

    text: str
    weak: bool = False  # points at it without being its name: a demonym, a city, a product
    unsure: bool = False  # a word, too: it needs something beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something that texts name. A group has no names, only others below it."""

    kind: Kind
    key: str  # what queries are kept with; for a country its ISO code
    names: tuple[Name, ...] = ()
    parents: tuple[str, ...] = ()  # keys of the same kind: what it belongs to, and its group

    @property
    def id(self) -> str:
        """`company:google`: alone of its kind, and a clause of a query."""
        return f"{self.kind}:{self.key}"

    @property
    def title(self) -> str:
        """What people read."""
        return self.names[0].text if self.names else self.key


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose name a form is."""

    id: str  # of the entity
    weak: bool
    unsure: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A name as words, and who bears it. What nobody bears is another thing's name, which hides ours inside it."""

    text: str
    parts: tuple[str, ...]  # its words as written
    folds: tuple[str, ...]
    stems: tuple[str, ...]
    gaps: tuple[str, ...]  # between its words, and after the last one
    bearers: tuple[Bearer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An entity is named, from one word of a text to another, both inclusive."""

    id: str
    first: int
    last: int
    weak: bool = False
