"""How a feed is doing, in words: for digests' footers, `feeds health` and `doctor`."""

from datetime import datetime, timedelta

from bot.model.feed import Feed, FeedState

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_UNITS = ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute"))
_SHORT = ((_DAY, "d"), (_HOUR, "h"), (_MINUTE, "min"))


def is_healthy(feed: Feed) -> bool:
    """Whether nothing needs care."""
    return feed.state is FeedState.HEALTHY


def note(feed: Feed, now: datetime) -> str:
    """What is wrong with a feed, as the end of a sentence that begins with its name; "" when it is healthy."""
    match feed.state:
        case FeedState.HEALTHY:
            return ""
        case FeedState.NEW:
            return "not polled yet"
        case FeedState.EMPTY:
            return "answers with no entries"
        case FeedState.QUIET:
            return f"silent for {span(now - (feed.news_at or now))}"
        case FeedState.GONE:
            return "says it is gone for good (410)"
        case FeedState.FAILING:
            return f"failing: {feed.fault.rstrip('.')}" if feed.fault else "failing"


def next_try(feed: Feed, now: datetime) -> str:
    """When it is polled next: "now" or "in 25 minutes"."""
    return f"in {span(feed.due_at - now)}" if feed.due_at > now else "now"


def short_next_try(feed: Feed, now: datetime) -> str:
    """The same for a table: "25 min", "2 h", "7 d"."""
    wait = feed.due_at - now
    if wait <= timedelta(0):
        return "now"
    unit, name = next((pair for pair in _SHORT if wait >= 2 * pair[0]), _SHORT[-1])
    return f"{max(1, round(wait / unit))} {name}"


def span(length: timedelta) -> str:
    """A length of time in the largest unit that fits into it, rounded: "6 days", "31 minutes"."""
    whole = round(length / _MINUTE) * _MINUTE
    unit, name = next((pair for pair in _UNITS if whole >= pair[0]), _UNITS[-1])
    count = max(round(whole / unit), 1)
    return f"{count} {name}{'' if count == 1 else 's'}"
