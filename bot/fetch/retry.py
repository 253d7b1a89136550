"""Retry-After: when a server wants us back (RFC 9110, section 10.2.3)."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=7)  # no server switches a feed off for longer than that


def retry_after(value: str, now: datetime) -> timedelta | None:
    """The wait that a Retry-After header asks for, within [0, 7 days]. None where it says nothing we understand."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST) if len(text) < 10 else LONGEST
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)  # the old asctime form has no zone: it is UTC
    return max(timedelta(0), min(until - now, LONGEST))
