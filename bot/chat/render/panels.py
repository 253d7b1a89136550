"""A panel's sections as blocks, for platforms that draw them one below the other. Pure."""

from bot.model.message import Block, Header, Paragraph, Rule, Span
from bot.model.panel import Panel


def panel_blocks(panel: Panel) -> list[Block]:
    """The sections under their headings, with a line between two; the fallback where there are none."""
    blocks: list[Block] = []
    for section in panel.sections:
        blocks += [*([Rule()] if blocks else []), Header(section.title), *section.blocks]
    return blocks or [Paragraph((Span(panel.fallback or "…"),))]
