"""Offers: what a plain `yes` takes of an answer, and what one may say instead where it takes nothing. Pure."""

from collections.abc import Iterator

from bot.model.answer import Answer
from bot.model.message import Buttons, Message, Notice, Paragraph, Small, Span, Style

_ASKED = "Did you mean "
_MOST = 4  # offers in a refusal


def first_offer(answer: Answer, words: str) -> str:
    """What an answer offers above all: its primary step, the same words with the `yes` they want, or the one thing
    that was probably meant; "" for none of them."""
    sure = f"{words} yes".casefold()
    taken = [said for said, primary in _steps(answer) if primary or said.casefold() == sure]
    return next(iter([*taken, *_meant(answer)]), "")


def other_offers(answer: Answer) -> tuple[str, ...]:
    """The steps that an answer offers, as one says them: none stands before the others, and some take things back."""
    return tuple(dict.fromkeys(said for said, _ in _steps(answer)))[:_MOST]


def _steps(answer: Answer) -> Iterator[tuple[str, bool]]:
    for block in answer.blocks if isinstance(answer, Message) else ():
        if isinstance(block, Buttons):
            yield from ((step.command, step.primary) for step in block.buttons if step.command)


def _meant(answer: Answer) -> Iterator[str]:
    """The words that an answer asks about, where it asks about no others."""
    for block in answer.blocks if isinstance(answer, Message) else ():
        if isinstance(block, Notice | Paragraph | Small):
            yield from _asked_about(block.spans)


def _asked_about(spans: tuple[Span, ...]) -> Iterator[str]:
    for before, said, behind in zip(spans, spans[1:], spans[2:], strict=False):
        if before.text.endswith(_ASKED) and said.style is Style.COMMAND and behind.text.startswith("?"):
            yield said.text
