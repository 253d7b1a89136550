"""A message as an Adaptive Card, within what Teams takes whatever stands in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.chat.render import budget
from bot.chat.render.fit import fitted
from bot.chat.render.share_button import ShareButton
from bot.chat.render.spoken import BY_MENTION, spoken
from bot.chat.teams import press
from bot.chat.teams.elements import Frame, drawn, remark, row, text
from bot.chat.teams.escape import begun, label, literal
from bot.chat.teams.limits import BUTTONS, CARD, ELEMENTS, PLAIN_CARD, SUMMARY, TEXT
from bot.chat.teams.seal import Sign
from bot.chat.teams.sizes import weigh
from bot.model.message import Message

Json = dict[str, Any]

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"  # of a card, wherever it is attached or answered

_MEASURE = budget.Measure(weigh=weigh, lengths=(TEXT, 1_500, 800, 500), row="ActionSet", remark=remark)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is posted: a plain line for notifications, and the card that people see."""

    text: str
    card: Json


def render(
    message: Message, *, base_url: str, sign: Sign | None, plain: bool = False, share: ShareButton | None = None
) -> Rendered:
    """A message as it is posted. `plain` keeps to text and buttons and half the size, for what Teams refused once.

    `sign` seals what its buttons carry; without it only links are left, for a place where nobody hears what a button
    says. `share` is what a button carries that shares it. Words to say are shown as in a channel: where they are said
    otherwise, the message is `spoken` before.
    """
    shown = spoken(message.blocks, BY_MENTION)
    line = summary(message.fallback)
    last = press.share(share, sign) if share and sign else None

    def draw(longest: int) -> list[Json]:
        frame = Frame(base_url=base_url, plain=plain, sign=sign, longest=longest)
        return _with_button(drawn(shown, frame) or text(begun(fitted(line, TEXT - 1, literal))), last)

    return Rendered(text=line, card=card_of(draw, fallback=line, most=PLAIN_CARD if plain else CARD))


def summary(words: str) -> str:
    """The line for notifications."""
    return fitted(words, SUMMARY, label).strip() or "…"


def card_of(draw: Callable[[int], list[Json]], *, fallback: str, most: int = CARD, **beside: Any) -> Json:
    """A card whose elements are drawn with texts as long as fit; `beside` are further parts of it."""
    card: Json = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "msteams": {"width": "full"},  # as the SDK's types write it
        "fallbackText": fallback,
        **beside,
    }
    room = budget.Budget(blocks=ELEMENTS, weight=most - weigh(card | {"body": []}))
    return card | {"body": budget.within(room, _MEASURE, draw)}


def _with_button(body: list[Json], last: Json | None) -> list[Json]:
    """The elements with one more button, in the last row where there is room."""
    if last and body and body[-1]["type"] == "ActionSet" and len(body[-1]["actions"]) < BUTTONS:
        return [*body[:-1], {**body[-1], "actions": [*body[-1]["actions"], last]}]
    return [*body, *row([last])]
