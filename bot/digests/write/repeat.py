"""Repeat: what is said where a restore may let a channel be told again of what it knows."""

from datetime import datetime

from bot.digests.write.dates import day, hour_in_zone


def may_repeat(backup_at: datetime | None, *, zone: str, near: datetime) -> str:
    """Such as "May repeat: restored from a backup of Mon 2 Mar 09:00 CET"; "" where nothing was restored."""
    if backup_at is None:
        return ""
    when = f"{day(backup_at, zone=zone, near=near)} {hour_in_zone(backup_at, zone)}"
    return f"May repeat: restored from a backup of {when}"
