"""Known: what is on file for a document's arrivals, and the account of what they turned out to be. Reads only."""

from collections.abc import Sequence

from bot.flow.arrival import Arrival, known_of
from bot.model.feed import Book
from bot.ports.store import Session
from bot.stories.identity import Duplicate, Fate, Key, Known, New, Same, keys_of


def on_file(session: Session, arrivals: Sequence[Arrival]) -> dict[Key, list[Known]]:
    """Every entry on file that shares a key with an arrival, by key."""
    found: dict[Key, list[Known]] = {}
    wanted = sorted({key for arrival in arrivals for key in keys_of(arrival.received)})
    for kind, key, entry in session.entries.known(wanted):
        found.setdefault((kind, key), []).append(known_of(entry))
    return found


def account(fates: Sequence[Fate], *, refused: int = 0) -> Book:
    """How many of a document's items are new, updated or duplicate. What the parser rejected never had a fate.

    `refused` are those of the new that are older than what is kept.
    """
    return Book(
        received=len(fates),
        rejected=refused,
        new=sum(isinstance(fate, New) for fate in fates) - refused,
        updated=sum(isinstance(fate, Same) and fate.changed for fate in fates),
        duplicate=sum(isinstance(fate, Duplicate) or (isinstance(fate, Same) and not fate.changed) for fate in fates),
    )
