"""Commands for looking after it: the ledger, who changed what, takedowns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLedger:
    """Show deliveries: of this channel or of a named one, in every state or in one. Pages count from 1."""

    channel: str = ""
    state: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ListChanges:
    """Show who changed what in this workspace. Pages count from 1."""

    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Takedown:
    """Remove an article's extracts everywhere; unless `sure`, say what that would mean."""

    link: str
    sure: bool = False
