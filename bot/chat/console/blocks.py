"""A block of a message drawn for a terminal: one renderable each, an empty line between where the eye needs one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from rich.box import ROUNDED, SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule as Line
from rich.style import Style as Look
from rich.table import Table as Grid
from rich.text import Text

from bot.chat.console.bars import bar
from bot.chat.console.clean import clean
from bot.chat.console.frame import Barred
from bot.chat.console.looks import AMBER, BLUE, FAINT, GREY, LINKED, LOOKS, PLAIN, TITLE, text_of, two_columns
from bot.chat.console.screen import shows_addresses
from bot.chat.render.safe import address
from bot.model.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    Feedback,
    Fields,
    Header,
    Item,
    Notice,
    Paragraph,
    Quote,
    Rule,
    Small,
    Style,
    Table,
    Tone,
)

_BETWEEN = "  "  # steps on one line


def spaced(blocks: Sequence[Block], base_url: str) -> Iterator[RenderableType]:
    """Each block's renderable, with an empty line where the eye needs one."""
    previous: Block | None = None
    for block in blocks:
        drawn = DRAW[type(block)](block, base_url)
        if drawn is None:
            continue
        if previous is not None and not _close(previous, block):
            yield Text()
        yield drawn
        previous = block


def _close(previous: Block, block: Block) -> bool:
    """Small print, quotations and lists stand close to what they are about, fields to their heading, all to a rule."""
    match previous:
        case Rule():
            return True
        case Item():
            return not previous.small and isinstance(block, Small | Quote)
        case Paragraph(spans):
            heads = all(span.style is Style.STRONG for span in spans) and isinstance(block, Fields | Table)
            return heads or isinstance(block, Small | Quote | Bullets)
        case Buttons():
            return False
    return isinstance(block, Small)


def _header(block: Header, _base_url: str) -> RenderableType:
    """The title under a masthead line, which also parts one message from the next."""
    return Group(Line(characters="━", style=BLUE), Text(clean(block.text), TITLE, overflow="fold"))


def _paragraph(block: Paragraph, base_url: str) -> RenderableType:
    """Words; a title that stands alone has its address below, where nothing carries it."""
    said = text_of(block.spans, base_url)
    urls = [url for span in block.spans if (url := address(span.link, base_url))]
    is_title = len(urls) == 1 and all(span.link or span.style is Style.STRONG for span in block.spans)
    return Group(said, _PlainAddress(urls[0])) if is_title else said


def _small(block: Small, base_url: str) -> RenderableType:
    return text_of(block.spans, base_url, GREY, PLAIN)


def _quote(block: Quote, base_url: str) -> RenderableType:
    return Barred(text_of(block.spans, base_url), bar="▎ ", look=FAINT)


def _bullets(block: Bullets, base_url: str) -> RenderableType:
    grid = two_columns()
    for item in block.items:
        grid.add_row(Text("•", GREY), text_of(item, base_url))
    return grid


def _item(block: Item, base_url: str) -> RenderableType:
    """Title, clause and small print, with the number in the margin."""
    lines: list[RenderableType] = [text_of(block.title, base_url, TITLE, LINKED)]
    urls = [address(span.link, base_url) for span in block.title]
    lines += [_PlainAddress(url) for url in urls if url]
    if block.clause:
        lines.append(text_of(block.clause, base_url))
    if block.small:
        lines.append(text_of(block.small, base_url, GREY, PLAIN))
    if not block.number:
        return Group(*lines)
    grid = two_columns(first_width=2)
    grid.add_row(Text(str(block.number), TITLE, justify="right"), Group(*lines))
    return grid


class _PlainAddress:
    """An address in words, where the terminal cannot carry it behind the title."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> RenderResult:
        if shows_addresses(console):
            yield Text(self._url, GREY, overflow="fold")


def _fields(block: Fields, base_url: str) -> RenderableType:
    grid = two_columns(gap=2)
    for label, value in block.pairs:
        grid.add_row(Text(clean(label), GREY), text_of(value, base_url))
    return grid


def _table(block: Table, _base_url: str) -> RenderableType:
    grid = Grid(box=SIMPLE_HEAD, header_style=GREY, border_style=FAINT, pad_edge=False, show_edge=False)
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
        grid.add_row(Text(clean(label), GREY), Text(bar(value, highest), BLUE), Text(str(value)))
    return Group(Text(clean(block.title), TITLE), grid)


def _notice(block: Notice, base_url: str) -> RenderableType:
    sign, look = ("▲", AMBER) if block.tone is Tone.WARNING else ("●", BLUE)
    grid = two_columns()
    grid.add_row(Text(sign, look), text_of(block.spans, base_url))
    return Panel(grid, box=ROUNDED, border_style=look, padding=(0, 1))


def _rule(_block: Rule, _base_url: str) -> RenderableType:
    return Line(style=FAINT)


def _buttons(block: Buttons, base_url: str) -> RenderableType | None:
    """One line a button: its label, and where it leads. A button that leads nowhere here is left out."""
    shown = [(button, target) for button in block.buttons if (target := _target(button, base_url))]
    rows = [(Text(clean(button.label), LINKED if button.primary else TITLE), target) for button, target in shown]
    return _Labelled(rows) if rows else None


class _Labelled:
    """Labels and where they lead: side by side, or below one another where that would break a name or an address."""

    def __init__(self, rows: Sequence[tuple[Text, Text]]) -> None:
        self._rows = rows

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        left = options.max_width - max(label.cell_len for label, _ in self._rows) - 1
        if any(cell_len(word) > left for _, target in self._rows for word in target.plain.split()):
            for label, target in self._rows:
                yield label
                yield Padding(target, (0, 0, 0, 2))
            return
        grid = two_columns()
        for label, target in self._rows:
            grid.add_row(label, target)
        yield grid


def _target(button: Button, base_url: str) -> Text | None:
    """The address a button opens, or the words it says."""
    if url := address(button.link, base_url):
        return Text(url, GREY + Look(link=url), overflow="fold")
    words = clean(button.command)
    return Text.assemble(("→ ", GREY), (words, LOOKS[Style.CODE])) if words else None


def _feedback(block: Feedback, base_url: str) -> RenderableType | None:
    """All that can be said of a story on one line, for it stands under each: the words, which explain themselves."""
    steps = (block.useful, block.useless, *block.more)
    words = [target for step in steps if (target := _target(replace(step, link=None), base_url))]
    return _Steps(words) if words else None


class _Steps:
    """Steps side by side, as many as a line holds: none is broken unless it is longer than a line."""

    def __init__(self, steps: Sequence[Text]) -> None:
        self._steps = steps

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        line = self._steps[0]
        for step in self._steps[1:]:
            if line.cell_len + len(_BETWEEN) + step.cell_len > options.max_width:
                yield line
                line = step
            else:
                line = Text(_BETWEEN).join((line, step))
        yield line


DRAW: dict[type[Block], Callable[[Any, str], RenderableType | None]] = {
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
    Feedback: _feedback,
}
