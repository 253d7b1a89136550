"""Keep what is drawn within Slack's number of blocks and of characters."""

from collections.abc import Callable
from typing import Any

from bot.chat.render import budget
from bot.chat.render.budget import Budget
from bot.chat.render.fit import size
from bot.chat.slack.draw import remark
from bot.chat.slack.limits import TEXT

Json = dict[str, Any]

_TEXTS = frozenset({"text", "title", "label", "name"})


def within(most: Budget, draw: Callable[[int], list[Json]]) -> list[Json]:
    """What `draw` draws with the longest texts that fit; its first blocks where even short ones do not."""
    return budget.within(most, _MEASURE, draw)


def weight(value: Any) -> int:
    """The characters that people can read, and the addresses in between."""
    if isinstance(value, dict):
        return sum(
            size(each) if key in _TEXTS and isinstance(each, str) else weight(each) for key, each in value.items()
        )
    return sum(map(weight, value)) if isinstance(value, list) else 0


_MEASURE = budget.Measure(weigh=weight, lengths=(TEXT, 1_500, 800, 500), row="actions", remark=remark)
