"""Blocks that belong together on Slack: a story with its quotation and its menu, and lines of small print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.model.message import Block, Button, Feedback, Header, Item, Quote, Small, Span


@dataclass(frozen=True, slots=True)
class Story:
    """A story line with what others say of it, and what else can be done with it: a menu beside its title."""

    item: Item
    quote: Quote | None = None
    more: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Prints:
    """Small print, a line each."""

    lines: tuple[tuple[Span, ...], ...]


Part = Block | Story | Prints


def grouped(blocks: Iterable[Block]) -> list[Part]:
    """The same blocks in the same order, those that Slack shows as one put together."""
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
            case Feedback(), _:
                parts = _with_menu(parts, block)
            case _:
                parts.append(block)
    return parts


def _with_menu(parts: Sequence[Part], feedback: Feedback) -> list[Part]:
    """The feedback's further steps go beside the title of the story that it is about, if there is one."""
    above = list(parts)
    for place in range(len(above) - 1, -1, -1):
        part = above[place]
        if isinstance(part, Story) and not part.more:
            above[place] = replace(part, more=feedback.more)
            return [*above, replace(feedback, more=())]
        if isinstance(part, Story | Header | Feedback):
            break
    return [*above, feedback]
