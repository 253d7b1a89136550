"""The settings of posting, on every platform."""

from typing import Literal

from pydantic import Field

from bot.settings.part import Part


class DeliverPart(Part):
    """How messages are posted."""

    lease_seconds: float = Field(default=60.0, ge=2, le=3600, description="Seconds until a claimed post is unclear.")
    attempts: int = Field(default=8, ge=1, le=100, description="Tries gone wrong before a message is given up.")
    retry_seconds: float = Field(default=30.0, gt=0, le=3600, description="Seconds before a second try; then doubled.")
    when_unclear: Literal["ask", "once", "again"] = Field(default="ask", description="Where no platform tells.")
