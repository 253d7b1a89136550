"""What a search engine may use to leave documents out, without ever losing one that the evaluator would match.

The expression speaks of stems only, as `stories.words` makes them; an engine indexes those same stems. It is
weaker than the query (nearness, exact forms, dates and exclusions are left to the evaluator), never stronger.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.stories.query.tree import TEXT_FIELDS, And, Exact, Near, Node, Or, Phrase, Query


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
    return _narrow(query.root)


def narrow_any(queries: Iterable[Query]) -> Narrowing | None:
    """What every document must hold that matches one of these queries; what they share is said once."""
    found = [narrow(query) for query in queries]
    flat = [item for one in found for item in (one.items if isinstance(one, AnyOf) else (one,))]
    return _any(flat)


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


def _narrow(node: Node) -> Narrowing | None:
    match node:
        case Phrase() | Exact():
            return Row(node.stems, node.field) if node.field in ("", *TEXT_FIELDS) else None
        case And():
            return _all(_narrow(item) for item in node.items)
        case Or():
            return _any(_narrow(item) for item in node.items)
        case Near():
            return _all(_any(_narrow(term) for term in operand) for operand in node.operands)
    return None  # exclusions, values, and prefixes: two forms of one beginning may have stems that differ


def _all(items: Iterable[Narrowing | None]) -> Narrowing | None:
    """What can be required stands; the rest is left to the evaluator."""
    return _joined(All, [item for item in items if item is not None])


def _any(items: Iterable[Narrowing | None]) -> Narrowing | None:
    """One choice that requires nothing makes the whole require nothing."""
    found = list(items)
    known = [item for item in found if item is not None]
    return _joined(AnyOf, known) if len(known) == len(found) else None


def _joined(kind: Callable[[tuple[Narrowing, ...]], Narrowing], items: list[Narrowing]) -> Narrowing | None:
    distinct = tuple(dict.fromkeys(items))
    if len(distinct) > 1:
        return kind(distinct)
    return distinct[0] if distinct else None
