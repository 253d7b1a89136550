"""What a search engine may use to leave documents out, without ever losing one that the evaluator would match.

The expression speaks of stems only, as `stories.words` makes them; an engine indexes those same stems. It is
weaker than the query (nearness, exact forms, dates and exclusions are left to the evaluator), never stronger.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.stories.entities import gazetteer
from bot.stories.query.tree import TEXT_FIELDS, And, Exact, Near, Node, Or, Phrase, Query, Sum
from bot.stories.query.values import Named


@dataclass(frozen=True, slots=True)
class Row:
    """These stems in a row in one column, or in either when the column is ""."""

    stems: tuple[str, ...]
    column: str = ""


@dataclass(frozen=True, slots=True)
class All:
    """All of at least two hold."""

    items: "tuple[Narrowing, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of at least two holds."""

    items: "tuple[Narrowing, ...]"


Narrowing = Row | All | AnyOf


def narrow(query: Query) -> Narrowing | None:
    """What every matching document must hold; None when no words can be required of it."""
    return _Narrower().of(query.root)


def narrow_any(queries: Iterable[Query]) -> Narrowing | None:
    """What every document must hold that matches one of these queries; what they share is said once."""
    kept, narrower = tuple(queries), _Narrower()  # all alive at once, for a clause is known by its identity
    found = [narrower.of(query.root) for query in kept]
    return narrower.any([item for one in found for item in (one.items if isinstance(one, AnyOf) else (one,))])


def to_fts5(narrowing: Narrowing) -> str:
    """The MATCH text for an FTS5 table with columns `title` and `body`, tokenizer `ascii`, holding stems joined by
    spaces (https://sqlite.org/fts5.html#full_text_query_syntax). Stems hold no quotes, so nothing can break out."""
    match narrowing:
        case Row():
            phrase = f'"{" ".join(narrowing.stems)}"'
            return f"{narrowing.column} : {phrase}" if narrowing.column else phrase
        case All():
            return f"({' AND '.join(to_fts5(item) for item in narrowing.items)})"
        case AnyOf():
            return f"({' OR '.join(to_fts5(item) for item in narrowing.items)})"


class _Narrower:
    """Narrows clauses, each once, which hundreds of variants of a query share. Equal narrowings are one object, so
    that they are told apart without a look at what is in them."""

    def __init__(self) -> None:
        self._of: dict[int, Narrowing | None] = {}
        self._made: dict[object, Narrowing] = {}

    def of(self, node: Node) -> Narrowing | None:
        """What a document must hold for this clause. The clause must outlive the narrower."""
        if id(node) not in self._of:
            self._of[id(node)] = self._narrow(node)
        return self._of[id(node)]

    def any(self, items: list[Narrowing | None]) -> Narrowing | None:
        """One choice that requires nothing makes the whole require nothing."""
        known = [item for item in items if item is not None]
        return self._joined(AnyOf, known) if len(known) == len(items) else None

    def _narrow(self, node: Node) -> Narrowing | None:
        match node:
            case Phrase() | Exact():
                row = Row(node.stems, node.field)
                return self._made.setdefault(row, row) if node.field in ("", *TEXT_FIELDS) else None
            case Named():
                names = gazetteer().forms_of(node.id, strict=node.strict)
                return self.any([self._made.setdefault(row, row) for row in map(Row, names)])
            case Sum():
                return self.any([*map(self.of, node.weighty)])
            case And():
                return self._all(map(self.of, node.items))
            case Or():
                return self.any([*map(self.of, node.items)])
            case Near():
                return self._all(self.any([*map(self.of, operand)]) for operand in node.operands)
        return None  # exclusions, values, and prefixes: two forms of one beginning may have stems that differ

    def _all(self, items: Iterable[Narrowing | None]) -> Narrowing | None:
        """What can be required stands; the rest is left to the evaluator."""
        return self._joined(All, [item for item in items if item is not None])

    def _joined(self, kind: type[All | AnyOf], items: list[Narrowing]) -> Narrowing | None:
        distinct = {id(item): item for item in items}
        if len(distinct) < 2:
            return items[0] if items else None
        known = (kind, *distinct)
        if known not in self._made:
            self._made[known] = kind(tuple(distinct.values()))
        return self._made[known]
