"""Seals: what a button carries is sealed, so that no card that somebody else posts acts in our name. Pure.

Teams brings us presses of cards that others made, too: whoever may post a card can name us as its bot. A seal holds for
one conversation, and where a card is for one person alone, for that person. What is typed into a card is not sealed.
"""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from typing import Any

Data = Mapping[str, Any]
Sign = Callable[[Data], str]  # gives the seal of what a button carries

SEAL = "seal"  # where it stands in a button's data
# What we read of a button's data. A client may put keys of its own beside them.
OURS = ("action", "words", "seen", "form", "subject", "asked", "note", "with", "done")
_BYTES = 16
_USE = "a button on Teams"  # the salt makes other things, too


def sealing(salt: str, place: str, *, person: str = "") -> Sign:
    """Seals for a conversation, named without a thread; for one `person` alone, where a card is for them."""

    def sign(data: Data) -> str:
        ours = {key: data[key] for key in OURS if key in data}
        about = json.dumps([_USE, place, person, ours], sort_keys=True, separators=(",", ":"))
        mac = hmac.digest(salt.encode(), about.encode(), "sha256")[:_BYTES]
        return urlsafe_b64encode(mac).decode().rstrip("=")

    return sign


def sealed(data: Data, sign: Sign) -> dict[str, Any]:
    """A button's data with its seal."""
    return {**data, SEAL: sign(data)}


def is_sealed(data: Data) -> bool:
    """Whether there is a seal, of whomever."""
    return SEAL in data


def holds(data: Data, sign: Sign) -> bool:
    """Whether the seal is the one that we would give."""
    given = data.get(SEAL)
    return isinstance(given, str) and hmac.compare_digest(given.encode(errors="replace"), sign(data).encode())
