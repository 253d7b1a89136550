"""The settings of polls: how often feeds are visited."""

from datetime import timedelta

from pydantic import Field

from bot.settings.part import Part


class PollPart(Part):
    """When feeds are visited."""

    interval_minutes: int = Field(default=30, ge=10, le=360, description="Minutes between visits to a feed at first.")
    lease_seconds: int = Field(default=120, ge=1, le=3600, description="Seconds a worker keeps a due feed to itself.")

    @property
    def interval(self) -> timedelta:
        """Between the visits to a feed that is new."""
        return timedelta(minutes=self.interval_minutes)

    @property
    def lease(self) -> timedelta:
        """How long a worker keeps a due feed to itself."""
        return timedelta(seconds=self.lease_seconds)
