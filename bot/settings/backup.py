"""The settings of backups."""

from datetime import timedelta

from pydantic import Field

from bot.settings.part import Part


class BackupPart(Part):
    """Backups that the worker makes by itself, in `backups` under `data`."""

    every_days: int = Field(default=0, ge=0, le=365, description="Days between two backups; 0 makes none.")
    keep: int = Field(default=7, ge=1, le=1000, description="How many of them stay; older ones are deleted.")

    @property
    def every(self) -> timedelta | None:
        """Between two backups; None where none is made."""
        return timedelta(days=self.every_days) if self.every_days else None
