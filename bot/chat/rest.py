"""How long a platform asks to wait."""

from collections.abc import Mapping
from datetime import timedelta

_USUAL = 30  # seconds, where it does not say how long
_LONGEST = 3600  # seconds
_DIGITS = 6  # more than the longest has; a number of thousands of them cannot even be read


def rest_of(headers: Mapping[str, str]) -> timedelta:
    """What Retry-After says, in whole seconds and within reason."""
    asked = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    seconds = int(asked[:_DIGITS]) if asked.isascii() and asked.isdigit() else _USUAL
    return timedelta(seconds=min(max(seconds, 1), _LONGEST))
