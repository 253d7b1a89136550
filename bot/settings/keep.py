"""The settings of what is kept, and for how long."""

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings.part import Part

_LEAST = 30  # days


def _for_ever_or_a_month(days: int) -> int:
    if 0 < days < _LEAST:
        raise ValueError(f"must be 0, for ever, or at least {_LEAST}: stories still grow for two weeks")
    return days


class KeepPart(Part):
    """What is forgotten. Matches, digests and the ledger are kept for ever."""

    days: Annotated[int, AfterValidator(_for_ever_or_a_month)] = Field(
        default=730, ge=0, le=36500, description="Days that articles are kept; 0 keeps them for ever."
    )

    @property
    def span(self) -> timedelta | None:
        """How long articles are kept; None for ever."""
        return timedelta(days=self.days) if self.days else None
