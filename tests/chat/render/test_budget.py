"""A budget: texts are cut before blocks are, and what is left out is counted."""

from typing import Any

import pytest

from bot.chat.render.budget import Budget, Measure, within

Json = dict[str, Any]


def weigh(value: Any) -> int:
    return sum(map(weigh, value)) if isinstance(value, list) else len(value.get("text", ""))


def remark(words: str) -> list[Json]:
    return [{"type": "remark", "text": words}]


MEASURE = Measure(weigh=weigh, lengths=(100, 10), row="row", remark=remark)
BUTTONS = {"type": "row", "text": "go"}


def drawn(blocks: int, *last: Json) -> list[Json]:
    """So many blocks of long text, as far as they fit."""

    def draw(longest: int) -> list[Json]:
        return [*({"type": "text", "text": "x" * longest} for _ in range(blocks)), *last]

    return within(Budget(blocks=50, weight=1_000), MEASURE, draw)


def test_what_fits_stays_as_it_is() -> None:
    assert [len(block["text"]) for block in drawn(3)] == [100] * 3


def test_texts_are_cut_before_blocks_are() -> None:
    assert [len(block["text"]) for block in drawn(30)] == [10] * 30


@pytest.mark.parametrize(
    ("blocks", "words"),
    [(50, ""), (51, "2 more parts did not fit here."), (1_250, "1,201 more parts did not fit here.")],
)
def test_what_is_left_out_is_counted(blocks: int, words: str) -> None:
    last = drawn(blocks)[-1]
    assert (last["text"] if last["type"] == "remark" else "") == words


def test_one_that_is_left_out_is_one() -> None:
    small, large = {"type": "text", "text": "x"}, {"type": "text", "text": "x" * 90}
    shown = within(Budget(blocks=9, weight=80), MEASURE, lambda _longest: [small, small, large])
    assert shown == [small, small, *remark("1 more part did not fit here.")]


def test_the_last_row_of_buttons_stays() -> None:
    assert drawn(80, BUTTONS)[-1] == BUTTONS
    assert len(drawn(80, BUTTONS)) == 50
