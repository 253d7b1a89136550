"""Keep what is drawn within a number of blocks and of characters; what is left out is counted in a last line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.chat.slack.draw import remark
from bot.chat.slack.escape import size
from bot.chat.slack.limits import TEXT

Json = dict[str, Any]

_LENGTHS = (TEXT, 1_500, 800, 500)  # a text is first cut, then blocks are
_TEXTS = frozenset({"text", "title", "label", "name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What fits into one message or view."""

    blocks: int
    text: int  # characters


def within(budget: Budget, draw: Callable[[int], list[Json]]) -> list[Json]:
    """What `draw` draws with the longest texts that fit; its first blocks where even short ones do not."""
    shown: list[Json] = []
    for longest in _LENGTHS:
        shown = draw(longest)
        if weight(shown[: budget.blocks]) <= budget.text:
            break
    fits = len(shown) <= budget.blocks and weight(shown) <= budget.text
    return shown if fits else _trimmed(shown, budget)


def weight(value: Any) -> int:
    """The characters that people can read, and the addresses in between."""
    if isinstance(value, dict):
        return sum(
            size(each) if key in _TEXTS and isinstance(each, str) else weight(each) for key, each in value.items()
        )
    return sum(map(weight, value)) if isinstance(value, list) else 0


def _trimmed(shown: Sequence[Json], budget: Budget) -> list[Json]:
    """The first blocks, a line that counts the others, and the last row of buttons."""
    tail = [shown[-1]] if shown[-1]["type"] == "actions" else []
    body = shown[: len(shown) - len(tail)]
    kept: list[Json] = []
    room = budget.text - weight(tail) - weight(_cut(len(body)))
    for block in body[: budget.blocks - len(tail) - 1]:
        room -= weight(block)
        if room < 0:
            break
        kept.append(block)
    return [*kept, *_cut(len(body) - len(kept)), *tail]


def _cut(count: int) -> list[Json]:
    return remark(f"{count:,} more parts did not fit here.")
