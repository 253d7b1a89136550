"""From a token that holds words or a value to a leaf of the tree."""

import re
from datetime import UTC, date, datetime, timedelta

from bot.stories import words
from bot.stories.entities import Kind, gazetteer
from bot.stories.query.lexer import Kind as TokenKind
from bot.stories.query.lexer import Token
from bot.stories.query.naming import unknown
from bot.stories.query.tree import NAME_FIELDS, VALUE_FIELDS, Exact, Phrase, Prefix, Step, Term
from bot.stories.query.values import Covered, Dated, Language, Named, Site, Value

FARTHEST = 100  # words between two operands of NEAR
SHORTEST_PREFIX = 4
SUM_EXAMPLE = "SUM/5 (3 camera 4/2 (shop OR school) -2 film)"
_NEAR = re.compile(r"(O?)NEAR/([0-9]{1,9})")
_SUM = re.compile(r"SUM/([1-9][0-9]{0,3})")
_WEIGHT = re.compile(r"([0-9]{1,3})(?:/(-?[0-9]{1,3}))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AGO = re.compile(r"([0-9]{1,4})d")
_COUNT = re.compile(r"[0-9]{1,6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*)\.?(?::[0-9]+)?(?:[/?#].*)?", re.IGNORECASE)
_SIGNS = {"≥": ">=", "≤": "<="}


def leaf(token: Token, field: str, now: datetime | None) -> Term | Value:
    """The leaf a word, phrase or value becomes in this field ("" for none). Raises QueryError."""
    if token.kind is TokenKind.COVERED:
        return _covered(token)
    if field in VALUE_FIELDS:
        return _value(token, field, now)
    return _term(token, field)


def step(token: Token) -> Step:
    """The distance a NEAR or ONEAR names. Raises QueryError."""
    match = _NEAR.fullmatch(token.text)
    if match is None:
        name = token.text.partition("/")[0]
        raise token.fault(f"{name} needs a number of words.", f"Write {name}/5 for at most five words between.")
    if int(match[2]) > FARTHEST:
        raise token.fault(
            f"{token.text} is wider than {FARTHEST} words.", "Use AND where the distance does not matter."
        )
    return Step(words=int(match[2]), ordered=match[1] == "O")


def bar(token: Token) -> int:
    """What the weights of a SUM must add up to. Raises QueryError."""
    match = _SUM.fullmatch(token.text)
    if match is None:
        raise token.fault("SUM needs a number from 1 to 9999.", f"Write it like {SUM_EXAMPLE}")
    return int(match[1])


def weight(token: Token, *, negative: bool) -> tuple[int, int]:
    """What words weigh in the title, and in the text alone; one number is for both. Raises QueryError."""
    match = _WEIGHT.fullmatch(token.text) if token.kind is TokenKind.WORD else None
    if match is None:
        raise token.fault("In a SUM a weight stands before each word.", f"Write it like {SUM_EXAMPLE}")
    title = -int(match[1]) if negative else int(match[1])
    return title, title if match[2] is None else int(match[2])


def _term(token: Token, field: str) -> Term:
    if "*" in token.text and not token.quoted:
        return _prefix(token, field)
    if token.text.startswith(tuple("<>≥≤")) and not token.quoted:
        raise token.fault("Only covered is compared.", "Write it in one piece, like covered>=3")
    stems = words.read(token.text).stems
    if not stems:
        raise token.fault(f"“{_short(token)}” holds no letter or digit.", "Leave it out, or name a word.")
    if token.kind is TokenKind.EXACT:
        return Exact(token.text, stems, field, token.quoted)
    return Phrase(token.text, stems, field, token.quoted)


def _prefix(token: Token, field: str) -> Prefix:
    text = token.text.removesuffix("*")
    if token.kind is TokenKind.EXACT or "*" in text:
        raise token.fault("A star stands only at the end of a plain word.", "Write it like surveil*")
    if len(words.read(text).stems) != 1:
        raise token.fault("A star goes with one word.", "Write it like surveil*")
    letters = words.fold(text)
    if len(letters) < SHORTEST_PREFIX:
        raise token.fault(
            f"“{_short(token)}” is too short: {SHORTEST_PREFIX} letters or more go before a star.",
            "Add letters, or write the words out with OR.",
        )
    return Prefix(text, letters, field)


def _value(token: Token, field: str, now: datetime | None) -> Value:
    if field in NAME_FIELDS:
        return _named(token, Kind(field))
    if token.kind is TokenKind.EXACT:
        raise token.fault(f"{field}: takes no exact form.", "Leave the = out.")
    match field:
        case "site":
            return _site(token)
        case "lang":
            return _language(token)
    return Dated(field, _day(token, now))


def _site(token: Token) -> Site:
    match = _HOST.fullmatch(token.text)
    if match is None:
        raise token.fault(f"“{_short(token)}” is no site.", "Write it like site:example.com")
    return Site(match[1].lower())


def _language(token: Token) -> Language:
    tag = token.text.lower().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        raise token.fault(f"“{_short(token)}” is no language.", "Write its code, like lang:en or lang:pt-BR")
    return Language(tag)


def _named(token: Token, kind: Kind) -> Named:
    """`=` before the name asks for it strictly; a value without quotes still has the sign."""
    strict = token.kind is TokenKind.EXACT or token.text.startswith("=")
    value = token.text.removeprefix("=").strip()
    known = gazetteer().known_as(kind, value)
    if len(known) != 1:
        raise unknown(token, kind, value, known)
    return Named(kind, known[0].key, strict)


def _day(token: Token, now: datetime | None) -> date:
    try:
        if _DAY.fullmatch(token.text):
            return date.fromisoformat(token.text)
        ago = _AGO.fullmatch(token.text)
        if ago and now is not None:
            return (now.astimezone(UTC) - timedelta(days=int(ago[1]))).date()
    except (ValueError, OverflowError):
        pass  # a day that does not exist is told like one that cannot be read
    relative = ", or 7d for seven days ago" if now is not None else ""
    raise token.fault(f"“{_short(token)}” is no day.", f"Write a day as 2020-02-20{relative}.")


def _covered(token: Token) -> Covered:
    if token.name == ":" or not _COUNT.fullmatch(token.text):
        raise token.fault("covered needs a sign and a number.", "Write it like covered>=3")
    return Covered(_SIGNS.get(token.name, token.name), int(token.text))


def _short(token: Token) -> str:
    return token.text if len(token.text) <= 40 else f"{token.text[:39]}…"
