"""Plain: an answer as text alone, for notifications, logs and golden files."""

from collections.abc import Iterable, Sequence

from bot.model.answer import Answer
from bot.model.form import Field, Form
from bot.model.message import (
    Block,
    Bullets,
    Buttons,
    Chart,
    Feedback,
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
)
from bot.model.panel import Panel, Section

_TYPED = (Style.CODE, Style.COMMAND)


def plain(answer: Answer) -> str:
    """The answer's words, a blank line between blocks; links are left out, code stands in backticks."""
    match answer:
        case Message():
            parts = [_block(block) for block in answer.blocks]
        case Form():
            parts = _form(answer)
        case Panel():
            parts = [answer.title, *(_section(section) for section in answer.sections)]
    return "\n\n".join(parts) + "\n"


def words(message: Message) -> int:
    """How many words the message has, separators and buttons counted too."""
    return len(plain(message).split())


def line(spans: Iterable[Span]) -> str:
    """Spans as text."""
    return "".join(f"`{span.text}`" if span.style in _TYPED else span.text for span in spans)


def _form(form: Form) -> list[str]:
    """Title, intro, the fields with what stands in them, the preview, and how to say it in one line."""
    parts = [form.title, *map(_block, form.intro), *map(_field, form.fields), *map(_block, form.preview)]
    parts += [f"[{one.label}] {one.gist}".rstrip() for one in form.suggestions]
    return [*parts, f"[{form.submit}]", *([f"Or say `{form.spoken}`"] if form.spoken else [])]


def _field(field: Field) -> str:
    chosen = next((choice.label for choice in field.choices if choice.value == field.value), field.value)
    lines = [f"{field.label}: {chosen or '–'}", *([field.hint] if field.hint else [])]
    lines += [f"○ {choice.label}" for choice in field.choices]
    return "\n".join([*lines, *([f"WARNING: {field.error}"] if field.error else [])])


def _section(section: Section) -> str:
    return "\n\n".join([section.title, *map(_block, section.blocks)])


def _block(block: Block) -> str:
    match block:
        case Header(text):
            return text
        case Paragraph(spans) | Small(spans):
            return line(spans)
        case Quote(spans):
            return f"> {line(spans)}"
        case Notice(tone, spans):
            return f"{tone.upper()}: {line(spans)}"
        case Bullets(items):
            return "\n".join(f"• {line(item)}" for item in items)
        case Item():
            return _item(block)
        case Fields(pairs):
            return "\n".join(f"{label}: {line(spans)}" for label, spans in pairs)
        case Table():
            return _table(block.columns, block.rows, block.numeric)
        case Chart(title, labels, values):
            rows = [(label, str(value)) for label, value in zip(labels, values, strict=True)]
            return f"{title}\n{_table((), rows, (1,))}"
        case Rule():
            return "-" * 20
        case Buttons(buttons):
            return " ".join(f"[{button.label}]" for button in buttons)
        case Feedback(useful, useless, more):
            return " ".join(f"[{button.label}]" for button in (useful, useless, *more))


def _item(item: Item) -> str:
    number = f"{item.number} · " if item.number else ""
    return "\n".join(filter(None, (f"{number}{line(item.title)}", line(item.clause), line(item.small))))


def _table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], numeric: tuple[int, ...]) -> str:
    lines = [columns, *rows] if columns else list(rows)
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    return "\n".join(_row(cells, widths, numeric) for cells in lines)


def _row(cells: tuple[str, ...], widths: list[int], numeric: tuple[int, ...]) -> str:
    padded = (
        cell.rjust(width) if column in numeric else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join(padded).rstrip()
