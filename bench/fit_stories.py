"""Fit the weights of `bot/stories/cluster/weights.py` on labelled rows, and print them in its form.

    python -m bench.fit_stories STORIES.jsonl [STORIES.jsonl ...] [--pairs PAIRS.jsonl]

The examples are those the clusterer meets: each row with the candidates the index finds for it, under the stories that
the present weights give. Rows with summaries are read a second time as titles alone, and a third time every second of
them so. What speaks for recurring headlines (`recurring.py`) counts as it stands. Plain logistic regression by Newton's
method, without another package.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import exp
from operator import mul
from pathlib import Path
from typing import Any, NamedTuple

from bot.flow.evaluate.pairs import read_pair
from bot.flow.evaluate.stories import Stories, StoryRow, by_date, place_stories, read_story_row, report_of
from bot.stories.cluster.frequencies import WordFrequencies
from bot.stories.cluster.likeness import Likeness, likeness
from bot.stories.cluster.postings import Postings
from bot.stories.cluster.recurring import recurrence
from bot.stories.cluster.report import WINDOW, Report
from bot.stories.cluster.vector import Vector, read_report
from bot.stories.words import read

CANDIDATES = 30
BALANCED = ("TITLES", "FOREIGN")  # each pair of events counts alike: else a few that everybody tells decide for all
ROUNDS = 25
RIDGE = 1e-3  # per example: keeps what the examples do not tell near 0
WINDOW_HOURS = WINDOW.total_seconds() / 3600
# What each kind of pair is judged by. Figures whose fitted sign made no sense are left out.
KINDS = {
    "TOLD": ("words", "overlap", "covered", "hours", "same_source"),
    "TITLES": ("words", "second", "names", "strangers", "days", "hours"),
    "ONE_TOLD": ("words", "overlap", "covered", "second", "names", "strangers", "hours", "same_source"),
    "FOREIGN": ("words", "second", "days"),
}


class Example(NamedTuple):
    """One pair of reports: of which kind, on which events, how alike, how far from one mould, whether on one event."""

    kind: str
    about: tuple[str, ...]
    figures: Likeness
    recurrence: float
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
        if of_kind := [example for example in examples if example.kind == kind]:
            print_weights(kind, names, of_kind)


def lines(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def from_stories(objects: Iterable[dict[str, Any]]) -> Iterator[Example]:
    """The labelled pairs that streaming the rows brings up, with summaries and without."""
    rows = [row for row in by_date(map(read_story_row, objects)) if row.published is not None]
    reports = [report_of(row, number, row.published) for number, row in enumerate(rows) if row.published is not None]
    stories = place_stories(rows).first
    yield from _streamed(rows, reports, stories)
    if any(row.summary for row in rows):
        yield from _streamed(rows, [_without_summary(report) for report in reports], stories)
        mixed = [_without_summary(report) if report.entry_id % 2 else report for report in reports]
        yield from (example for example in _streamed(rows, mixed, stories) if example.kind == "ONE_TOLD")


def _streamed(rows: Sequence[StoryRow], reports: Sequence[Report], stories: Stories) -> Iterator[Example]:
    frequencies, postings = WordFrequencies(), Postings()
    told: defaultdict[int, set[str]] = defaultdict(set)  # the words of each story
    for row, report in zip(rows, reports, strict=True):
        reading = read_report(report, frequencies)
        for other in postings.nearest(reading.vector, CANDIDATES):
            event = rows[other.entry_id].event
            if row.event and event and abs(reading.vector.hours - other.hours) <= WINDOW_HOURS:
                yield _example(reading.vector, other, row.event, event)
        postings.add(reading.vector)
        words = told[stories[row.id]]
        reading.teach(frequencies, words)
        words |= reading.distinct


def from_pairs(objects: Iterable[dict[str, Any]]) -> list[Example]:
    """The labelled pairs of a pairs file that lie within the window."""
    rows = [read_pair(fields) for fields in objects]
    frequencies = WordFrequencies()
    for row in rows:
        for report in (row.one, row.other):
            read_report(report, frequencies).teach(frequencies)
    vectors = [[read_report(report, frequencies).vector for report in (row.one, row.other)] for row in rows]
    return [
        _example(one, other, row.id, row.id if row.same else f"other than {row.id}")
        for row, (one, other) in zip(rows, vectors, strict=True)
        if abs(one.hours - other.hours) <= WINDOW_HOURS
    ]


def _example(one: Vector, other: Vector, event: str, others: str) -> Example:
    by_summaries = ("TITLES", "ONE_TOLD", "TOLD")[one.summarised + other.summarised]
    kind = "FOREIGN" if one.language != other.language else by_summaries
    about = tuple(sorted((event, others)))
    return Example(kind, about, likeness(one, other), recurrence(one, other), event == others)


def _without_summary(report: Report) -> Report:
    return replace(report, summary=read(""))


def print_weights(kind: str, names: Sequence[str], examples: Sequence[Example]) -> None:
    """One line of the weights file, before its margin."""
    inputs = [[1.0, *(getattr(example.figures, name) for name in names)] for example in examples]
    counted = shares(examples) if kind in BALANCED else [1.0] * len(examples)
    weights = fit(inputs, examples, counted)
    named = ", ".join(f"{name}={weight:.2f}" for name, weight in zip(("bias", *names), weights, strict=True))
    print(f"{kind} = Weights({named})  # {len(examples)} pairs")


def shares(examples: Sequence[Example]) -> list[float]:
    """What each example counts: as much for each pair of events, and in all as much for one event as there are such."""
    times = Counter(example.about for example in examples)
    alike = {same: sum(1 for example in examples if example.same == same) for same in (True, False)}
    events = {same: sum(1 for about in times if (len(set(about)) == 1) == same) for same in (True, False)}
    return [alike[example.same] / events[example.same] / times[example.about] for example in examples]


def fit(inputs: Sequence[Sequence[float]], examples: Sequence[Example], counted: Sequence[float]) -> list[float]:
    """Logistic regression: the weights that make the labels likeliest, by Newton's method with a slight ridge."""
    size = len(inputs[0])
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [RIDGE * len(inputs) * -weight for weight in weights]
        curve = [[RIDGE * len(inputs) * (i == j) for j in range(size)] for i in range(size)]
        for row, example, counts in zip(inputs, examples, counted, strict=True):
            belief = sum(map(mul, weights, row)) - example.recurrence
            share = 1 / (1 + exp(-belief))
            for i, value in enumerate(row):
                slope[i] += counts * (example.same - share) * value
                bent = counts * share * (1 - share) * value
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
