"""Evaluate: stories, topics and entities on labelled files, by the very functions that `poll` runs."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.cli.frame import cli, out, settings_of
from bot.cli.progress import progress
from bot.configuration import listed_examples, read_configuration
from bot.errors import NotFound, PresswatchError
from bot.flow.evaluate import entities as on_entities
from bot.flow.evaluate import pairs as on_pairs
from bot.flow.evaluate import stories as on_stories
from bot.flow.evaluate import topics as on_topics
from bot.flow.evaluate.stories import Label
from bot.stories.query import query_of

evaluate = typer.Typer(
    help="Measure stories, topics and entities on labelled files (JSON lines).", no_args_is_help=True
)
cli.add_typer(evaluate, name="evaluate")

File = Annotated[Path, typer.Argument(help="One JSON object a line; its fields are named in docs/reference.md.")]
Rows = Annotated[
    Path | None, typer.Argument(help="One JSON object a line, or a folder of such files; without it, the own examples.")
]
_PLACE = "Name a file of JSON lines; `evaluate topics` takes a folder of them, too, or alone the own examples."
Predictions = Annotated[Path | None, typer.Option(help="Write what was predicted, by entry id, to this JSON file.")]


@evaluate.command("topics")
def evaluate_topics(context: typer.Context, file: Rows = None, predictions: Predictions = None) -> None:
    """Which topics each row is about; precision, recall and F1 a label. Without a file, each topic on its examples."""
    folder = settings_of(context).config
    topics = [(topic.name, query_of(topic)) for topic in read_configuration(folder).topics]
    rows = (
        _examples(folder) if file is None else [on_topics.read_row(row) for one in _files(file) for row in _rows(one)]
    )
    with progress(f"Matching {len(rows):,} rows"):
        predicted = on_topics.predict(rows, topics)
    _write(predictions, predicted)
    table = Table("Topic", "Precision", "Recall", "F1", "Right", "Wrong", "Missed", "Rows", box=None)
    labels = [name for name, _ in topics if on_topics.is_labelled(rows, name)]
    for score in on_topics.score_topics(rows, predicted, labels):
        shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
        counts = (f"{count:,}" for count in (score.right, score.wrong, score.missed, score.rows))
        table.add_row(score.label, *shares, *counts)
    out.print(table)


@evaluate.command("stories")
def evaluate_stories(
    file: File,
    predictions: Predictions = None,
    field: Annotated[Label, typer.Option(help="The label to score by: one occurrence, or one storyline.")] = "event",
    scope: Annotated[str, typer.Option(help="Score only rows of this scope: topic, window or all.")] = "all",
    lang: Annotated[str, typer.Option(help="Score only rows in this language, such as en.")] = "",
) -> None:
    """Which story each row tells; B-cubed and pairwise scores, as first placed and after merges."""
    rows = [on_stories.read_story_row(row) for row in _rows(file)]
    with progress(f"Placing {len(rows):,} rows"):
        placed = on_stories.place_stories(rows)
    _write(predictions, placed.merged)
    labels = on_stories.labels_of(rows, field=field, scope=scope, language=lang)
    out.print("B-cubed (B³) and pairwise (2²) F1, precision and recall")
    table = Table("", "B³ F1", "B³ P", "B³ R", "2² F1", "2² P", "2² R", "Labels", "Stories", "Rows", box=None)
    for name, told in (("first placed", placed.first), ("after merges", placed.merged)):
        score = on_stories.score_stories(labels, told)
        shares = (score.b_cubed_f1, *score.b_cubed, score.pairs_f1, *score.pairs)
        counts = (f"{count:,}" for count in (score.labelled, score.predicted, score.rows))
        table.add_row(name, *(f"{share:.3f}" for share in shares), *counts)
    out.print(table)


@evaluate.command("pairs")
def evaluate_pairs(file: File, predictions: Predictions = None) -> None:
    """Whether the two reports of each row tell one event; precision, recall and F1."""
    rows = [on_pairs.read_pair(row) for row in _rows(file)]
    with progress(f"Judging {len(rows):,} pairs"):
        judged = on_pairs.judge_pairs(rows)
    _write(predictions, judged)
    score = on_pairs.score_pairs(rows, judged)
    table = Table("Precision", "Recall", "F1", "Right", "Wrong", "Missed", "Rows", box=None)
    shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
    table.add_row(*shares, *(f"{count:,}" for count in (score.right, score.wrong, score.missed, score.rows)))
    out.print(table)


@evaluate.command("entities")
def evaluate_entities(
    sample: Annotated[Path, typer.Argument(help="One JSON object a line: a row's id and the entities of its title.")],
    files: Annotated[list[Path], typer.Argument(help="The rows themselves, one JSON object a line.")],
    predictions: Predictions = None,
) -> None:
    """Which entities each title of a sample names; precision and recall a kind."""
    labels = on_entities.labels_of(_rows(sample))
    titles = on_entities.titles_of([row for file in files for row in _rows(file)], labels)
    with progress(f"Reading {len(titles):,} titles"):
        found = on_entities.recognised(titles)
    _write(predictions, {row: sorted(ids) for row, ids in found.items()})
    table = Table("Kind", "Precision", "Recall", "Of listed", "Right", "Wrong", "Missed", "Unlisted", box=None)
    for score in on_entities.score_entities(labels, found):
        shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.recall_of_listed))
        counts = (f"{count:,}" for count in (score.right, score.wrong, score.missed, score.unlisted))
        table.add_row(score.kind, *shares, *counts)
    out.print(table)


def _examples(folder: Path) -> list[on_topics.LabelledRow]:
    """The rows that lie beside the topics."""
    if found := listed_examples(folder):
        return on_topics.rows_of(found)
    raise NotFound(f"{folder} has no topics/examples.", "Name a file of JSON lines, or a folder of them.")


def _files(place: Path) -> list[Path]:
    """A file, or the files of a folder."""
    return sorted(place.glob("*.jsonl")) or [place] if place.is_dir() else [place]


def _rows(file: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines; an error names the file and the line."""
    try:
        lines = file.read_text("utf-8").split("\n")  # not splitlines: a title may hold other line ends
    except OSError as error:
        raise NotFound(f"{file} cannot be read: {error.strerror}.", _PLACE) from error
    except UnicodeDecodeError as error:
        raise PresswatchError(f"{file} is no UTF-8 text: {error}.", "Save it as UTF-8.") from error
    rows = [_row(file, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not rows:
        raise PresswatchError(f"{file} has no rows, so there is nothing to measure.", _PLACE)
    return rows


def _row(file: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise PresswatchError(f"{file}, line {number} is no JSON: {error}.", "Each line is one JSON object.") from error
    if not isinstance(row, dict) or "id" not in row:
        raise PresswatchError(f"{file}, line {number} is no JSON object with an id.", "Each line is one JSON object.")
    return row


def _write(file: Path | None, predictions: Mapping[str, object]) -> None:
    if file is not None:
        try:
            file.write_text(json.dumps(predictions, ensure_ascii=False), "utf-8")
        except OSError as error:
            raise PresswatchError(f"{file} cannot be written: {error.strerror}.", "Name a file in a folder.") from error
        out.print(f"{len(predictions):,} predictions written to {file}.")
