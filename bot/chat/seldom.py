"""Seldom: what goes wrong again and again is told once in a while. A broken connection is tried every few seconds."""

import logging
import re

_AGAIN = 3600.0  # seconds until the same is told again
_MOST = 200  # complaints that are remembered
_PASSING = re.compile(r"session id: [^,)]*|\d+")  # what differs between two complaints about the same


class Seldom(logging.Filter):
    """Lets a complaint through, and others like it an hour later."""

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """See logging.Filter."""
        said = _PASSING.sub("", record.getMessage())
        last = self._told.get(said)
        if last is not None and record.created < last + _AGAIN:
            return False
        if len(self._told) >= _MOST:
            self._told.clear()
        self._told[said] = record.created
        return True

    def forget(self) -> None:
        """All is well again: what goes wrong from now on is news."""
        self._told.clear()
