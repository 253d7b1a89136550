"""Advice on a query that can be read but may not do what its author wants."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.stories.query.common import COMMON
from bot.stories.query.tree import And, Near, Node, Not, Or, Phrase, Query, Term, terms

SHORTEST_STEM = 4
WIDEST_NEAR = 10
_OPERATOR = re.compile(r"and|or|not|o?near(/[0-9]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A clause and what is odd about it, in words fit to show."""

    clause: str
    message: str


def lint(query: Query) -> tuple[Advice, ...]:
    """All advice, in the query's order, each once."""
    found = [*_on_whole(query.root), *_on_clauses(query.root)]
    return tuple(dict.fromkeys(found))


def _on_whole(root: Node) -> Iterator[Advice]:
    if not _requires(root):
        yield Advice(
            clause=str(root), message="It only excludes, so it matches nearly everything. Add what to look for."
        )
    if isinstance(root, Phrase) and len(root.stems) == 1 and root.stems[0] in COMMON:
        yield Advice(clause=str(root), message="This word is in most articles. Add another, or use a phrase.")


def _requires(node: Node) -> bool:
    """A document must hold something to match."""
    match node:
        case And():
            return any(_requires(item) for item in node.items)
        case Or():
            return all(_requires(item) for item in node.items)
        case Not():
            return not _requires(node.item)
    return True


def _on_clauses(node: Node) -> Iterator[Advice]:
    for near in _chains(node):
        yield from _on_chain(near)
    for term in terms(node):
        yield from _on_term(term)


def _chains(node: Node) -> Iterator[Near]:
    match node:
        case And() | Or():
            for item in node.items:
                yield from _chains(item)
        case Not():
            yield from _chains(node.item)
        case Near():
            yield node


def _on_chain(near: Near) -> Iterator[Advice]:
    for step in near.steps:
        if step.words > WIDEST_NEAR:
            yield Advice(
                clause=str(near),
                message=f"{step} spans more than a sentence. Up to {WIDEST_NEAR} words say that two belong together.",
            )


def _on_term(term: Term) -> Iterator[Advice]:
    if not isinstance(term, Phrase):
        return
    if not term.quoted and _OPERATOR.fullmatch(term.text):
        message = f"This is an ordinary word here. Write {term.text.upper()} in capitals to join words with it."
        yield Advice(clause=str(term), message=message)
    elif _is_short(term):
        message = (
            f"A stem under {SHORTEST_STEM} letters finds much by chance. Use a phrase, or ={term.text} for its case."
        )
        yield Advice(clause=str(term), message=message)
    if term.quoted and "*" in term.text:
        yield Advice(clause=str(term), message="Inside quotes a star means nothing. Put it on a word of its own.")


def _is_short(term: Phrase) -> bool:
    """One short stem in letters that words are spelled with: a Chinese or Japanese sign is a word's worth."""
    return len(term.stems) == 1 and len(term.stems[0]) < SHORTEST_STEM and term.stems[0].isascii()
