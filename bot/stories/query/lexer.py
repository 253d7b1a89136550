"""From a query's text to its tokens, each with the place where it stands."""

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import QueryError
from bot.stories.query.tree import VALUE_FIELDS, WORD_FIELDS

FIELDS = (*WORD_FIELDS, *VALUE_FIELDS)
FIELDS_IN_WORDS = f"{', '.join(f'{name}:' for name in FIELDS)} and covered>=3"
_Q = '"“”'  # chat clients bend straight quotes
_WORD = rf"[^\s(){_Q}]+"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<open>\()
    | (?P<close>\))
    | (?P<quoted>=?[{_Q}](?P<inside>[^{_Q}]*)(?P<closing>[{_Q}]?))
    | (?P<exact>={_WORD})
    | (?P<minus>-(?=[^\s)]))
    | (?P<covered>(?i:covered)(?P<sign>>=|<=|[><=≥≤:])\s*(?P<count>[^\s()]*))
    | (?P<field>(?P<name>[^\W\d_]+):(?P<value>{_WORD})?)
    | (?P<operator>(?:AND|OR|NOT|O?NEAR(?:/[^\s(){_Q}]*)?|SUM(?:/[^\s(){_Q}]*)?)(?=[\s(){_Q}]|\Z))
    | (?P<word>{_WORD})
    | (?P<end>\Z)
    )""",
    re.VERBOSE,
)


class Kind(StrEnum):
    """What a token is; the names are the pattern's outer groups."""

    OPEN = "open"
    CLOSE = "close"
    QUOTED = "quoted"
    EXACT = "exact"  # `=word` or `="a phrase"`
    MINUS = "minus"
    COVERED = "covered"
    FIELD = "field"  # a name whose operand follows
    VALUE = "value"  # a name with its value: `site:example.com`
    OPERATOR = "operator"  # AND, OR, NOT, NEAR/n, ONEAR/n, SUM/n
    WORD = "word"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of a query."""

    kind: Kind
    text: str  # without quotes, signs and field names
    position: int  # zero-based character in the query
    query: str
    name: str = ""  # a field's name in lower case, or the sign of `covered`
    quoted: bool = False

    def fault(self, message: str, cure: str) -> QueryError:
        """The error that stands here, for its finder to raise."""
        return QueryError(message, cure, query=self.query, position=self.position)


def tokens(query: str) -> list[Token]:
    """All tokens and an END. Raises QueryError on an open quote or an unknown field."""
    found: list[Token] = []
    position = 0
    while not found or found[-1].kind is not Kind.END:
        match = _TOKEN.match(query, position)
        if match is None:
            raise AssertionError(f"every character begins a token, but not the one at {position}")
        position = _end(match)
        found.append(_token(match))
    return found


def _end(match: re.Match[str]) -> int:
    """Where the next token begins: behind the colon where a field's operand is a token of its own."""
    return match.end("name") + 1 if match["field"] and not _whole(match) else match.end()


def _whole(match: re.Match[str]) -> bool:
    """A field of values swallows the word behind it, colons and dashes included; not the sign before a quotation."""
    return match["name"].lower() in VALUE_FIELDS and match["value"] not in (None, "=")


def _token(match: re.Match[str]) -> Token:
    kind = Kind(match.lastgroup or "end")
    plain = Token(kind=kind, text=match[kind], position=match.start(kind), query=match.string)
    match kind:
        case Kind.QUOTED:
            return _quoted(match, plain)
        case Kind.EXACT:
            return _renewed(plain, text=plain.text[1:])
        case Kind.COVERED:
            return _renewed(plain, text=match["count"], name=match["sign"])
        case Kind.FIELD:
            return _field(match, plain)
    return plain


def _renewed(token: Token, *, text: str, kind: Kind | None = None, name: str = "", quoted: bool = False) -> Token:
    return Token(
        kind=kind or token.kind, text=text, position=token.position, query=token.query, name=name, quoted=quoted
    )


def _quoted(match: re.Match[str], token: Token) -> Token:
    if not match["closing"]:
        raise token.fault("A quotation mark is not closed.", 'Add the closing " or leave this one out.')
    kind = Kind.EXACT if token.text.startswith("=") else Kind.QUOTED
    return _renewed(token, kind=kind, text=" ".join(match["inside"].split()), quoted=True)


def _field(match: re.Match[str], token: Token) -> Token:
    name = match["name"].lower()
    if name not in FIELDS:
        raise _unknown(name, token)
    if _whole(match):
        return _renewed(token, kind=Kind.VALUE, text=match["value"], name=name)
    return _renewed(token, text="", name=name)


def _unknown(name: str, token: Token) -> QueryError:
    near = difflib.get_close_matches(name[:20], FIELDS, n=1)
    hint = f"Did you mean {near[0]}:? " if near else ""
    return token.fault(
        f"There is no field {name[:20]}:",
        f"{hint}The fields are {FIELDS_IN_WORDS}. To look for the words themselves, put them in quotes.",
    )
