"""Noting: a store that adds a line to the audit in the very transaction in which somebody changes something."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import clipped
from bot.flow.answer.traits import traits_of
from bot.model.command import Command
from bot.ports.store import Session, Store

_LONGEST = 2_000  # characters of a line


def noting(store: Store, command: Command, asking: Asking) -> Store:
    """The store, as a command may use it: the first transaction that writes a row also writes who asked for it."""
    return _Noting(store, command, asking) if traits_of(command).is_noted else store


def written(command: Command) -> str:
    """The words that ask for a change."""
    words = traits_of(command).words
    return clipped(" ".join((words(command) if words else type(command).__name__).split()), _LONGEST)


class _Noting:
    """Passes everything on; adds one line to what is written, if anything is."""

    def __init__(self, store: Store, command: Command, asking: Asking) -> None:
        self._store = store
        self._command = command
        self._asking = asking
        self._noted = False

    def reading(self) -> AbstractContextManager[Session]:
        """See the port."""
        return self._store.reading()

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[Session]:
        """See the port."""
        with self._store.writing(durable=durable) as session:
            before = session.written()
            yield session
            writes = session.written() > before and not self._noted
            if writes:
                self._note(session)
        self._noted = self._noted or writes

    def tidy(self) -> None:
        """See the port."""
        self._store.tidy()

    def scrub(self) -> bool:
        """See the port."""
        return self._store.scrub()

    def close(self) -> None:
        """See the port."""
        self._store.close()

    def _note(self, session: Session) -> None:
        asking = self._asking
        session.audit.note(
            workspace_id=asking.channel.workspace_id,
            channel_id=asking.channel.id,
            person=asking.person,
            words=written(self._command),
            now=asking.now,
        )
