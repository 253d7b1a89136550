"""A piece of a message as blocks of Slack's Block Kit: one function a kind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.chat.render.fit import bundled, fitted, size
from bot.chat.render.pieces import Piece, Prints, Story, grouped
from bot.chat.render.safe import plain
from bot.chat.slack import press
from bot.chat.slack.charts import chart_text, native_chart, native_table, table_text
from bot.chat.slack.escape import literal
from bot.chat.slack.limits import ACTIONS, CHARTS, FIELD, FIELDS, HEADER, OVERFLOW, TABLES, TEXT
from bot.chat.slack.lines import line
from bot.chat.slack.menus import with_menus
from bot.model.message import (
    Block,
    Bullets,
    Button,
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


class Surface(StrEnum):
    """Where blocks are shown. Slack takes votes, charts and tables in messages alone, and alerts in modals alone:
    https://github.com/slackapi/node-slack-sdk/pull/2567. A plain message keeps to blocks that every client knows."""

    MESSAGE = "message"
    PLAIN = "plain message"
    MODAL = "modal"
    HOME = "home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a drawing needs to know beside its block."""

    base_url: str
    surface: Surface
    longest: int = TEXT  # characters of one text

    def line(self, spans: Iterable[Span], limit: int = TEXT, style: Style = Style.PLAIN) -> str:
        """Spans as mrkdwn, no longer than both limits."""
        return line(spans, self.base_url, min(limit, self.longest), style=style)


def drawn(blocks: Iterable[Block], frame: Frame) -> list[Json]:
    """All blocks, in their order. Actions have no numbers yet."""
    room = {Chart: CHARTS, Table: TABLES} if frame.surface is Surface.MESSAGE else {}
    shown: list[Json] = []
    for piece in with_menus(grouped(blocks)):
        native = _native(piece) if room.get(type(piece), 0) else None
        if native:
            room[type(piece)] -= 1
        shown += [native] if native else DRAW[type(piece)](piece, frame)
    return shown


def _native(piece: Piece) -> Json | None:
    match piece:
        case Chart():
            return native_chart(piece)
        case Table():
            return native_table(piece)
    return None


def section(text: str) -> Iterator[Json]:
    """Normal text; nothing where it is empty."""
    if text:
        yield {"type": "section", "text": mrkdwn(text)}


def context(text: str) -> Iterator[Json]:
    """Small grey text; nothing where it is empty."""
    if text:
        yield {"type": "context", "elements": [mrkdwn(text)]}


def header(words: str) -> Iterator[Json]:
    """A heading; nothing where it is empty."""
    if text := fitted(words, HEADER, plain).strip():
        yield {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": False}}


def mrkdwn(text: str) -> Json:
    """Dressed text. Verbatim: Slack makes no links of addresses and names that merely stand in it."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _header(block: Header, _frame: Frame) -> list[Json]:
    return list(header(block.text))


def _paragraph(block: Paragraph, frame: Frame) -> list[Json]:
    return list(section(frame.line(block.spans)))


def _prints(block: Prints, frame: Frame) -> list[Json]:
    return [shown for text in bundled(map(frame.line, block.lines), TEXT) for shown in context(text)]


def _quote(block: Quote, frame: Frame) -> list[Json]:
    return list(section(_quoted(block, frame, frame.longest)))


def _quoted(block: Quote, frame: Frame, limit: int) -> str:
    text = frame.line(block.spans, limit - len("> "))
    return f"> {text}" if text else ""


def _bullets(block: Bullets, frame: Frame) -> list[Json]:
    lines = (frame.line(item, TEXT - len("• ")) for item in block.items)
    return [shown for text in bundled((f"• {text}" for text in lines if text), TEXT) for shown in section(text)]


def _story(block: Story, frame: Frame) -> list[Json]:
    """Title, clause and quotation are one text with the menu beside it; the small print stands below."""
    item, room = block.item, min(TEXT, frame.longest)
    number = (Span(f"{item.number} · "),) if item.number else ()
    title = frame.line((*number, *item.title), room, Style.STRONG)
    clause = frame.line(item.clause, room - size(title) - 1)
    quote = _quoted(block.quote, frame, room - size(title) - size(clause) - 2) if block.quote else ""
    shown = list(section("\n".join(filter(None, (title, clause, quote)))))
    options, longer = _menu(block.more, frame)
    if shown and options:
        shown[0]["accessory"] = press.overflow(options)
    elif options:
        shown += _actions([press.overflow(options)])
    return [*shown, *context(frame.line(item.small)), *_actions(longer)]


def _menu(more: Sequence[Button], frame: Frame) -> tuple[list[Json], list[Json]]:
    """Options of a menu, and buttons for what says more than an option can hold."""
    options: list[Json] = []
    longer: list[Json] = []
    for each in more:
        option = press.option(each, frame.base_url) if len(options) < OVERFLOW else None
        if option:
            options.append(option)
        elif button := press.button(each, frame.base_url):
            longer.append(button)
    return options, longer


def _fields(block: Fields, frame: Frame) -> list[Json]:
    """Label over value, in two columns."""
    limit = min(FIELD, frame.longest // 2)
    pairs = [_pair(label, value, frame, limit) for label, value in block.pairs]
    rows = [mrkdwn(pair) for pair in pairs if pair]
    return [{"type": "section", "fields": rows[i : i + FIELDS]} for i in range(0, len(rows), FIELDS)]


def _pair(label: str, value: tuple[Span, ...], frame: Frame, limit: int) -> str:
    name = frame.line((Span(label, Style.STRONG),), limit // 2)
    return "\n".join(filter(None, (name, frame.line(value, limit - size(name) - 1))))


def _table(block: Table, frame: Frame) -> list[Json]:
    return list(section(table_text(block, min(TEXT, frame.longest))))


def _chart(block: Chart, frame: Frame) -> list[Json]:
    title = frame.line((Span(block.title, Style.STRONG),), FIELD)
    figures = chart_text(block, min(TEXT, frame.longest) - size(title) - 1)
    return list(section("\n".join(filter(None, (title, figures)))))


def _notice(block: Notice, frame: Frame) -> list[Json]:
    text = frame.line(block.spans, TEXT - 4)
    if frame.surface is Surface.MODAL and text:
        return [{"type": "alert", "level": block.tone.value, "text": mrkdwn(text)}]
    sign = "⚠️" if block.tone is Tone.WARNING else "ℹ️"
    return list(section(f"{sign} {text}" if text else ""))


def _rule(_block: Rule, _frame: Frame) -> list[Json]:
    return [{"type": "divider"}]


def _buttons(block: Buttons, frame: Frame) -> list[Json]:
    """A row of buttons. One that could do nothing here is left out."""
    return _actions([shown for each in block.buttons if (shown := press.button(each, frame.base_url))])


def _actions(elements: Sequence[Json]) -> list[Json]:
    return [{"type": "actions", "elements": list(elements[i : i + ACTIONS])} for i in range(0, len(elements), ACTIONS)]


def _feedback(block: Feedback, frame: Frame) -> list[Json]:
    """Slack's thumbs in a message, two buttons elsewhere, and a menu where no title could take it."""
    options, longer = _menu(block.more, frame)
    menu = [press.overflow(options)] if options else []
    thumbs = press.vote(block.useful, block.useless) if frame.surface is Surface.MESSAGE else None
    if thumbs:
        return [{"type": "context_actions", "elements": [thumbs]}, *_actions([*menu, *longer])]
    votes = [shown for each in (block.useful, block.useless) if (shown := press.button(each, frame.base_url))]
    return _actions([*votes, *menu, *longer])


def remark(words: str) -> list[Json]:
    """A line of ours in small print."""
    return list(context(literal(words)))


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
    Rule: _rule,
    Buttons: _buttons,
    Feedback: _feedback,
}
