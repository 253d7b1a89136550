"""Fit the weights of `bot/stories/cluster/weights.py` on labelled rows, and print them in its form.

    python -m bench.fit_stories STORIES.jsonl [STORIES.jsonl ...] [--pairs PAIRS.jsonl]

The examples are those the clusterer meets: each row with the candidates the index finds for it. Rows with summaries
are read a second time as titles alone. Plain logistic regression by Newton's method; no other package is needed.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from bot.flow.evaluate.pairs import read_pair
from bot.flow.evaluate.stories import StoryRow, by_date, read_story_row, report_of
from bot.stories.cluster.frequencies import WordFrequencies
from bot.stories.cluster.likeness import Likeness, likeness
from bot.stories.cluster.postings import Postings
from bot.stories.cluster.report import WINDOW, Report
from bot.stories.cluster.vector import Vector, read_report
from bot.stories.words import read

CANDIDATES = 30
ROUNDS = 25
RIDGE = 1e-5  # per example: keeps what the examples do not tell near 0
WINDOW_HOURS = WINDOW.total_seconds() / 3600
# What each kind of pair is judged by. Figures whose fitted sign made no sense are left out.
KINDS = {
    "TOLD": ("words", "overlap", "covered", "second", "hours", "same_source"),
    "TITLES": ("words", "second", "names", "strangers", "days", "hours", "same_source"),
    "FOREIGN": ("words", "covered", "second", "names", "strangers", "days"),
}


class Example(NamedTuple):
    """One pair of reports: of which kind, how alike, and whether they are one event."""

    kind: str
    figures: Likeness
    same: bool


def main() -> None:
    """Read, fit, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("stories", nargs="+", type=Path)
    arguments.add_argument("--pairs", type=Path)
    chosen = arguments.parse_args()
    examples = [example for path in chosen.stories for example in from_stories(lines(path))]
    if chosen.pairs is not None:
        examples += from_pairs(lines(chosen.pairs))
    for kind, names in KINDS.items():
        print_weights(kind, names, [example for example in examples if example.kind == kind])


def lines(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def from_stories(objects: Iterable[dict[str, Any]]) -> Iterator[Example]:
    """The labelled pairs that streaming the rows brings up, with summaries and without."""
    rows = [row for row in by_date(map(read_story_row, objects)) if row.published is not None]
    reports = [report_of(row, number, row.published) for number, row in enumerate(rows) if row.published is not None]
    yield from _streamed(rows, reports)
    if any(row.summary for row in rows):
        yield from _streamed(rows, [_without_summary(report) for report in reports])


def _streamed(rows: Sequence[StoryRow], reports: Sequence[Report]) -> Iterator[Example]:
    frequencies, postings = WordFrequencies(), Postings()
    for row, report in zip(rows, reports, strict=True):
        reading = read_report(report, frequencies)
        for other in postings.nearest(reading.vector, CANDIDATES):
            event = rows[other.entry_id].event
            if row.event and event and abs(reading.vector.hours - other.hours) <= WINDOW_HOURS:
                yield _example(reading.vector, other, same=row.event == event)
        postings.add(reading.vector)
        frequencies.learn(reading.distinct)


def from_pairs(objects: Iterable[dict[str, Any]]) -> list[Example]:
    """The labelled pairs of a pairs file that lie within the window."""
    rows = [read_pair(fields) for fields in objects]
    frequencies = WordFrequencies()
    for row in rows:
        for report in (row.one, row.other):
            frequencies.learn(read_report(report, frequencies).distinct)
    vectors = [[read_report(report, frequencies).vector for report in (row.one, row.other)] for row in rows]
    return [
        _example(one, other, same=row.same)
        for row, (one, other) in zip(rows, vectors, strict=True)
        if abs(one.hours - other.hours) <= WINDOW_HOURS
    ]


def _example(one: Vector, other: Vector, *, same: bool) -> Example:
    told = one.summarised and other.summarised
    kind = "FOREIGN" if one.language != other.language else "TOLD" if told else "TITLES"
    return Example(kind, likeness(one, other), same)


def _without_summary(report: Report) -> Report:
    return replace(report, summary=read(""))


def print_weights(kind: str, names: Sequence[str], examples: Sequence[Example]) -> None:
    """One line of the weights file, before its margin."""
    inputs = [[1.0, *(getattr(example.figures, name) for name in names)] for example in examples]
    weights = fit(inputs, [example.same for example in examples])
    named = ", ".join(f"{name}={weight:.2f}" for name, weight in zip(("bias", *names), weights, strict=True))
    print(f"{kind} = Weights({named})  # {len(examples)} pairs")


def fit(inputs: Sequence[Sequence[float]], labels: Sequence[bool]) -> list[float]:
    """Logistic regression: the weights that make the labels likeliest, by Newton's method with a slight ridge."""
    size = len(inputs[0])
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [RIDGE * len(inputs) * -weight for weight in weights]
        curve = [[RIDGE * len(inputs) * (i == j) for j in range(size)] for i in range(size)]
        for row, label in zip(inputs, labels, strict=True):
            share = 1 / (1 + exp(-sum(weight * value for weight, value in zip(weights, row, strict=True))))
            for i, value in enumerate(row):
                slope[i] += (label - share) * value
                bent = share * (1 - share) * value
                for j in range(size):
                    curve[i][j] += bent * row[j]
        step = solve(curve, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-4:
            break
    return weights


def solve(matrix: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    """Gauss's elimination, largest pivot first."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda j: abs(rows[j][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j in range(len(rows)):
            if j != i:
                factor = rows[j][i] / rows[i][i]
                rows[j] = [below - factor * above for below, above in zip(rows[j], rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


if __name__ == "__main__":
    main()
