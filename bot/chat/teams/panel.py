"""A panel as a card that is drawn anew each time its reader looks at it."""

from typing import Any

from bot.chat.render.panels import panel_blocks
from bot.chat.render.spoken import BY_MENTION, spoken
from bot.chat.teams import press
from bot.chat.teams.card import card_of, summary
from bot.chat.teams.elements import Frame, drawn
from bot.chat.teams.seal import Sign
from bot.model.message import Header
from bot.model.panel import Panel

Json = dict[str, Any]

WORDS = "home"  # what a refresh asks for


def home_card(panel: Panel, *, base_url: str, person: str, sign: Sign) -> Json:
    """The card. `person` is the reader as Teams names them in `from.id`: a refresh takes no other kind of name. `sign`
    seals what its buttons carry.

    A card that it is refreshed with is made by this, too, or the next look would show an old one.
    """
    shown = spoken((Header(panel.title), *panel_blocks(panel)), BY_MENTION)

    def draw(longest: int) -> list[Json]:
        return drawn(shown, Frame(base_url=base_url, sign=sign, longest=longest))

    return card_of(draw, fallback=summary(panel.fallback), refresh=press.refresh(WORDS, person, sign))
