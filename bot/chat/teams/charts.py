"""Figures: Teams' own chart, which shows a table where a client does not know it; and tables."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.chat.render.fit import fitted
from bot.chat.teams.escape import begun, label, literal
from bot.chat.teams.limits import CELL, CHART_LABEL, CHART_POINTS, HEADER, TABLE, TABLE_COLUMNS
from bot.chat.teams.sizes import weigh
from bot.model.message import Chart, Table

Json = dict[str, Any]

_BAR = 14  # signs for the highest value
# Without a colour for all, each bar has one of its own, for no reason; without values one has to guess them.
_LOOK: Json = {"color": "categoricalBlue", "showBarValues": True}
_NARROW, _WIDE = 6, 40  # characters: a column is no narrower and no wider, in proportion to the others


def native_chart(chart: Chart) -> Json | None:
    """Teams' bar chart; None where there is no room for these figures, or none to show.

    It is no part of Adaptive Cards, so a client that does not know it shows the fallback instead:
    https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
    """
    labels = [fitted(each, CHART_LABEL, label).strip() for each in chart.labels]
    if not 1 <= len(labels) <= CHART_POINTS or min(chart.values) < 0 or len({*labels}) < len(labels) or not all(labels):
        return None
    bars = [{"x": each, "y": value} for each, value in zip(labels, chart.values, strict=True)]
    title = fitted(chart.title, HEADER, label).strip()
    shown: Json = {"type": "Chart.VerticalBar", "title": title, "data": bars, **_LOOK}
    return shown | {"fallback": chart_table(chart)}


def chart_table(chart: Chart) -> Json:
    """The same figures as a table, with bars of signs; it has no head, for its title stands above it."""
    highest = max([1, *chart.values])
    rows = []
    for each, value in zip(chart.labels, chart.values, strict=True):
        bar = _cell("▇" * round(max(0, value) / highest * _BAR), color="Accent")
        rows.append(_row([_cell(each), _cell(f"{value:,}"), bar]))
    columns: list[Json] = [{"width": 3}, {"width": 2, "horizontalCellContentAlignment": "Right"}, {"width": 9}]
    return {"type": "Table", "columns": columns, "rows": rows, "firstRowAsHeaders": False, "showGridLines": False}


def chart_lines(chart: Chart) -> Iterator[str]:
    """The same figures as text, one a line."""
    for each, value in zip(chart.labels, chart.values, strict=True):
        yield f"{_words(each)}: {value:,}"


def fits(table: Table) -> bool:
    """Whether the table has columns, not too many, and as many in each row."""
    return 1 <= len(table.columns) <= TABLE_COLUMNS and all(len(row) == len(table.columns) for row in table.rows)


def native_table(table: Table) -> tuple[Json, int]:
    """The first rows of a table that `fits`, its head among them, and how many are left out."""
    rows: list[Json] = []
    room = TABLE
    for cells in (table.columns, *table.rows):
        row = _row(map(_cell, cells))
        room -= weigh(row)
        if room < 0 and rows:
            break
        rows.append(row)
    columns = [_column(i, table) for i in range(len(table.columns))]
    shown: Json = {"type": "Table", "columns": columns, "rows": rows, "showGridLines": False}
    return shown, 1 + len(table.rows) - len(rows)


def _column(place: int, table: Table) -> Json:
    cells = [row[place] for row in (table.columns, *table.rows)]
    longest = max(len(word) for cell in cells for word in cell.split() or [""])  # no client may break it in two
    most = max(map(len, cells)) * 4 // 5  # a line may break between two words, for what is long is rare
    column: Json = {"width": min(_WIDE, max(_NARROW, longest + 2, most))}
    return column | {"horizontalCellContentAlignment": "Right"} if place in table.numeric else column


def _row(cells: Iterable[Json]) -> Json:
    return {"type": "TableRow", "cells": list(cells)}


def _cell(text: str, **look: str) -> Json:
    return {"type": "TableCell", "items": [{"type": "TextBlock", "text": _words(text) or "–", "wrap": True, **look}]}


def table_lines(table: Table) -> Iterator[str]:
    """The table as text, a row a line."""
    for i, row in enumerate((table.columns, *table.rows)):
        if words := " · ".join(filter(None, map(_words, row))):
            yield words if i else f"**{words}**"


def _words(text: str) -> str:
    return begun(fitted(text, CELL - 1, literal).strip())
