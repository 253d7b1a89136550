"""A piece of a message as elements of an Adaptive Card: one function a kind.

An element is plain JSON by https://adaptivecards.io/explorer, version 1.5. Colours are named by what they mean, never
by their value: they are right in light, dark and high contrast alike.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.chat.render.fit import bundled, fitted
from bot.chat.render.pieces import Prints, Story, grouped
from bot.chat.teams import press
from bot.chat.teams.charts import chart_lines, chart_table, fits, native_chart, native_table, table_lines
from bot.chat.teams.escape import begun, literal
from bot.chat.teams.limits import BUTTONS, FACT, HEADER, LIST, ROW, TABLE_ROWS, TEXT
from bot.chat.teams.lines import line
from bot.chat.teams.seal import Sign
from bot.chat.teams.sizes import weigh
from bot.model.message import (
    Block,
    Bullets,
    Buttons,
    Chart,
    Feedback,
    Fields,
    Header,
    Notice,
    Paragraph,
    Quote,
    Rule,
    Span,
    Style,
    Table,
    Tone,
)

Json = dict[str, Any]

_THUMBS = ("👍", "👎")
_TONES = {Tone.INFO: "accent", Tone.WARNING: "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a drawing needs to know beside its block."""

    base_url: str
    plain: bool = False  # text and buttons alone
    sign: Sign | None = None  # seals what a button says; None where nobody hears it
    longest: int = TEXT  # characters of one text

    def line(self, spans: Iterable[Span], limit: int = TEXT, style: Style = Style.PLAIN) -> str:
        """Spans as Markdown, no longer than both limits."""
        return line(spans, self.base_url, min(limit, self.longest), style=style)


def drawn(blocks: Iterable[Block], frame: Frame) -> list[Json]:
    """All blocks, in their order; a rule is a line above what follows it."""
    shown: list[Json] = []
    is_ruled = False
    for piece in grouped(blocks):
        if isinstance(piece, Rule):
            is_ruled = bool(shown)
            continue
        inner = heading(piece.text, "Medium") if isinstance(piece, Header) and shown else None
        elements = DRAW[type(piece)](piece, frame) if inner is None else inner
        shown = _with(shown, below_line(elements) if is_ruled else elements)
        is_ruled = is_ruled and not elements
    return shown


def _with(shown: list[Json], more: list[Json]) -> list[Json]:
    """More elements below the others. Directly below each other, two rows of buttons are one where there is room, and
    two boxes of a notice's colour are one."""
    match shown[-1:], more:
        case [{"type": "ActionSet", "actions": first}], [{"type": "ActionSet", "actions": then} as below]:
            if "separator" not in below and len(_foremost([*first, *then])) <= BUTTONS:
                return [*shown[:-1], *row([*first, *then])]
        case [{"style": style, "items": above} as upper], [{"style": other, "items": items} as below]:
            if "separator" not in below and style == other and style in _TONES.values():
                return [*shown[:-1], {**upper, "items": [*above, *items]}]
    return [*shown, *more]


def below_line(elements: Iterable[Json]) -> list[Json]:
    """The elements with a line above the first."""
    return [each if i else each | {"separator": True, "spacing": "Large"} for i, each in enumerate(elements)]


def text(words: str, **look: Any) -> list[Json]:
    """Normal text; nothing where it is empty."""
    return [{"type": "TextBlock", "text": words, "wrap": True, **look}] if words else []


def small(words: str, spacing: str = "Small") -> list[Json]:
    """Small grey text; nothing where it is empty."""
    return text(words, size="Small", isSubtle=True, spacing=spacing)


def heading(words: str, size: str = "Large") -> list[Json]:
    """A heading; nothing where it is empty."""
    spacing = {} if size == "Large" else {"spacing": "Medium"}
    return text(_literal(words, HEADER), size=size, weight="Bolder", style="heading", **spacing)


def box(style: str, words: str) -> list[Json]:
    """Text in a box of a colour; nothing where it is empty."""
    return [{"type": "Container", "style": style, "items": text(words)}] if words else []


def row(actions: Iterable[Json | None]) -> list[Json]:
    """A row of buttons; those that there is no place for are in the menu behind them."""
    shown = list(_held([each for each in actions if each]))
    for late in _foremost(shown)[BUTTONS:]:
        late["mode"] = "secondary"
    return [{"type": "ActionSet", "actions": shown}] if shown else []


def _foremost(actions: Iterable[Json]) -> list[Json]:
    """Those that are buttons, and in no menu."""
    return [each for each in actions if "mode" not in each]


def _held(actions: Iterable[Json]) -> Iterator[Json]:
    """As many actions as a row has room for."""
    room = ROW
    for each in actions:
        room -= weigh(each)
        if room < 0:
            return
        yield each


def remark(words: str) -> list[Json]:
    """A line of ours in small print."""
    return small(literal(words))


def _literal(words: str, limit: int) -> str:
    return begun(fitted(words, limit - 1, literal).strip())


def _header(block: Header, _frame: Frame) -> list[Json]:
    return heading(block.text)


def _paragraph(block: Paragraph, frame: Frame) -> list[Json]:
    return text(frame.line(block.spans))


def _prints(block: Prints, frame: Frame) -> list[Json]:
    lines = [words for spans in block.lines if (words := frame.line(spans))]
    return [each for i, words in enumerate(lines) for each in small(words, "None" if i else "Small")]


def _quote(block: Quote, frame: Frame) -> list[Json]:
    words = frame.line(block.spans)
    return text(words, isSubtle=True) if frame.plain else box("emphasis", words)


def _bullets(block: Bullets, frame: Frame) -> list[Json]:
    lines = [words for item in block.items if (words := frame.line(item, LIST))]
    lists = bundled((f"- {words}" for words in lines), LIST)
    return [each for i, words in enumerate(lists) for each in text(words, spacing="None" if i else "Small")]


def _story(block: Story, frame: Frame) -> list[Json]:
    """Title, clause, quotation and small print are one box without a border: it is shown or left out as a whole."""
    item = block.item
    number = (Span(f"{item.number} · "),) if item.number else ()
    items = [
        *text(frame.line((*number, *item.title)), weight="Bolder"),
        *text(frame.line(item.clause), spacing="None"),
        *(_quote(block.quote, frame) if block.quote else []),
        *small(frame.line(item.small), "None"),
    ]
    return items if frame.plain or not items else [{"type": "Container", "spacing": "Medium", "items": items}]


def _fields(block: Fields, frame: Frame) -> list[Json]:
    limit = min(FACT, frame.longest)
    pairs = [(_literal(label, limit // 2), frame.line(value, limit)) for label, value in block.pairs]
    if frame.plain:
        return [each for label, value in pairs for each in text(f"{label}: {value}", spacing="None")]
    facts = [{"title": label, "value": value} for label, value in pairs if label or value]
    return [{"type": "FactSet", "facts": facts}] if facts else []


def _table(block: Table, frame: Frame) -> list[Json]:
    if frame.plain or not fits(block):
        return _lines(table_lines(block))
    table, left = native_table(block)
    return [table, *(remark(f"… {left:,} more") if left else [])]


def _lines(lines: Iterable[str]) -> list[Json]:
    return [each for words in lines for each in text(words, spacing="None")]


def _chart(block: Chart, frame: Frame) -> list[Json]:
    """The title is a line of its own, for Teams does not show a chart's."""
    above = text(_literal(block.title, HEADER), weight="Bolder")
    if not block.labels:
        return above
    if frame.plain or len(block.labels) > TABLE_ROWS:
        return [*above, *_lines(chart_lines(block))]
    return [*above, native_chart(block) or chart_table(block)]


def _notice(block: Notice, frame: Frame) -> list[Json]:
    words = frame.line(block.spans, TEXT - 4)
    if not frame.plain:
        return box(_TONES[block.tone], words)
    sign = "⚠️" if block.tone is Tone.WARNING else "ℹ️"
    return text(f"{sign} {words}" if words else "")


def _buttons(block: Buttons, frame: Frame) -> list[Json]:
    """A row of buttons. One that could do nothing here is left out."""
    return row(press.button(each, frame.base_url, frame.sign) for each in block.buttons)


def _feedback(block: Feedback, frame: Frame) -> list[Json]:
    """The two votes, and what else can be done in the menu behind them."""
    votes = (
        press.button(replace(each, label=f"{thumb} {each.label}"), frame.base_url, frame.sign)
        for thumb, each in zip(_THUMBS, (block.useful, block.useless), strict=True)
    )
    more = (press.button(each, frame.base_url, frame.sign, second=True) for each in block.more)
    return row((*votes, *more))


DRAW: dict[type[Any], Callable[[Any, Frame], list[Json]]] = {
    Header: _header,
    Paragraph: _paragraph,
    Prints: _prints,
    Quote: _quote,
    Bullets: _bullets,
    Story: _story,
    Fields: _fields,
    Table: _table,
    Chart: _chart,
    Notice: _notice,
    Buttons: _buttons,
    Feedback: _feedback,
}
