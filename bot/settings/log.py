"""The settings of the log."""

from typing import Literal

from pydantic import Field

from bot.settings.part import Part


class LogPart(Part):
    """What is logged."""

    level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="The least that is logged.")
    format: Literal["text", "json"] = Field(default="text", description="Lines for people, or JSON objects.")
