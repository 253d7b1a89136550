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


Part = Block | Story | Prints


def grouped(blocks: Iterable[Block]) -> list[Part]:
    """The same blocks in the same order, those that belong together put together."""
    parts: list[Part] = []
    for block in blocks:
        match block, parts[-1:]:
            case Item(), _:
                parts.append(Story(block))
            case Quote(), [Story(item, None, more)] if not item.small:
                parts[-1] = Story(item, block, more)
            case Small(spans), [Prints(lines)]:
                parts[-1] = Prints((*lines, spans))
            case Small(spans), _:
                parts.append(Prints((spans,)))
            case _:
                parts.append(block)
    return parts
