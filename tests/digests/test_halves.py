"""Halves: what is too large tells the same in two messages, and loses nothing."""

import pytest

from bot.digests.write.halves import halves
from bot.model.message import Block, Bullets, Buttons, Header, Message, Paragraph, Small, Span


def message(*blocks: Block) -> Message:
    return Message(fallback="A list", blocks=blocks)


def lines(count: int, words: str = "story") -> Bullets:
    return Bullets(tuple((Span(f"{words} {number}"),) for number in range(count)))


def told(part: Message) -> list[str]:
    """What a half tells, line by line."""
    found: list[str] = []
    for block in part.blocks:
        if isinstance(block, Bullets):
            found += ["".join(span.text for span in item) for item in block.items]
        elif isinstance(block, Paragraph | Small):
            found.append("".join(span.text for span in block.spans))
        elif isinstance(block, Header):
            found.append(block.text)
    return found


def test_a_long_list_is_parted_between_its_lines() -> None:
    parted = halves(message(Header("All"), lines(10), Small((Span("more"),))))
    assert parted is not None
    first, second = parted
    assert told(first) + told(second)[1:] == ["All", *(f"story {number}" for number in range(10)), "more"]
    assert abs(len(told(first)) - len(told(second))) <= 2
    assert told(second)[0] == "continued"
    assert second.fallback == "A list (continued)"


@pytest.mark.parametrize("blocks", [(), (Header("A"),), (lines(1),), (Buttons(()),)])
def test_what_has_one_piece_is_not_parted(blocks: tuple[Block, ...]) -> None:
    assert halves(message(*blocks)) is None


@pytest.mark.parametrize("sizes", [(1, 1), (1, 900), (900, 1), (1, 1, 900), (900, 1, 1), (5, 900, 5), (0, 0)])
def test_both_halves_have_something_wherever_the_weight_is(sizes: tuple[int, ...]) -> None:
    blocks = tuple(Paragraph((Span(str(number) * size),)) for number, size in enumerate(sizes))
    parted = halves(message(*blocks))
    assert parted is not None
    first, second = parted
    assert first.blocks + second.blocks[1:] == blocks
    assert first.blocks
    assert second.blocks[1:]
