"""A panel as a card that is drawn anew each time its reader looks at it."""

from typing import Any

from bot.chat.render.spoken import BY_MENTION, spoken
from bot.chat.teams import press
from bot.chat.teams.card import card_of, summary
from bot.chat.teams.elements import Frame, drawn
from bot.model.message import Block, Header, Paragraph, Rule, Span
from bot.model.panel import Panel

Json = dict[str, Any]

WORDS = "home"  # what a refresh asks for


def home_card(panel: Panel, *, base_url: str, person: str) -> Json:
    """The card. `person` is the reader as Teams names them in `from.id`: a refresh takes no other kind of name.

    A card that it is refreshed with is made by this, too, or the next look would show an old one.
    """
    shown = spoken(tuple(_blocks(panel)), BY_MENTION)

    def draw(longest: int) -> list[Json]:
        return drawn(shown, Frame(base_url=base_url, longest=longest))

    return card_of(draw, fallback=summary(panel.fallback), refresh=press.refresh(WORDS, person))


def _blocks(panel: Panel) -> list[Block]:
    """The title, and the sections under their headings with a line between two; the fallback where there are none."""
    blocks: list[Block] = [Header(panel.title)]
    for section in panel.sections:
        blocks += [*([Rule()] if len(blocks) > 1 else []), Header(section.title), *section.blocks]
    return blocks if panel.sections else [*blocks, Paragraph((Span(panel.fallback or "…"),))]
