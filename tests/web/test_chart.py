"""Bars stand on the floor, grow with their values and stay in the picture."""

from hypothesis import given
from hypothesis import strategies as st

from bot.web import chart

VALUES = st.lists(st.integers(0, 5000), max_size=9)


@given(VALUES)
def test_bars_stay_in_the_picture(values: list[int]) -> None:
    drawn = chart.bars([f"No. {i}" for i in range(len(values))], values)
    assert [bar.value for bar in drawn] == values
    assert all(bar.y >= 12 and bar.y + bar.height == 126 and bar.height > 0 for bar in drawn)
    assert all(0 <= bar.x < bar.middle < chart.width(drawn) for bar in drawn)


@given(VALUES)
def test_higher_values_have_higher_bars(values: list[int]) -> None:
    heights = [bar.height for bar in chart.spark(sorted(values))]
    assert heights == sorted(heights)
    assert not heights or max(heights) <= 10


def test_a_short_history_is_not_blown_up() -> None:
    assert chart.width(chart.bars(["No. 1"], [3])) == chart.width(chart.bars(["x"] * 9, [1] * 9))
