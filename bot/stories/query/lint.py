"""Advice on a query that can be read but may not do what its author wants."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.stories.query.common import COMMON
from bot.stories.query.conflicts import belonging, excluded, implies, opposed, repeated
from bot.stories.query.counting import requires
from bot.stories.query.tree import TEXT_FIELDS, And, Near, Node, Not, Or, Phrase, Query, Sum, Term, terms
from bot.stories.query.values import Covered, Dated, Named, Site, Value

SHORTEST_STEM = 4
WIDEST_NEAR = 10
_OPERATOR = re.compile(r"and|or|not|o?near(/[0-9]*)?|sum/[0-9]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A clause and what is odd about it, in words fit to show."""

    clause: str
    message: str


def lint(query: Query) -> tuple[Advice, ...]:
    """Advice, one piece a clause: what concerns the whole first, then what its clauses do to each other, then words."""
    found = [*_on_whole(query), *_on_structure(query.root), *_on_words(query.root)]
    first = {piece.clause: piece for piece in reversed(found)}
    return tuple(dict.fromkeys(first[piece.clause] for piece in found))


def _on_whole(query: Query) -> Iterator[Advice]:
    if not requires(query.root):
        message = "It only excludes, so it matches nearly everything. Add what to look for."
        yield Advice(clause=str(query), message=message)
    for choice in query.loose:
        message = "AND is read before OR. Put brackets around what belongs together."
        yield Advice(clause=str(choice), message=message)
    for term in _sufficient(query.root):
        if len(term.stems) == 1 and term.stems[0] in COMMON and term.field in ("", *TEXT_FIELDS):
            message = "This word alone makes a match, and it is a very common one. Add another, or use a phrase."
            yield Advice(clause=str(term), message=message)


def _sufficient(node: Node) -> Iterator[Phrase]:
    """Words and phrases any of which is enough."""
    if isinstance(node, Or):
        for item in node.items:
            yield from _sufficient(item)
    elif isinstance(node, Phrase):
        yield node


def _on_structure(node: Node) -> Iterator[Advice]:
    match node:
        case And():
            yield from _on_conditions(node)
        case Or():
            yield from (_adds_nothing(term, wider) for term, wider in repeated(node.items))
            for one, whole in belonging(node.items):
                yield Advice(clause=str(one), message=f"It adds nothing: {whole} finds all that belongs to it.")
        case Near():
            yield from _on_chain(node)
        case Sum():
            yield from _on_weights(node)
    for item in _parts(node):
        yield from _on_structure(item)


def _parts(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, And | Or) else (node.item,) if isinstance(node, Not) else ()


def _on_conditions(node: And) -> Iterator[Advice]:
    asked = [item for item in node.items if not isinstance(item, Not)]
    for term in excluded(node):
        if any(implies(item, term) for item in asked):
            message = f"It excludes what is asked for beside it, so nothing matches. {_why(term)}"
            yield Advice(clause=str(Not(term)), message=message)
        else:
            yield from _on_dead(asked, term)
    for first, second in opposed(node):
        yield Advice(clause=str(And((first, second))), message=_opposition(first))


def _why(term: Term | Named) -> str:
    return "What belongs to it is excluded, too." if isinstance(term, Named) else "Words match by their stem."


def _on_dead(asked: Sequence[Node], term: Term | Named) -> Iterator[Advice]:
    """Alternatives that an exclusion leaves nothing of."""
    for choice in asked:
        for item in choice.items if isinstance(choice, Or) else ():
            if implies(item, term):
                yield Advice(clause=str(item), message=f"It brings nothing: {Not(term)} excludes all it finds.")


def _opposition(value: Value) -> str:
    match value:
        case Covered():
            return "No number of sources is both, so nothing matches."
        case Dated():
            return "No day is both, so nothing matches."
    name = "site" if isinstance(value, Site) else "language"
    return f"An article has one {name}, so nothing matches both. Join them with OR."


def _adds_nothing(term: Term, wider: Term) -> Advice:
    return Advice(clause=str(term), message=f"It adds nothing: {wider} finds it too. Words match by their stem.")


def _on_chain(near: Near) -> Iterator[Advice]:
    for step in near.steps:
        if step.words > WIDEST_NEAR:
            message = f"{step} spans more than a sentence. Up to {WIDEST_NEAR} words say that two belong together."
            yield Advice(clause=str(near), message=message)
    for operand in near.operands:
        for term, wider in repeated(operand):
            if len(term.stems) == len(wider.stems):  # a longer one may stand nearer
                yield _adds_nothing(term, wider)


def _on_weights(asked: Sum) -> Iterator[Advice]:
    """Words that a weight has for nothing, and words that have two."""
    known = set[str | tuple[str, ...]]()
    for weight in asked.weights:
        yield from (_adds_nothing(term, wider) for term, wider in repeated(weight.words))
        words = {term.stems if isinstance(term, Phrase) else term.text: term for term in weight.words}
        for key in words.keys() & known:
            message = "It is weighed twice, and both weights count. Words match by their stem."
            yield Advice(clause=str(words[key]), message=message)
        known |= words.keys()


def _on_words(node: Node, *, chained: bool = False) -> Iterator[Advice]:
    match node:
        case And() | Or() | Not():
            for item in _parts(node):
                yield from _on_words(item)
        case Near():
            for term in terms(node):
                yield from _on_words(term, chained=True)
        case Phrase():
            yield from _on_word(node, chained=chained)


def _on_word(term: Phrase, *, chained: bool) -> Iterator[Advice]:
    """A short word that is chained to others does not come by chance."""
    if not term.quoted and _OPERATOR.fullmatch(term.text):
        does = "weigh" if term.text.casefold().startswith("sum") else "join"
        message = f"This is an ordinary word here. Write {term.text.upper()} in capitals to {does} words with it."
        yield Advice(clause=str(term), message=message)
    elif _is_short(term) and not chained:
        message = (
            f"A stem under {SHORTEST_STEM} letters finds much by chance. Use a phrase, or ={term.text} for its case."
        )
        yield Advice(clause=str(term), message=message)
    if term.quoted and "*" in term.text:
        yield Advice(clause=str(term), message="Inside quotes a star means nothing. Put it on a word of its own.")


def _is_short(term: Phrase) -> bool:
    """One short stem in letters that words are spelled with: a Chinese or Japanese sign is a word's worth."""
    return len(term.stems) == 1 and len(term.stems[0]) < SHORTEST_STEM and term.stems[0].isascii()
