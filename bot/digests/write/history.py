"""History: how this issue compares with earlier ones, once there are enough of them."""

from bot.model.digest import Digest
from bot.model.message import Chart
from bot.model.subscription import Cadence

_ENOUGH = 4  # earlier issues: fewer compare with chance
_MEANS = {Cadence.WEEKLY: (4, "4-week mean"), Cadence.DAILY: (7, "7-day mean")}
_BARS = "▁▂▃▄▅▆▇█"
_PERIODS = {Cadence.WEEKLY: "week", Cadence.DAILY: "day"}


def mean(digest: Digest) -> str:
    """The mean of the issues before this one, such as "4-week mean 7"; "" while there are too few."""
    windows, label = _MEANS.get(digest.cadence, (0, ""))
    last = digest.history[-windows:]
    if not windows or len(last) < windows:
        return ""
    return f"{label} {sum(last) / windows:.1f}".removesuffix(".0")


def sparkline(digest: Digest) -> str:
    """A bar an issue, this one last; "" while there are too few."""
    if len(digest.history) < _ENOUGH:
        return ""
    counts = (*digest.history, len(digest.stories))
    highest = max(counts) or 1
    return "".join(_BARS[round(count / highest * (len(_BARS) - 1))] for count in counts)


def chart(digest: Digest) -> Chart | None:
    """Stories by issue, this one last; None while there are too few."""
    if len(digest.history) < _ENOUGH:
        return None
    counts = (*digest.history, len(digest.stories))
    first = digest.number - len(digest.history)
    return Chart(
        title=f"Stories per {_PERIODS.get(digest.cadence, 'issue')}",
        labels=tuple(f"No. {first + place}" for place in range(len(counts))),
        values=counts,
    )
