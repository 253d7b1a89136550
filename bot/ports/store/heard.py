"""Heard: what a platform has told us already, since it may tell a thing twice."""

from datetime import datetime
from typing import Protocol


class Heard(Protocol):
    """What we remember of inbound events."""

    def first(self, key: str, *, now: datetime) -> bool:
        """Remember an event by the platform's id of it; False where it was heard before."""
        ...

    def forget(self, *, before: datetime) -> int:
        """Forget events heard before; returns how many."""
        ...
