"""The settings of alerts: how they may interrupt."""

from typing import Self

from pydantic import Field, model_validator

from bot.settings.part import Part


class AlertsPart(Part):
    """How alerts may interrupt a channel that has no rules of its own."""

    ceiling: int = Field(default=12, ge=0, le=1000, description="Alerts a day; what is over it is told in the digest.")
    quiet_from: int | None = Field(default=None, ge=0, le=23, description="The hour at which quiet hours begin.")
    quiet_to: int | None = Field(default=None, ge=0, le=23, description="The hour at which they end.")
    storm: int = Field(default=5, ge=1, le=1000, description="So many alerts at a time are a storm: the rest is held.")
    storm_minutes: int = Field(default=15, ge=1, le=1440, description="Minutes that count as at a time.")

    @model_validator(mode="after")
    def _quiet_hours_have_two_ends(self) -> Self:
        hours = {self.quiet_from, self.quiet_to}
        if hours != {None} and (len(hours) == 1 or None in hours):
            raise ValueError("quiet_from and quiet_to are two different hours, or neither is set")
        return self
