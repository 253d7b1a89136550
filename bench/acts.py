"""How well acts are told by titles: `python -m bench.acts SAMPLE FILE ... [--stream ROWS.jsonl]`.

The sample holds row ids of the files and the acts that a person saw in their titles: the first is the best word for it,
others would be right, too. With `--stream`, the labelled events of a stream by the act of their earliest title, and how
many sources told them: whether newsrooms cover in that order, too.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

from bot.flow.evaluate.found import Found
from bot.stories.acts import Act, act_of

Labels = Mapping[str, Sequence[Act]]  # by row id: the best first


@dataclass(frozen=True, slots=True, kw_only=True)
class ActScore(Found):
    """How often an act that was told is one that a person would name; missed are those that nobody could leave out."""

    act: Act | None  # None: all that are one


def read_labels(file: Path) -> dict[str, tuple[Act, ...]]:
    """A sample: its acts by row id."""
    return {str(row["id"]): tuple(Act[name] for name in row["acts"]) for row in _rows(file)}


def scores(labels: Labels, titles: Mapping[str, str]) -> list[ActScore]:
    """A score an act, and one for all."""
    told = {row: act_of(titles[row]) for row in labels}
    return [_score(act, labels, told) for act in (*(act for act in Act if act is not Act.NONE), None)]


def _score(act: Act | None, labels: Labels, told: Mapping[str, Act]) -> ActScore:
    mine = [row for row, one in told.items() if one is act or (act is None and one is not Act.NONE)]
    right = sum(told[row] in labels[row] for row in mine)
    missed = sum(
        told[row] not in seen and Act.NONE not in seen and (act is None or seen[0] is act)
        for row, seen in labels.items()
    )
    return ActScore(act=act, right=right, wrong=len(mine) - right, missed=missed)


def coverage(rows: Iterable[Mapping[str, Any]]) -> dict[Act, list[int]]:
    """How many sources told each labelled event, by the act of its earliest title."""
    events = defaultdict(list)
    for row in rows:
        if row.get("event") and not row.get("carryover"):
            events[row["event"]].append(row)
    told: dict[Act, list[int]] = defaultdict(list)
    for event in events.values():
        first = min(event, key=lambda row: (row["published"], row["id"]))
        told[act_of(first["title"])].append(len({row["source"] for row in event}))
    return told


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip()]


def main() -> None:
    """Print a line an act."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sample", type=Path, help="row ids and acts, JSON lines")
    parser.add_argument("files", type=Path, nargs="+", help="the rows, JSON lines with id and title")
    parser.add_argument("--stream", type=Path, help="rows with events, JSON lines")
    asked = parser.parse_args()
    labels = read_labels(asked.sample)
    titles = {str(row["id"]): str(row["title"]) for file in asked.files for row in _rows(file)}
    print(f"{'':22} precision  recall  right  wrong  missed")
    for one in scores(labels, titles):
        name = "all" if one.act is None else one.act
        print(f"{name:22} {one.precision:9.3f} {one.recall:7.3f} {one.right:6} {one.wrong:6} {one.missed:7}")
    for act, told in coverage(_rows(asked.stream)).items() if asked.stream else ():
        several = sum(sources > 1 for sources in told) / len(told)
        mean = sum(map(log2, told)) / len(told)
        print(
            f"{act or 'none':22} {len(told):4} events, {several:.2f} of them by several sources; mean log2 {mean:.2f}"
        )


if __name__ == "__main__":
    main()
