"""The salt: what only this installation knows, so that nobody else can make what it makes of it."""

import secrets

from bot.ports.store import Store


class Salt:
    """The salt, asked of the store once, when it is first needed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = ""

    def __call__(self) -> str:
        """The salt."""
        self._known = self._known or salt_of(self._store)
        return self._known


def salt_of(store: Store) -> str:
    """The salt; made when it is first asked for, and kept for ever."""
    with store.reading() as session:
        known = session.upkeep.fact("salt")
    if known:
        return known
    with store.writing(durable=True) as session:
        salt = session.upkeep.fact("salt") or secrets.token_hex(16)
        session.upkeep.set_fact("salt", salt)
        return salt
