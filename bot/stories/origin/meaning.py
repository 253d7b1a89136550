"""Meaning: which of the outlets that were named a short name such as "the Times" may mean.

Names stand by the short names that they may be called by, so that each mention is looked up once, however many outlets
a text invents.
"""

from collections.abc import Iterable

from bot.stories.origin.outlets import Outlets

Short = tuple[str, ...]  # a short name's keys


class Bearers:
    """Outlets that were named, by the short names that may mean them."""

    def __init__(self, outlets: Outlets, names: Iterable[str] = ()) -> None:
        self._outlets = outlets
        self._latest: dict[Short, str] = {}
        self._all: dict[Short, set[str]] = {}
        self.update(names)

    def update(self, names: Iterable[str]) -> None:
        """Add these, the latest last."""
        for name in names:
            for short in self._outlets.shorts_of(name):
                self._latest[short] = name
                self._all.setdefault(short, set()).add(name)

    def latest(self, short: Short) -> str:
        """The one named last; "" for none."""
        return self._latest.get(short, "")

    def only(self, short: Short) -> str | None:
        """The one that it may mean; "" where there are several, None for none."""
        found = self._all.get(short)
        if found is None:
            return None
        return next(iter(found)) if len(found) == 1 else ""
