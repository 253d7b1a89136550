"""Installations: access to workspaces, sealed by whoever holds the key; this room never opens them."""

from datetime import datetime
from typing import Protocol


class Installations(Protocol):
    """What we remember of where we were let in."""

    def put(self, *, platform: str, key: str, sealed: bytes, now: datetime) -> None:
        """Keep access to a workspace, in the place of what was kept before."""
        ...

    def get(self, *, platform: str, key: str) -> bytes | None:
        """Access to a workspace, None where we have none."""
        ...

    def keys(self, platform: str) -> list[str]:
        """The workspaces we have access to, by key."""
        ...

    def remove(self, *, platform: str, key: str) -> bool:
        """Forget access to a workspace; False where there was none."""
        ...
