"""A bar down the left side, for quotations and replies."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style


class Barred:
    """A renderable with the same few characters before each of its lines, and no spaces behind them."""

    def __init__(self, body: RenderableType, *, bar: str, look: Style) -> None:
        self._body = body
        self._bar = Segment(bar, look)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(1, options.max_width - cell_len(self._bar.text))
        for line in console.render_lines(self._body, options.update_width(width), pad=False):
            yield from _stripped([self._bar, *line])
            yield Segment.line()


def _stripped(line: Sequence[Segment]) -> Iterable[Segment]:
    """The line up to its last visible character."""
    return reversed(list(_from_last_visible(line)))


def _from_last_visible(line: Sequence[Segment]) -> Iterator[Segment]:
    seen = False
    for text, style, control in reversed(line):
        shown = text if seen or control else text.rstrip()
        seen = seen or bool(shown)
        if shown:
            yield Segment(shown, style, control)
