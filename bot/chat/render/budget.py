"""Keep what is drawn within what a platform takes; what is left out is counted in a last line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.flow.answer.phrases import count

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How a platform measures its blocks."""

    weigh: Callable[[Any], int]  # of one block and of a list of them, in the unit of a budget's weight
    lengths: tuple[int, ...]  # of one text, the longest first: a text is cut before blocks are
    row: str  # the type of a row of buttons
    remark: Callable[[str], list[Json]]  # draws a line of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What fits into one message, card or view."""

    blocks: int
    weight: int


def within(budget: Budget, measure: Measure, draw: Callable[[int], list[Json]]) -> list[Json]:
    """What `draw` draws with the longest texts that fit; its first blocks where even short ones do not."""
    shown: list[Json] = []
    for longest in measure.lengths:
        shown = draw(longest)
        if measure.weigh(shown[: budget.blocks]) <= budget.weight:
            break
    fits = len(shown) <= budget.blocks and measure.weigh(shown) <= budget.weight
    return shown if fits else _trimmed(shown, budget, measure)


def _trimmed(shown: Sequence[Json], budget: Budget, measure: Measure) -> list[Json]:
    """The first blocks, a line that counts the others, and the last row of buttons."""
    tail = [shown[-1]] if shown[-1]["type"] == measure.row else []
    body = shown[: len(shown) - len(tail)]
    kept: list[Json] = []
    left = budget.weight - measure.weigh(tail) - measure.weigh(_cut(len(body), measure))
    for block in body[: budget.blocks - len(tail) - 1]:
        left -= measure.weigh(block)
        if left < 0:
            break
        kept.append(block)
    return [*kept, *_cut(len(body) - len(kept), measure), *tail]


def _cut(left_out: int, measure: Measure) -> list[Json]:
    return measure.remark(f"{count(left_out, 'more part')} did not fit here.")
