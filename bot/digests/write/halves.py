"""Halves: a message that is too large for its platform, as two that tell the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from bot.model.message import Block, Bullets, Message, Small, Span

_CONTINUED = "continued"


def halves(message: Message) -> tuple[Message, Message] | None:
    """The message in two, about as long as each other; None where there is nothing to part. Pure."""
    pieces = list(_pieces(message.blocks))
    if len(pieces) < 2:
        return None
    cut = _middle([_length(piece) for piece in pieces])
    first, second = _joined(pieces[:cut]), _joined(pieces[cut:])
    rest = (Small((Span(_CONTINUED),)), *second)
    return Message(fallback=message.fallback, blocks=first), Message(
        fallback=f"{message.fallback} ({_CONTINUED})", blocks=rest
    )


def _pieces(blocks: Iterable[Block]) -> Iterator[Block]:
    """What stays together: a block, or one line of a list."""
    for block in blocks:
        if isinstance(block, Bullets):
            yield from (Bullets((item,)) for item in block.items)
        else:
            yield block


def _middle(lengths: Sequence[int]) -> int:
    """How many of the pieces make the first half; at least one, and not all."""
    total, before = sum(lengths), 0
    for number, length in enumerate(lengths):
        before += length
        if before * 2 >= total:
            return min(max(number + (before - length / 2 <= total / 2), 1), len(lengths) - 1)
    return 1


def _joined(pieces: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks again: neighbouring lines are one list."""
    blocks: list[Block] = []
    for piece in pieces:
        last = blocks[-1] if blocks else None
        if isinstance(piece, Bullets) and isinstance(last, Bullets):
            blocks[-1] = Bullets((*last.items, *piece.items))
        else:
            blocks.append(piece)
    return tuple(blocks)


def _length(value: Any) -> int:
    """The characters in it."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(map(_length, value))
    if is_dataclass(value):
        return sum(_length(getattr(value, field.name)) for field in fields(value))
    return 0
