"""What flow may ask of memory: one unit of work, and a short promise per noun.

Everything read and written through one `Session` is one transaction. `Store.writing()` holds the database's
only write lock from its first line (so what was read stays true until it commits), commits when the block
ends, and rolls back when it raises. Foreign errors leave as `StoreError`.
"""

from contextlib import AbstractContextManager
from typing import Protocol

from bot.ports.store.audit import Audit
from bot.ports.store.channels import Channels, Subscriptions
from bot.ports.store.digests import Digests
from bot.ports.store.entries import Entries
from bot.ports.store.feeds import Feeds
from bot.ports.store.heard import Heard
from bot.ports.store.installations import Installations
from bot.ports.store.ledger import Ledger
from bot.ports.store.mutes import Mutes
from bot.ports.store.shares import Shares
from bot.ports.store.stories import Stories
from bot.ports.store.takedowns import Takedowns
from bot.ports.store.topics import Topics
from bot.ports.store.traces import Traces
from bot.ports.store.upkeep import Upkeep
from bot.ports.store.votes import Votes

__all__ = ["Session", "Store"]


class Session(Protocol):
    """One transaction, by noun."""

    @property
    def feeds(self) -> Feeds: ...
    @property
    def entries(self) -> Entries: ...
    @property
    def stories(self) -> Stories: ...
    @property
    def topics(self) -> Topics: ...
    @property
    def channels(self) -> Channels: ...
    @property
    def subscriptions(self) -> Subscriptions: ...
    @property
    def digests(self) -> Digests: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def mutes(self) -> Mutes: ...
    @property
    def takedowns(self) -> Takedowns: ...
    @property
    def traces(self) -> Traces: ...
    @property
    def upkeep(self) -> Upkeep: ...
    @property
    def votes(self) -> Votes: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def installations(self) -> Installations: ...
    @property
    def shares(self) -> Shares: ...
    @property
    def heard(self) -> Heard: ...

    def sequence(self) -> int:
        """The commit sequence as this transaction sees it."""
        ...

    def next_sequence(self) -> int:
        """The sequence number for what this writing transaction places; committed numbers never fall."""
        ...

    def written(self) -> int:
        """A figure that grows with each row that this transaction writes or removes."""
        ...


class Store(Protocol):
    """The door to memory. Safe to share between threads."""

    def reading(self) -> AbstractContextManager[Session]:
        """A consistent view."""
        ...

    def writing(self, *, durable: bool = False) -> AbstractContextManager[Session]:
        """The write lock. `durable` also survives a loss of power, not only of the process: the ledger's steps."""
        ...

    def tidy(self) -> None:
        """The engine's own upkeep; call it now and then."""
        ...

    def scrub(self) -> bool:
        """Leave no trace of removed text in the engine's own files; call it after the transaction that removed it.

        False where another process was in the way: `tidy` does it, too.
        """
        ...

    def close(self) -> None:
        """Close every connection."""
        ...
