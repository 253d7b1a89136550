"""Spans as one line of a TextBlock's Markdown. It has no code: words to be typed stand in quotes."""

from collections.abc import Iterable

from bot.chat.render import lines
from bot.chat.render.lines import Markup
from bot.chat.render.safe import bare
from bot.chat.teams.escape import begun, literal, target
from bot.chat.teams.limits import TEXT
from bot.model.message import Span, Style


def line(spans: Iterable[Span], base_url: str, limit: int = TEXT, *, style: Style = Style.PLAIN) -> str:
    """The spans, in `style` where they have none of their own; what does not fit is left out behind an ellipsis."""
    return begun(lines.line(spans, base_url, limit - 1, _MARKDOWN, style=style))


def _link(url: str) -> tuple[str, str]:
    return "[", f"]({target(url)})"


_MARKDOWN = Markup(
    signs={Style.STRONG: ("**", "**"), Style.EMPHASIS: ("_", "_"), Style.CODE: ("“", "”"), Style.COMMAND: ("“", "”")},
    literal=literal,
    coded=lambda text: literal(bare(text)),
    link=_link,
    joint="\u200a",  # a hair's breadth: Markdown wants a space of some width beside a sign
)
