"""The looks of a terminal: colours, styles, and spans as one line of text."""

from collections.abc import Sequence

from rich.style import Style as Look
from rich.table import Table as Grid
from rich.text import Text

from bot.chat.console.clean import clean
from bot.chat.render.safe import address
from bot.model.message import Span, Style

# Mid tones, readable on a light and on a dark background alike.
PLAIN = Look()
TITLE = Look(bold=True)
LINKED = Look(bold=True, color="#3a86d8")
GREY = Look(color="#808080")
FAINT = Look(color="#6c6c6c")
AMBER = Look(color="#c98a1b")
BLUE = Look(color="#3a86d8")
LOOKS = {
    Style.PLAIN: PLAIN,
    Style.STRONG: Look(bold=True),
    Style.EMPHASIS: Look(italic=True),
    Style.CODE: Look(color="#c2567e"),
    Style.COMMAND: Look(color="#c2567e"),
}


def text_of(spans: Sequence[Span], base_url: str, look: Look = PLAIN, linked: Look = BLUE) -> Text:
    """Spans as text in one look; `linked` is added to those with a link."""
    text = Text(style=look, overflow="fold")
    for span in spans:
        url = address(span.link, base_url)
        text.append(clean(span.text), LOOKS[span.style] + (linked + Look(link=url) if url else PLAIN))
    return text


def two_columns(first_width: int | None = None, *, gap: int = 1) -> Grid:
    """A narrow column and one that takes the rest of the line, with so many cells between."""
    grid = Grid.grid(padding=(0, gap), expand=True)
    grid.add_column(width=first_width, no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    return grid
