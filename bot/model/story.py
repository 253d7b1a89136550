"""A story: one event as told by one or more entries."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story's head. Its id never changes; a merge only sets `merged_into`."""

    id: int
    lead_id: int  # the entry that is shown
    title: str  # the lead's
    link: str
    source: str
    first_at: datetime
    last_at: datetime
    entries: int  # the lead and its coverage
    sources: int  # distinct
    seq: int  # the commit sequence that last changed it
    merged_into: int | None = None

    @property
    def coverage(self) -> int:
        """How many other sources tell it: the "+n" behind the lead's."""
        return self.sources - 1
