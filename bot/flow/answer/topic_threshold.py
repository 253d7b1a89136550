"""A topic's threshold in words: how central what it finds must be, as people say it and as they read it."""

import re

from bot.errors import CommandError

_PERCENT = re.compile(r"([0-9]{1,3})\s*%?|([0-9]{1,3}\.[0-9]{1,2})\s*%")
_SHARE = re.compile(r"[01]?\.[0-9]{1,4}")
_NONE = ("", "-", "none", "no", "off", "never")


def share_of(said: str) -> float:
    """A share, 0 to 1, of `60%`, `60`, `33.3%`, `0.6` or `none`. Raises CommandError."""
    words = said.strip().casefold()
    percent = _PERCENT.fullmatch(words)
    share = 0.0 if words in _NONE else round(float(percent[1] or percent[2]) / 100, 4) if percent else _fraction(words)
    if not 0 <= share <= 1:
        raise CommandError(
            f"“{said[:20]}” is no percentage.", "Say one from 0% to 100%, such as 60%; or none, for any mention."
        )
    return share


def percent(share: float) -> str:
    """The share as people read it and may say it again."""
    return f"{round(share * 100, 2):g}%" if share else "none"


def _fraction(words: str) -> float:
    return float(words) if _SHARE.fullmatch(words) else -1.0
