"""Blocks that platforms with cards show as one: a story with its quotation, and lines of small print."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model.message import Block, Button, Item, Quote, Small, Span


@dataclass(frozen=True, slots=True)
class Story:
    """A story line with what others say of it, and what else can be done with it, where a menu stands beside it."""

    item: Item
    quote: Quote | None = None
    more: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Prints:
    """Small print, a line each."""

    lines: tuple[tuple[Span, ...], ...]


Piece = Block | Story | Prints


def grouped(blocks: Iterable[Block]) -> list[Piece]:
    """The same blocks in the same order, those that belong together put together."""
    pieces: list[Piece] = []
    for block in blocks:
        match block, pieces[-1:]:
            case Item(), _:
                pieces.append(Story(block))
            case Quote(), [Story(item, None, more)] if not item.small:
                pieces[-1] = Story(item, block, more)
            case Small(spans), [Prints(lines)]:
                pieces[-1] = Prints((*lines, spans))
            case Small(spans), _:
                pieces.append(Prints((spans,)))
            case _:
                pieces.append(block)
    return pieces
