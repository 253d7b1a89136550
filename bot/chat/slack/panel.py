"""A panel as the view of a person's Home tab."""

from typing import Any

from bot.chat.render.budget import Budget
from bot.chat.render.panels import panel_blocks
from bot.chat.render.spoken import BY_SLASH, spoken
from bot.chat.slack.budget import within
from bot.chat.slack.draw import Frame, Surface, drawn
from bot.chat.slack.limits import VIEW_BLOCKS, VIEW_TEXT
from bot.chat.slack.press import numbered
from bot.model.panel import Panel

Json = dict[str, Any]


def home_view(panel: Panel, base_url: str) -> Json:
    """The view to publish. The panel's own title is left out: Slack shows the app's name above."""

    shown = spoken(tuple(panel_blocks(panel)), BY_SLASH)

    def draw(longest: int) -> list[Json]:
        return drawn(shown, Frame(base_url=base_url, surface=Surface.HOME, longest=longest))

    blocks = within(Budget(blocks=VIEW_BLOCKS, weight=VIEW_TEXT), draw)
    return {"type": "home", "blocks": numbered(blocks)}
