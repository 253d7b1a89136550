"""Guessed: an answer that asks “Did you mean …?”, with a button for each of the commands that it names. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from bot.chat.answering.offered import MaySay
from bot.model.answer import Answer
from bot.model.message import Block, Button, Buttons, Message, Notice, Paragraph, Small, Span, Style

_ASKED = "Did you mean "


def guessed(answer: Answer, may_say: MaySay) -> Answer:
    """The answer as it is shown where people press: what they may not say, or what is no command, has no button."""
    if not isinstance(answer, Message):
        return answer
    return replace(answer, blocks=tuple(_blocks(answer, may_say)))


def asked_about(answer: Answer) -> tuple[str, ...]:
    """The words that an answer asks about."""
    return tuple(said for block in answer.blocks for said in _asked_in(block)) if isinstance(answer, Message) else ()


def _blocks(message: Message, may_say: MaySay) -> Iterator[Block]:
    for block in message.blocks:
        yield block
        if steps := tuple(Button(words, command=words) for words in _asked_in(block) if may_say(words)):
            yield Buttons(steps)


def _asked_in(block: Block) -> Iterator[str]:
    if isinstance(block, Notice | Paragraph | Small):
        yield from _in_question(block.spans)


def _in_question(spans: tuple[Span, ...]) -> Iterator[str]:
    """What stands as a command between “Did you mean” and its question mark."""
    asked = False
    for span in spans:
        if span.style is Style.COMMAND:
            if asked:
                yield span.text
        else:
            asked = span.text.endswith(_ASKED) or (asked and "?" not in span.text)
