"""What can be said of a query and one document: its tree with verdicts, and how near it came where it failed."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from bot.model.topic import Evidence
from bot.stories.query.document import Document
from bot.stories.query.lack import Lack
from bot.stories.query.lacking import lack_of
from bot.stories.query.tree import And, Node, Not, Or


class NodeKind(StrEnum):
    """How a clause holds."""

    ALL = "all"  # when all its parts do
    ANY = "any"  # when one of its parts does
    NOT = "not"  # when its one part does not
    NEAR = "near"  # when its operands, which are its parts, stand near each other
    TERM = "term"  # when its words stand there or weigh enough, or a name of what it asks for
    VALUE = "value"  # when the entry's site, language, date or number of sources is right


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """A clause of a query, whether it holds for a document, and its parts explained in turn. The root is the query."""

    node: Node
    kind: NodeKind
    holds: bool
    document: Document = field(repr=False, compare=False)
    evidence: tuple[Evidence, ...] = ()  # the words by which it holds; none where it fails, or holds by absence
    parts: "tuple[Explanation, ...]" = ()  # of ALL, ANY and NEAR in the author's order; of NOT what it excludes

    @cached_property
    def clause(self) -> str:
        """The clause as its author would write it; `parse` reads it."""
        return str(self.node)

    @cached_property
    def lack(self) -> Lack | None:
        """Why a term, a chain or a value fails; None for one that holds, and for a clause of such parts."""
        leaf = None if self.holds or isinstance(self.node, And | Or | Not) else self.node
        return lack_of(leaf, self.document) if leaf is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Why a query fails, told by the alternative that came nearest."""

    clause: str  # that alternative; alternatives that failed and exclusions that found nothing are left out
    met: tuple[Evidence, ...]  # what of it is there
    lacks: tuple[Lack, ...]  # what would have to be otherwise, each of them; never empty
    nearness: float  # 0 to 1 exclusive: the share of its conditions that are met, half-met ones in part
