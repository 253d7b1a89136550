"""The leaves of a query that ask for something other than words, each with its canonical text."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time


@dataclass(frozen=True, slots=True)
class Site:
    """The entry's link is on this host or below it."""

    host: str

    def __str__(self) -> str:
        return f"site:{self.host}"


@dataclass(frozen=True, slots=True)
class Language:
    """The entry's BCP 47 tag is this one or a narrower one."""

    tag: str  # lower case

    def __str__(self) -> str:
        return f"lang:{self.tag}"


@dataclass(frozen=True, slots=True)
class Dated:
    """Published on or after the start of a day in UTC, or before it."""

    field: str  # "after" or "before"
    day: date

    @property
    def moment(self) -> datetime:
        """The day's first instant in UTC."""
        return datetime.combine(self.day, time(), UTC)

    def __str__(self) -> str:
        return f"{self.field}:{self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Covered:
    """The story is told by so many sources."""

    sign: str  # one of >= > = <= <
    count: int

    def __str__(self) -> str:
        return f"covered{self.sign}{self.count}"


@dataclass(frozen=True, slots=True)
class Named:
    """The article names an entity, or one that belongs to it; `strict`: itself, by a name of its own."""

    kind: str
    key: str
    strict: bool = False

    @property
    def id(self) -> str:
        """The entity's."""
        return f"{self.kind}:{self.key}"

    def __str__(self) -> str:
        return f"{self.kind}:{'=' * self.strict}{self.key}"


Own = Site | Language | Dated | Covered  # what an entry has, beside its words
Value = Own | Named
