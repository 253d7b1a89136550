"""The query as a tree. `str(node)` is its canonical text, which parses to an equal tree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from bot.stories.entities import KINDS
from bot.stories.query.values import Value

TEXT_FIELDS = ("title", "body")  # where a term without a field is looked for
WORD_FIELDS = (*TEXT_FIELDS, "source", "author")
NAME_FIELDS = KINDS  # company, country, person, law, regulator
VALUE_FIELDS = ("site", "lang", "after", "before", *NAME_FIELDS)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One or more words in a row, each matched by its stem."""

    text: str  # as written, without quotes
    stems: tuple[str, ...]  # never empty, none of them empty
    field: str = ""  # "" means title or body
    quoted: bool = False

    @property
    def bare(self) -> str:
        """The term without its field."""
        return f'"{self.text}"' if self.quoted else self.text

    def __str__(self) -> str:
        return _named(self.field, self.bare)


@dataclass(frozen=True, slots=True)
class Exact:
    """One or more words in a row, matched letter by letter: case, form and punctuation as written."""

    text: str
    stems: tuple[str, ...]
    field: str = ""
    quoted: bool = False

    @property
    def bare(self) -> str:
        """The term without its field."""
        return f'="{self.text}"' if self.quoted else f"={self.text}"

    def __str__(self) -> str:
        return _named(self.field, self.bare)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins so. `letters` are folded: lower case, no accents."""

    text: str  # as written, without the star
    letters: str
    field: str = ""

    @property
    def bare(self) -> str:
        """The term without its field."""
        return f"{self.text}*"

    def __str__(self) -> str:
        return _named(self.field, self.bare)


Term = Phrase | Exact | Prefix


@dataclass(frozen=True, slots=True)
class Step:
    """How near an operand of `Near` stands to the one before it: at most `words` between, in order if `ordered`."""

    words: int
    ordered: bool

    def __str__(self) -> str:
        return f"{'ONEAR' if self.ordered else 'NEAR'}/{self.words}"


@dataclass(frozen=True, slots=True)
class Near:
    """A chain of operands in one field. Each is a term or several to choose from; `steps[i]` joins i and i + 1."""

    operands: tuple[tuple[Term, ...], ...]
    steps: tuple[Step, ...]

    @property
    def field(self) -> str:
        """The field all terms share."""
        return self.operands[0][0].field

    def __str__(self) -> str:
        first, *rest = (_choice(operand) for operand in self.operands)
        chain = " ".join([first, *(f"{step} {operand}" for step, operand in zip(self.steps, rest, strict=True))])
        return f"{self.field}:({chain})" if self.field else chain


@dataclass(frozen=True, slots=True)
class Weight:
    """Words any of which weigh so much in a `Sum`: once, by their place in the title if they have one there."""

    words: tuple[Phrase | Exact, ...]  # without a field
    title: int
    text: int

    @property
    def most(self) -> int:
        """The most that the words can add."""
        return max(0, self.title, self.text)

    def __str__(self) -> str:
        return f"{self.title}/{self.text} {_choice(self.words)}"


@dataclass(frozen=True)  # no slots: what is reckoned once is kept in the instance
class Sum:
    """Words that weigh: it holds where the weights of those that stand there add up to `bar`, which is above 0."""

    bar: int
    weights: tuple[Weight, ...]

    @cached_property
    def single(self) -> Mapping[str, tuple[int, ...]]:
        """By each single word's stem the weights that it has, as numbers from 0 on: to stand there is enough."""
        found: dict[str, tuple[int, ...]] = {}
        for number, term in self._numbered(single=True):
            found[term.stems[0]] = (*found.get(term.stems[0], ()), number)
        return found

    @cached_property
    def longer(self) -> Mapping[str, tuple[tuple[int, Phrase | Exact], ...]]:
        """Likewise phrases and exact forms, by the first stem of each."""
        found: dict[str, tuple[tuple[int, Phrase | Exact], ...]] = {}
        for number, term in self._numbered(single=False):
            found[term.stems[0]] = (*found.get(term.stems[0], ()), (number, term))
        return found

    def _numbered(self, *, single: bool) -> Iterator[tuple[int, Phrase | Exact]]:
        for number, weight in enumerate(self.weights):
            for term in weight.words:
                if (isinstance(term, Phrase) and len(term.stems) == 1) is single:
                    yield number, term

    @cached_property
    def weighty(self) -> tuple[Phrase | Exact, ...]:
        """The fewest words of which one must stand there, for without them the others never reach the bar."""
        falling = sorted(self.weights, key=lambda weight: -weight.most)
        left, needed = sum(weight.most for weight in falling), 0
        while left >= self.bar:
            left, needed = left - falling[needed].most, needed + 1
        return tuple(term for weight in falling[:needed] for term in weight.words)

    def __str__(self) -> str:
        return f"SUM/{self.bar} ({' '.join(map(str, self.weights))})"


@dataclass(frozen=True, slots=True)
class Not:
    """The item does not hold."""

    item: "Node"

    def __str__(self) -> str:
        return f"-{_bracketed(self.item)}"


@dataclass(frozen=True, slots=True)
class And:
    """All of at least two items hold."""

    items: "tuple[Node, ...]"

    def __str__(self) -> str:
        return _listed(self.items, " ")


@dataclass(frozen=True, slots=True)
class Or:
    """One of at least two items holds."""

    items: "tuple[Node, ...]"

    def __str__(self) -> str:
        return _listed(self.items, " OR ")


Leaf = Term | Value | Near | Sum
Node = Leaf | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query that was read without fault."""

    root: Node
    threshold: float = 0.0  # the score that a match must reach
    loose: "tuple[Or, ...]" = field(default=(), compare=False, repr=False)  # as read: an AND without brackets inside

    def __str__(self) -> str:
        return str(self.root)


_List = TypeVar("_List", And, Or)


def join(kind: type[_List], items: Iterable[Node]) -> "Node":
    """One flat node of this kind, each item once; a single item stays itself."""
    flat: dict[Node, None] = {}
    for item in items:
        flat.update(dict.fromkeys(item.items if isinstance(item, kind) else (item,)))
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat))


def negate(item: Node) -> Node:
    """The opposite; two negations are none."""
    return item.item if isinstance(item, Not) else Not(item)


def unscoped(term: Term) -> Term:
    """The term without its field."""
    return replace(term, field="")


def unscoped_chain(near: Near) -> Near:
    """The chain without its field."""
    return Near(tuple(tuple(unscoped(term) for term in operand) for operand in near.operands), near.steps)


def terms(node: Node) -> Iterator[Term]:
    """All terms of a tree in the order they are written, negated ones included."""
    match node:
        case And() | Or():
            for item in node.items:
                yield from terms(item)
        case Not():
            yield from terms(node.item)
        case Near():
            for operand in node.operands:
                yield from operand
        case Sum():
            for weight in node.weights:
                yield from weight.words
        case Phrase() | Exact() | Prefix():
            yield node


def shared_field(items: tuple[Node, ...]) -> str:
    """The field that all of these terms have; "" where they have none, or where other clauses are among them."""
    fields = {item.field if isinstance(item, Term) else "" for item in items}
    return fields.pop() if len(fields) == 1 else ""


def _named(field: str, bare: str) -> str:
    return f"{field}:{bare}" if field else bare


def _choice(operand: tuple[Term, ...]) -> str:
    text = " OR ".join(term.bare for term in operand)
    return f"({text})" if len(operand) > 1 else text


def _listed(items: tuple[Node, ...], joint: str) -> str:
    """The items joined; terms that share a field share one bracket."""
    field = shared_field(items)
    if field:
        return f"{field}:({joint.join(item.bare for item in items if isinstance(item, Term))})"
    return joint.join(_bracketed(item) for item in items)


def _bracketed(node: Node) -> str:
    """The node so that nothing beside it can change its meaning."""
    text = str(node)
    closed = isinstance(node, Term | Value | Sum | Not) or (isinstance(node, Near) and node.field)
    shared = isinstance(node, And | Or) and shared_field(node.items)
    return text if closed or shared else f"({text})"
