"""Naming: what is said of a company, a country, a person, a law or a regulator that the lists do not know as one."""

import difflib
from collections.abc import Sequence

from bot.errors import QueryError
from bot.stories.entities import KINDS, Entity, Kind, gazetteer
from bot.stories.query.lexer import Token

_SHORT = 40  # characters of a value that are told back
_LONGEST = 60  # characters of a value that are compared with names
_EXAMPLES = {
    Kind.COMPANY: 'company:google or company:"clearview ai"',
    Kind.COUNTRY: "country:fr, country:france or country:us-ca",
    Kind.PERSON: 'person:"elon musk"',
    Kind.LAW: 'law:gdpr or law:"ai act"',
    Kind.REGULATOR: "regulator:ftc or regulator:cnil",
}


def unknown(token: Token, kind: Kind, value: str, known: Sequence[Entity]) -> QueryError:
    """The error for a value that names none of its kind, or several."""
    shown = value if len(value) <= _SHORT else f"{value[: _SHORT - 1]}…"
    if known:
        which = " or ".join(one.id for one in known)
        return token.fault(f"“{shown}” may be more than one {kind}.", f"Write which you mean: {which}.")
    if not value:
        return token.fault(f"{kind}: needs a name.", f"Write it like {_EXAMPLES[kind]}.")
    return token.fault(
        f"We know no {kind} “{shown}”.",
        f"{_meant(kind, value)}Write it like {_EXAMPLES[kind]}, or look for the words themselves in quotes.",
    )


def _meant(kind: Kind, value: str) -> str:
    """What else it may have been: of another kind, what it points at, what is spelled nearly so."""
    known = gazetteer()
    other = [one.id for other in KINDS for one in known.known_as(Kind(other), value)]
    pointed = [one.id for one in known.known_as(kind, value, weakly=True)]
    found = dict.fromkeys([*pointed, *other, *_spelled_nearly(kind, value)])
    return f"Did you mean {' or '.join(list(found)[:3])}? " if found else ""


def _spelled_nearly(kind: Kind, value: str) -> list[str]:
    spelled: dict[str, str] = {}
    for id_, entity in gazetteer().entities.items():
        if entity.kind is kind:
            spelled[entity.key] = id_
            spelled.update((name.text.casefold(), id_) for name in entity.names if not name.weak)
    near = difflib.get_close_matches(value[:_LONGEST].casefold(), spelled, n=2, cutoff=0.75)
    return [spelled[one] for one in near]
