"""Outcomes that every platform knows: an answer that is no yes, and a connection that broke. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.model.delivery import Outcome, OutcomeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """An answer that is no yes: the HTTP status, the platform's code ("" where the body has none), and headers."""

    status: int
    code: str
    headers: Mapping[str, str]


def unanswered(fault: Exception, *, who: str, was_connecting: bool) -> Outcome:
    """What a connection to `who` that failed comes to: before it stood nothing was sent; after that, nobody knows."""
    why = str(fault) or type(fault).__name__
    if was_connecting:
        return Outcome(kind=OutcomeKind.RETRY, reason=f"{who} cannot be reached: {why}")
    return Outcome(kind=OutcomeKind.UNCLEAR, reason=f"the connection broke, and it may be there: {why}")
