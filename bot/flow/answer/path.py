"""A path: the stages that an article passed, the one where it stopped, and what one can do about it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.flow.answer.phrases import strong, text, with_code
from bot.model.message import Block, Bullets, Button, Buttons, Message, Paragraph, Small, Span

_BUTTONS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One stage: passed, or the one that stopped it."""

    passed: bool
    name: str
    words: tuple[Span, ...]

    def line(self) -> tuple[Span, ...]:
        """Such as "✓ Polled – Gazette brought it"."""
        return (strong(f"{'✓' if self.passed else '✗'} {self.name}"), text(" – "), *self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The way of one article."""

    title: tuple[Span, ...]
    facts: str
    outcome: str  # where it ended, in a sentence
    steps: tuple[Step, ...]
    more: str = ""  # small print
    buttons: tuple[Button, ...] = ()

    def message(self) -> Message:
        """The path as it is told."""
        title = "".join(span.text for span in self.title)
        blocks: list[Block] = [Paragraph(self.title)]
        if self.facts:
            blocks.append(Small((text(self.facts),)))
        blocks += [Paragraph((strong(self.outcome),)), Bullets(tuple(step.line() for step in self.steps))]
        if self.more:
            blocks.append(Small(with_code(self.more)))
        if self.buttons:
            blocks.append(Buttons(first_of(self.buttons)))
        return Message(fallback=f"{title}: {self.outcome}", blocks=tuple(blocks))


def first_of(buttons: Iterable[Button], most: int = _BUTTONS) -> tuple[Button, ...]:
    """The first buttons, each once."""
    return tuple(dict.fromkeys(buttons))[:most]
