"""An answer drawn for a terminal: a message, a form as a whole, or a panel with its sections."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.rule import Rule as Line
from rich.text import Text

from bot.chat.console.blocks import spaced
from bot.chat.console.clean import clean
from bot.chat.console.frame import Barred
from bot.chat.console.looks import FAINT, TITLE
from bot.chat.console.question import whole
from bot.model.answer import Answer
from bot.model.form import Form
from bot.model.message import Header, Message, Paragraph, Span
from bot.model.panel import Panel

WIDTH = 88  # cells: the longest line that is still read with ease


def show(console: Console, answer: Answer, *, base_url: str, reply: bool = False) -> None:
    """Print an answer and an empty line."""
    console.print(render(answer, base_url=base_url, reply=reply))
    console.print()


def render(answer: Answer, *, base_url: str, reply: bool = False) -> RenderableType:
    """An answer as a rich renderable; a reply stands under its parent. `base_url` is "" without a public address."""
    body = Group(*_lines(answer, base_url))
    return Constrain(Barred(body, bar="   │ " if reply else " ", look=FAINT), WIDTH)


def _lines(answer: Answer, base_url: str) -> Iterator[RenderableType]:
    match answer:
        case Message():
            yield from spaced(answer.blocks or (Paragraph((Span(answer.fallback),)),), base_url)
        case Form():
            yield from spaced(whole(answer).blocks, base_url)
        case Panel():
            yield from _panel(answer, base_url)


def _panel(panel: Panel, base_url: str) -> Iterator[RenderableType]:
    """The title, then each section under a line with its name on it."""
    yield from spaced((Header(panel.title),), base_url)
    for section in panel.sections:
        yield Text()
        yield Line(Text(clean(section.title), TITLE), align="left", style=FAINT)
        yield from spaced(section.blocks, base_url)
