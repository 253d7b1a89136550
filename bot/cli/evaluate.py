"""Evaluate: stories and topics on labelled files, by the very functions that `poll` runs."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.cli.frame import cli, out, settings_of
from bot.cli.progress import progress
from bot.configuration import read_configuration
from bot.errors import NotFound, PresswatchError
from bot.flow.evaluate import topics as on_topics
from bot.stories.query import parse

evaluate = typer.Typer(help="Measure stories and topics on labelled files (JSON lines).", no_args_is_help=True)
cli.add_typer(evaluate, name="evaluate")

File = Annotated[Path, typer.Argument(help="One JSON object a line; its fields are named in docs/reference.md.")]
Predictions = Annotated[Path | None, typer.Option(help="Write what was predicted, by entry id, to this JSON file.")]


@evaluate.command("topics")
def evaluate_topics(context: typer.Context, file: File, predictions: Predictions = None) -> None:
    """Which topics each row is about; precision, recall and F1 a label."""
    topics = [(topic.name, parse(topic.query)) for topic in read_configuration(settings_of(context).config).topics]
    rows = [on_topics.read_row(row) for row in _rows(file)]
    with progress(f"Matching {len(rows):,} rows"):
        predicted = on_topics.predict(rows, topics)
    _write(predictions, predicted)
    table = Table("Topic", "Precision", "Recall", "F1", "Right", "Wrong", "Missed", "Rows", box=None)
    for score in on_topics.score_topics(rows, predicted, [name for name, _ in topics]):
        shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
        counts = (f"{count:,}" for count in (score.right, score.wrong, score.missed, score.rows))
        table.add_row(score.label, *shares, *counts)
    out.print(table)


def _rows(file: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines; an error names the file and the line."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except OSError as error:
        raise NotFound(f"{file} cannot be read: {error.strerror}.", "Name a file of JSON lines.") from error
    return [_row(file, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _row(file: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise PresswatchError(f"{file}, line {number} is no JSON: {error}.", "Each line is one JSON object.") from error
    if not isinstance(row, dict):
        raise PresswatchError(f"{file}, line {number} is no JSON object.", "Each line is one JSON object.")
    return row


def _write(file: Path | None, predictions: Mapping[str, object]) -> None:
    if file is not None:
        file.write_text(json.dumps(predictions, ensure_ascii=False), "utf-8")
        out.print(f"{len(predictions):,} predictions written to {file}.")
