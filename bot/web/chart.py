"""The history as bars: where each one stands in an SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

_STEP, _BAR = 56, 36  # units from bar to bar, and a bar's width
_TOP, _FLOOR = 22, 126  # units: the highest bar's top, and what all stand on; labels go above and below
_PLACES = 9  # bars that a full history has; a shorter one keeps their size
_SPARK_STEP, _SPARK_HEIGHT = 5, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar. Numbers are units of its SVG's view box."""

    label: str
    value: int
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """Where its labels are centred."""
        return self.x + _BAR // 2


def bars(labels: Sequence[str], values: Sequence[int]) -> tuple[Bar, ...]:
    """Bars with room for labels; a value above zero is always seen."""
    return _bars(labels, values, step=_STEP, inset=(_STEP - _BAR) // 2, floor=_FLOOR, room=_FLOOR - _TOP)


def spark(values: Sequence[int]) -> tuple[Bar, ...]:
    """Bars for a line of text."""
    labels = [""] * len(values)
    return _bars(labels, values, step=_SPARK_STEP, inset=0, floor=_SPARK_HEIGHT, room=_SPARK_HEIGHT)


def width(bars: Sequence[Bar]) -> int:
    """The view box's width for `bars`."""
    return _STEP * max(_PLACES, len(bars))


def spark_width(bars: Sequence[Bar]) -> int:
    """The view box's width for a `spark`."""
    return _SPARK_STEP * len(bars)


def _bars(
    labels: Sequence[str], values: Sequence[int], *, step: int, inset: int, floor: int, room: int
) -> tuple[Bar, ...]:
    highest = max([1, *values])
    heights = [max(1, round(value * room / highest)) for value in values]
    return tuple(
        Bar(label=label, value=value, x=place * step + inset, y=floor - height, height=height)
        for place, (label, value, height) in enumerate(zip(labels, values, heights, strict=True))
    )
