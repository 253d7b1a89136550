"""Documents read into entries. The only door to feedparser and fastfeedparser."""

from bot.feeds.limits import ParseLimits
from bot.feeds.parse.document import balanced, parse

__all__ = ["ParseLimits", "balanced", "parse"]
