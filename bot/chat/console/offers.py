"""Offers: what a plain `yes` takes of an answer, and what one may say instead where it takes nothing. Pure."""

from collections.abc import Iterator

from bot.chat.answering.guessed import asked_about
from bot.model.answer import Answer
from bot.model.message import Buttons, Message

_MOST = 4  # offers in a refusal


def first_offer(answer: Answer, words: str) -> str:
    """What an answer offers above all: its primary step, the same words with the `yes` they want, or the one thing
    that was probably meant; "" for none of them."""
    sure = f"{words} yes".casefold()
    taken = [said for said, primary in _steps(answer) if primary or said.casefold() == sure]
    meant = asked_about(answer)
    return next(iter([*taken, *(meant if len(meant) == 1 else ())]), "")


def other_offers(answer: Answer) -> tuple[str, ...]:
    """The steps that an answer offers, as one says them: none stands before the others, and some take things back."""
    return tuple(dict.fromkeys(said for said, _ in _steps(answer)))[:_MOST]


def _steps(answer: Answer) -> Iterator[tuple[str, bool]]:
    for block in answer.blocks if isinstance(answer, Message) else ():
        if isinstance(block, Buttons):
            yield from ((step.command, step.primary) for step in block.buttons if step.command)
