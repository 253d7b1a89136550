"""Dates as labelled files write them."""

from datetime import UTC, datetime


def moment(text: str) -> datetime | None:
    """An ISO 8601 date or time as UTC; a bare year or month is its first day; None when it cannot be read."""
    padded = f"{text}-01-01" if len(text) == 4 else f"{text}-01" if len(text) == 7 else text
    try:
        found = datetime.fromisoformat(padded)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
