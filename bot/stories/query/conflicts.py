"""Conflicts: clauses that cannot hold together, and alternatives that change nothing."""

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from bot.stories.entities import gazetteer
from bot.stories.query.evidence import counted
from bot.stories.query.tree import TEXT_FIELDS, And, Exact, Near, Node, Not, Or, Phrase, Prefix, Term
from bot.stories.query.values import Covered, Dated, Language, Named, Site, Value


def implies(node: Node, other: Term | Named) -> bool:
    """Whether this term surely holds wherever the node does."""
    match node:
        case And():
            return any(implies(item, other) for item in node.items)
        case Or():
            return all(implies(item, other) for item in node.items)
        case Near():
            return any(all(implies(term, other) for term in operand) for operand in node.operands)
        case Phrase() | Exact() | Prefix() if not isinstance(other, Named):
            return node == other or _contains(node, other)
        case Named() if isinstance(other, Named):
            return node == other or _belongs(node, other)
    return False


def _contains(term: Term, other: Term) -> bool:
    """By their stems; exact forms and beginnings are not compared."""
    if isinstance(term, Prefix) or not isinstance(other, Phrase) or not _within(term.field, other.field):
        return False
    size = len(other.stems)
    return any(term.stems[i : i + size] == other.stems for i in range(len(term.stems) - size + 1))


def _belongs(named: Named, other: Named) -> bool:
    """Whoever names the one names the other by it; a strict clause finds less than one that is not."""
    return not other.strict and named.id in gazetteer().held(other.id)


def _within(field: str, other: str) -> bool:
    return field == other or (not other and field in TEXT_FIELDS)


def excluded(node: And) -> Iterator[Term | Named]:
    """The single terms and entities that an AND excludes."""
    for item in node.items:
        if isinstance(item, Not):
            choice = item.item.items if isinstance(item.item, Or) else (item.item,)
            yield from (term for term in choice if isinstance(term, Phrase | Exact | Prefix | Named))


def opposed(node: And) -> Iterator[tuple[Value, Value]]:
    """Pairs of values that no article has at once."""
    values = [item for item in node.items if isinstance(item, Site | Language | Dated | Covered)]
    for first, second in combinations(values, 2):
        if type(first) is type(second) and not _together(first, second):
            yield first, second


def _together(first: Value, second: Value) -> bool:
    match first, second:
        case Site(), Site():
            return any(a == b or a.endswith(f".{b}") for a, b in permutations((first.host, second.host)))
        case Language(), Language():
            return any(a == b or a.startswith(f"{b}-") for a, b in permutations((first.tag, second.tag)))
        case Dated(), Dated():
            after, before = sorted((first, second), key=lambda value: value.field)
            return after.field == before.field or after.day < before.day
        case Covered(), Covered():
            counts = {value.count + step for value in (first, second) for step in (-1, 0, 1)}
            return any(counted(first, count) and counted(second, count) for count in counts)
    return True


def belonging(choices: Sequence[Node]) -> Iterator[tuple[Named, Named]]:
    """Entities among alternatives that belong to another one, with that one."""
    named = [item for item in choices if isinstance(item, Named)]
    return ((one, wider) for one, wider in permutations(named, 2) if one != wider and _belongs(one, wider))


def repeated(choices: Sequence[Node]) -> Iterator[tuple[Phrase | Exact, Phrase]]:
    """Terms among alternatives that another one finds as well, with that one."""
    phrases = [item for item in choices if isinstance(item, Phrase)]
    first = {(phrase.stems, phrase.field): phrase for phrase in reversed(phrases)}
    for term in choices:
        if isinstance(term, Phrase | Exact):
            wider = next((first[key] for key in _inside(term) if first.get(key, term) is not term), None)
            if wider is not None:
                yield term, wider


def _inside(term: Phrase | Exact) -> Iterator[tuple[tuple[str, ...], str]]:
    """The stems of all phrases inside a term, itself among them, in the fields where they are found with it."""
    fields = (term.field, "") if term.field in TEXT_FIELDS else (term.field,)
    for start, end in combinations(range(len(term.stems) + 1), 2):
        for field in fields:
            yield term.stems[start:end], field
