"""Offered: an answer without the steps that its reader would only be refused. What is posted is for all. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bot.model.answer import Answer
from bot.model.form import Form
from bot.model.message import Block, Button, Buttons, Feedback, Message

MaySay = Callable[[str], bool]  # whether the reader may say these words


def offered(answer: Answer, may_say: MaySay) -> Answer:
    """The answer as it is shown to one person. A form has no steps beside its own."""
    if isinstance(answer, Form):
        return answer
    if isinstance(answer, Message):
        return replace(answer, blocks=tuple(_blocks(answer.blocks, may_say)))
    sections = tuple(replace(one, blocks=tuple(_blocks(one.blocks, may_say))) for one in answer.sections)
    return replace(answer, sections=sections)


def _blocks(blocks: Iterable[Block], may_say: MaySay) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Buttons(buttons):
                yield from _row(buttons, may_say)
            case Feedback(useful=useful, more=more):
                kept = _kept(more, may_say)
                yield from [replace(block, more=kept)] if _kept([useful], may_say) else _row(kept, may_say)
            case _:
                yield block


def _row(buttons: Iterable[Button], may_say: MaySay) -> Iterator[Buttons]:
    if kept := _kept(buttons, may_say):
        yield Buttons(kept)


def _kept(buttons: Iterable[Button], may_say: MaySay) -> tuple[Button, ...]:
    return tuple(one for one in buttons if not one.command or may_say(one.command))
