"""Figures: Slack's own chart and table where they fit, else the same figures in columns of even width."""

from collections.abc import Sequence
from typing import Any

from bot.chat.render.fit import fitted, size
from bot.chat.render.safe import plain
from bot.chat.slack.escape import coded
from bot.chat.slack.limits import CHART_LABEL, CHART_POINTS, CHART_TITLE, TABLE_COLUMNS, TABLE_ROWS, TABLE_TEXT
from bot.model.message import Chart, Table

Json = dict[str, Any]

_BAR = 20  # signs for the highest value
_CELL = 60  # characters of a cell in columns
_FENCE = "```"


def native_chart(chart: Chart) -> Json | None:
    """Slack's bar chart; None where it has no room for these figures: then they are shown as text.

    Its shape: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
    """
    labels = [plain(label).strip() for label in chart.labels]
    title = fitted(chart.title, CHART_TITLE, plain).strip()
    if not title or not 1 <= len(labels) <= CHART_POINTS or min(chart.values) < 0:
        return None
    if len(set(labels)) < len(labels) or not all(1 <= size(label) <= CHART_LABEL for label in labels):
        return None
    points = [{"label": label, "value": value} for label, value in zip(labels, chart.values, strict=True)]
    series = {"name": fitted(chart.title, CHART_LABEL, plain).strip(), "data": points}
    bars = {"type": "bar", "series": [series], "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": title, "chart": bars}


def native_table(table: Table) -> Json | None:
    """Slack's table; None where it has no room for this one."""
    rows = [[_cell(cell) for cell in row] for row in (table.columns, *table.rows)]
    text = sum(size(cell["text"]) for row in rows for cell in row)
    width = len(table.columns)
    if not 1 <= width <= TABLE_COLUMNS or any(len(row) != width for row in rows):
        return None
    if not 2 <= len(rows) <= TABLE_ROWS or text > TABLE_TEXT:
        return None
    columns = [{"align": "right" if i in table.numeric else "left", "is_wrapped": True} for i in range(width)]
    return {"type": "table", "rows": rows, "column_settings": columns}


def _cell(text: str) -> Json:
    return {"type": "raw_text", "text": plain(text).strip() or "–"}


def chart_text(chart: Chart, limit: int) -> str:
    """The chart as text: a bar a line, with its figure."""
    highest = max([1, *chart.values])
    rows = [
        (label, str(value), "▇" * round(max(0, value) / highest * _BAR))
        for label, value in zip(chart.labels, chart.values, strict=True)
    ]
    return _columns(rows, (1,), limit)


def table_text(table: Table, limit: int) -> str:
    """The table as text in columns."""
    return _columns([table.columns, *table.rows], table.numeric, limit)


def _columns(rows: Sequence[tuple[str, ...]], numeric: tuple[int, ...], limit: int) -> str:
    """Rows in a block of code; those that do not fit are counted in a last line."""
    dressed = [[fitted(cell, _CELL, coded) for cell in row] for row in rows]
    count = max(map(len, dressed), default=0)
    widths = [max(len(row[i]) for row in dressed if i < len(row)) for i in range(count)]
    shown: list[str] = []
    room = limit - 2 * len(_FENCE) - len(f"\n… {len(rows):,} more\n\n")
    for row in dressed:
        text = _row(row, widths, numeric)
        room -= size(text) + 1
        if room < 0:
            shown.append(f"… {len(rows) - len(shown):,} more")
            break
        shown.append(text)
    return "\n".join(shown).join([_FENCE, _FENCE]) if shown else ""


def _row(cells: Sequence[str], widths: Sequence[int], numeric: tuple[int, ...]) -> str:
    padded = (
        cell.rjust(width) if i in numeric else cell.ljust(width)
        for i, (cell, width) in enumerate(zip(cells, widths, strict=False))
    )
    return "  ".join(padded).rstrip()
