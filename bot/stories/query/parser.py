"""From a query's text to its tree, or to an error that names the place and the cure.

either  := both (OR both)*
both    := single (AND? single)*
single  := (NOT | -) single | chain
chain   := operand ((NEAR/n | ONEAR/n) operand)*
operand := "(" either ")" | sum | field: operand | word | "phrase" | =exact | prefix* | covered>=n
sum     := SUM/n "(" (-? n(/n)? operand)+ ")"
"""

from collections.abc import Iterator
from datetime import datetime

from bot.errors import QueryError
from bot.stories.query.leaves import SUM_EXAMPLE, bar, leaf, step, weight
from bot.stories.query.lexer import Kind, Token, tokens
from bot.stories.query.tree import (
    And,
    Exact,
    Near,
    Node,
    Or,
    Phrase,
    Prefix,
    Query,
    Step,
    Sum,
    Term,
    Weight,
    join,
    negate,
)

LIMIT = 40_000  # characters; the largest topic that comes with Presswatch has some 30,000, and teams add to it
LONGEST_CHAIN = 10  # words joined by NEAR
DEEPEST = 25  # brackets and negations inside each other

_OPERANDS = (Kind.WORD, Kind.QUOTED, Kind.EXACT, Kind.COVERED, Kind.VALUE)


def parse(text: str, *, now: datetime | None = None) -> Query:
    """The query a text says. `now` (aware) lets dates be relative (`after:7d`): searches give it, topics do not.

    Raises QueryError, and nothing else, on any other text.
    """
    if len(text) > LIMIT:
        raise QueryError(
            f"The query has {len(text):,} characters; {LIMIT:,} are the most.",
            "Split it into two topics.",
            query=text,
            position=LIMIT,
        )
    reader = _Reader(tokens(text), now)
    return Query(reader.whole(), loose=tuple(reader.loose))


class _Reader:
    """Recursive descent over the tokens; one method a rule of the grammar."""

    def __init__(self, found: list[Token], now: datetime | None) -> None:
        self._tokens = found
        self._at = 0
        self._now = now
        self._field = ""
        self._depth = 0
        self.loose: list[Or] = []  # choices among which is an AND that its author put no brackets around

    def whole(self) -> Node:
        """The grammar's root."""
        if self._next.kind is Kind.END:
            raise self._next.fault("The query is empty.", 'Name a word, such as privacy, or a "phrase in quotes".')
        node = self._either()
        if self._next.kind is Kind.CLOSE:
            raise self._next.fault("This ) closes no bracket.", "Leave it out, or add the ( it belongs to.")
        return node

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _take_operator(self, *names: str) -> Token | None:
        """The next token if it is one of these operators."""
        token = self._next
        if token.kind is Kind.OPERATOR and token.text.partition("/")[0] in names:
            return self._take()
        return None

    def _either(self) -> Node:
        items = [self._both()]
        while self._take_operator("OR"):
            items.append(self._both())
        choice = join(Or, [join(And, item) for item in items])
        if isinstance(choice, Or) and len(items) > 1 and any(len(item) > 1 for item in items):
            self.loose.append(choice)
        return choice

    def _both(self) -> list[Node]:
        items = [self._single()]
        while self._take_operator("AND") or self._starts_operand():
            items.append(self._single())
        return items

    def _starts_operand(self) -> bool:
        token = self._next
        if token.kind is Kind.OPERATOR:
            return token.text.partition("/")[0] in ("NOT", "SUM")
        return token.kind not in (Kind.CLOSE, Kind.END)

    def _single(self) -> Node:
        if self._next.kind is Kind.MINUS or (self._next.kind is Kind.OPERATOR and self._next.text == "NOT"):
            self._deeper(self._take())
            node = negate(self._single())
            self._depth -= 1
            return node
        return self._chain()

    def _deeper(self, token: Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise token.fault(f"More than {DEEPEST} brackets or negations inside each other.", "Take some away.")

    def _chain(self) -> Node:
        start = self._next
        node = self._operand()
        operands, steps = [(start, node)], []
        while near := self._take_operator("NEAR", "ONEAR"):
            if len(operands) == LONGEST_CHAIN:
                raise near.fault(f"More than {LONGEST_CHAIN} words are joined by NEAR.", "Use AND for some of them.")
            steps.append(step(near))
            operands.append((self._next, self._operand()))
        return _near(operands, steps) if steps else node

    def _operand(self) -> Node:
        token = self._take()
        if token.kind is Kind.OPEN:
            return self._bracket(token)
        if token.kind is Kind.FIELD:
            return self._scoped(token)
        if token.kind is Kind.OPERATOR and token.text.partition("/")[0] == "SUM":
            return self._sum(token)
        if token.kind not in _OPERANDS:
            raise self._missing(token)
        self._check_scope(token)
        return leaf(token, token.name if token.kind is Kind.VALUE else self._field, self._now)

    def _bracket(self, opening: Token) -> Node:
        self._deeper(opening)
        if self._next.kind is Kind.CLOSE:
            raise opening.fault("There is nothing between these brackets.", "Leave them out, or fill them.")
        node = self._either()
        if self._take().kind is not Kind.CLOSE:
            raise opening.fault("This ( is not closed.", "Add the ) it needs.")
        self._depth -= 1
        return node

    def _sum(self, token: Token) -> Sum:
        """The weights in its bracket, each before its words."""
        self._check_scope(token)
        least, opening = bar(token), self._take()
        if opening.kind is not Kind.OPEN:
            raise token.fault(f"{token.text} needs weights and words in a bracket.", f"Write it like {SUM_EXAMPLE}")
        self._deeper(opening)
        weights = [*self._weights()]
        if self._take().kind is not Kind.CLOSE:
            raise opening.fault("This ( is not closed.", "Add the ) it needs.")
        self._depth -= 1
        if sum(one.most for one in weights) < least:
            raise token.fault(f"These weights never add up to {least}.", "Ask for less, or let words weigh more.")
        return Sum(least, tuple(weights))

    def _weights(self) -> Iterator[Weight]:
        while self._next.kind not in (Kind.CLOSE, Kind.END):
            minus = self._take() if self._next.kind is Kind.MINUS else None
            title, text = weight(self._take(), negative=minus is not None)
            start = self._next
            yield Weight(_weighed(start, self._operand()), title, text)

    def _scoped(self, token: Token) -> Node:
        """A field and the word, phrase or bracket behind it."""
        self._check_scope(token)
        if self._next.kind not in (Kind.WORD, Kind.QUOTED, Kind.EXACT, Kind.OPEN):
            raise token.fault(
                f"{token.name}: needs a word, a phrase or a bracket right behind it.",
                f"Write it like {_example(token.name)}; to exclude it, put the - before {token.name}:",
            )
        self._field = token.name
        node = self._operand()
        self._field = ""
        return node

    def _check_scope(self, token: Token) -> None:
        cure = f"Close the bracket of {self._field}: before it"
        if self._field and token.kind is Kind.OPERATOR:
            raise token.fault(
                f"A SUM stands inside {self._field}:( ).", f"{cure}; a sum weighs title and text by itself."
            )
        if self._field and token.kind in (Kind.FIELD, Kind.VALUE, Kind.COVERED):
            raise token.fault(f"A field stands inside {self._field}:( ).", f"{cure}.")

    def _missing(self, token: Token) -> QueryError:
        """Something must stand here, and does not."""
        before = self._tokens[self._at - 2] if self._at > 1 else None
        if before is not None and before.kind in (Kind.OPERATOR, Kind.MINUS):
            name = before.text
            return before.fault(f"Nothing follows {name}.", f"Name a word after {name}, or leave it out.")
        if token.kind is Kind.OPERATOR:
            return token.fault(
                f"{token.text} has nothing before it.",
                f'Name a word before it; to look for the word itself, write "{token.text}" in quotes.',
            )
        return token.fault("A word is missing here.", "Name a word, or leave this out.")


def _near(operands: list[tuple[Token, Node]], steps: list[Step]) -> Near:
    """A chain, if all its operands are terms of one field."""
    chosen = [_choices(token, node) for token, node in operands]
    field = chosen[0][0].field
    for (token, _), choice in zip(operands, chosen, strict=True):
        if any(term.field != field for term in choice):
            raise token.fault(
                "NEAR joins words of one field.", "Put the field before a bracket: title:(face NEAR/3 scan)"
            )
    return Near(tuple(chosen), tuple(steps))


def _choices(token: Token, node: Node) -> tuple[Term, ...]:
    items = node.items if isinstance(node, Or) else (node,)
    chosen = tuple(item for item in items if isinstance(item, Phrase | Exact | Prefix))
    if len(chosen) < len(items):
        raise token.fault(
            "NEAR joins words and phrases, or a bracket of them with OR.",
            "Write it like (face OR facial) NEAR/3 scan, and join other conditions with AND.",
        )
    return chosen


def _weighed(token: Token, node: Node) -> tuple[Phrase | Exact, ...]:
    """The words of a weight."""
    items = node.items if isinstance(node, Or) else (node,)
    found = tuple(item for item in items if isinstance(item, Phrase | Exact) and not item.field)
    if len(found) < len(items):
        raise token.fault(
            "A SUM weighs words and phrases, or a bracket of them with OR.", f"Write it like {SUM_EXAMPLE}"
        )
    return found


def _example(field: str) -> str:
    values = {"site": "example.com", "lang": "en", "after": "2020-02-20", "before": "2020-02-20"}
    values |= {"company": "google", "country": "fr", "person": "elon-musk", "law": "gdpr", "regulator": "ftc"}
    return f"{field}:{values[field]}" if field in values else f'{field}:privacy or {field}:("face scan" OR privacy)'
