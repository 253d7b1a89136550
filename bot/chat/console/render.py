"""A message drawn for a terminal: one renderable a block, in the order of the message."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.box import ROUNDED, SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.panel import Panel
from rich.rule import Rule as Line
from rich.style import Style as Look
from rich.table import Table as Grid
from rich.text import Text

from bot.chat.console.bars import bar
from bot.chat.console.clean import address, clean
from bot.chat.console.frame import Barred
from bot.model.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    Fields,
    Header,
    Item,
    Message,
    Notice,
    Paragraph,
    Quote,
    Rule,
    Small,
    Span,
    Style,
    Table,
    Tone,
)

WIDTH = 88  # cells: the longest line that is still read with ease

# Mid tones, readable on a light and on a dark background alike.
_PLAIN = Look()
_TITLE = Look(bold=True)
_LINKED = Look(bold=True, color="#3a86d8")
_GREY = Look(color="#808080")
_FAINT = Look(color="#6c6c6c")
_AMBER = Look(color="#c98a1b")
_BLUE = Look(color="#3a86d8")
_LOOKS = {
    Style.PLAIN: _PLAIN,
    Style.STRONG: Look(bold=True),
    Style.EMPHASIS: Look(italic=True),
    Style.CODE: Look(color="#c2567e"),
}


def show(console: Console, message: Message, *, base_url: str, reply: bool = False) -> None:
    """Print a message and an empty line."""
    console.print(render(message, base_url=base_url, reply=reply))
    console.print()


def render(message: Message, *, base_url: str, reply: bool = False) -> RenderableType:
    """A message as a rich renderable; a reply stands under its parent. `base_url` is "" without a public address."""
    blocks = message.blocks or (Paragraph((Span(message.fallback),)),)
    body = Group(*_spaced(blocks, base_url))
    return Constrain(Barred(body, bar="   │ " if reply else " ", look=_FAINT), WIDTH)


def _spaced(blocks: Sequence[Block], base_url: str) -> Iterator[RenderableType]:
    """Each block's renderable, with an empty line where the eye needs one."""
    previous: Block | None = None
    for block in blocks:
        drawn = _DRAW[type(block)](block, base_url)
        if drawn is None:
            continue
        if previous is not None and not _close(previous, block):
            yield Text()
        yield drawn
        previous = block


def _close(previous: Block, block: Block) -> bool:
    """Small print, a quotation and a list stand close to what they are about, and everything close under a rule."""
    match previous:
        case Rule():
            return True
        case Item():
            return not previous.small and isinstance(block, Small | Quote)
        case Paragraph():
            return isinstance(block, Small | Quote | Bullets)
        case Buttons():
            return False
    return isinstance(block, Small)


def _text(spans: Sequence[Span], base_url: str, look: Look = _PLAIN, linked: Look = _BLUE) -> Text:
    """Spans as text in one look; `linked` is added to those with a link."""
    text = Text(style=look, overflow="fold")
    for span in spans:
        url = address(span.link, base_url)
        text.append(clean(span.text), _LOOKS[span.style] + (linked + Look(link=url) if url else _PLAIN))
    return text


def _header(block: Header, _base_url: str) -> RenderableType:
    """The title under a masthead line, which also parts one message from the next."""
    return Group(Line(characters="━", style=_BLUE), Text(clean(block.text), _TITLE, overflow="fold"))


def _paragraph(block: Paragraph, base_url: str) -> RenderableType:
    return _text(block.spans, base_url)


def _small(block: Small, base_url: str) -> RenderableType:
    return _text(block.spans, base_url, _GREY, _PLAIN)


def _quote(block: Quote, base_url: str) -> RenderableType:
    return Barred(_text(block.spans, base_url), bar="▎ ", look=_FAINT)


def _bullets(block: Bullets, base_url: str) -> RenderableType:
    grid = _two_columns()
    for item in block.items:
        grid.add_row(Text("•", _GREY), _text(item, base_url))
    return grid


def _item(block: Item, base_url: str) -> RenderableType:
    """Title, clause and small print, with the number in the margin."""
    lines: list[RenderableType] = [_text(block.title, base_url, _TITLE, _LINKED)]
    urls = [address(span.link, base_url) for span in block.title]
    lines += [_PlainAddress(url) for url in urls if url]
    if block.clause:
        lines.append(_text(block.clause, base_url))
    if block.small:
        lines.append(_text(block.small, base_url, _GREY, _PLAIN))
    if not block.number:
        return Group(*lines)
    grid = _two_columns(first_width=2)
    grid.add_row(Text(str(block.number), _TITLE, justify="right"), Group(*lines))
    return grid


class _PlainAddress:
    """An address in words, where the terminal cannot carry it behind the title."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> RenderResult:
        if not console.is_terminal or console.is_dumb_terminal:
            yield Text(self._url, _GREY, overflow="fold")


def _fields(block: Fields, base_url: str) -> RenderableType:
    grid = _two_columns()
    for label, value in block.pairs:
        grid.add_row(Text(clean(label), _GREY), _text(value, base_url))
    return grid


def _table(block: Table, _base_url: str) -> RenderableType:
    grid = Grid(box=SIMPLE_HEAD, header_style=_GREY, border_style=_FAINT, pad_edge=False, show_edge=False)
    for i, column in enumerate(block.columns):
        grid.add_column(Text(clean(column)), justify="right" if i in block.numeric else "left", overflow="fold")
    for row in block.rows:
        grid.add_row(*[Text(clean(cell)) for cell in row])
    return grid


def _chart(block: Chart, _base_url: str) -> RenderableType:
    """Bars by label, with their figures; the longest bar is the highest value."""
    grid = Grid.grid(padding=(0, 1))
    grid.add_column(justify="right")
    highest = max(block.values, default=0)
    for label, value in zip(block.labels, block.values, strict=True):
        grid.add_row(Text(clean(label), _GREY), Text(bar(value, highest), _BLUE), Text(str(value)))
    return Group(Text(clean(block.title), _TITLE), grid)


def _notice(block: Notice, base_url: str) -> RenderableType:
    sign, look = ("▲", _AMBER) if block.tone is Tone.WARNING else ("●", _BLUE)
    grid = _two_columns()
    grid.add_row(Text(sign, look), _text(block.spans, base_url))
    return Panel(grid, box=ROUNDED, border_style=look, padding=(0, 1))


def _rule(_block: Rule, _base_url: str) -> RenderableType:
    return Line(style=_FAINT)


def _buttons(block: Buttons, base_url: str) -> RenderableType | None:
    """One line a button: its label, and where it leads. A button that leads nowhere here is left out."""
    grid = _two_columns()
    shown = [(button, target) for button in block.buttons if (target := _target(button, base_url))]
    for button, target in shown:
        grid.add_row(Text(clean(button.label), _LINKED if button.primary else _TITLE), target)
    return grid if shown else None


def _target(button: Button, base_url: str) -> Text | None:
    """The address a button opens, or the words it says."""
    if url := address(button.link, base_url):
        return Text(url, _GREY + Look(link=url), overflow="fold")
    words = clean(button.command)
    return Text(words, _LOOKS[Style.CODE]) if words else None


def _two_columns(first_width: int | None = None) -> Grid:
    """A narrow column and one that takes the rest of the line."""
    grid = Grid.grid(padding=(0, 1), expand=True)
    grid.add_column(width=first_width, no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    return grid


_DRAW: dict[type[Block], Callable[[Any, str], RenderableType | None]] = {
    Header: _header,
    Paragraph: _paragraph,
    Small: _small,
    Quote: _quote,
    Bullets: _bullets,
    Item: _item,
    Fields: _fields,
    Table: _table,
    Chart: _chart,
    Notice: _notice,
    Rule: _rule,
    Buttons: _buttons,
}
