"""The bench of entities counts right, and its samples hold ids and keys alone."""

import json
from pathlib import Path

import pytest

from bench.entities import read_labels, scores
from bot.settings import ROOT
from bot.stories.entities import KINDS

SAMPLES = [ROOT / "bench" / name for name in ("entities_sample.jsonl", "entities_held_out.jsonl")]


def test_scores_are_counted_by_kind() -> None:
    labels = {
        "1": frozenset({"company:google", "country:fr"}),
        "2": frozenset({"company:nobody-knows", "company:amazon"}),
        "3": frozenset[str](),
    }
    titles = {"1": "Google in Paris", "2": "Nobody Knows Of Microsoft", "3": "Nothing"}
    by_kind = {one.kind: one for one in scores(labels, titles)}
    assert list(by_kind) == [*KINDS, "all"]
    company = by_kind["company"]
    assert (company.right, company.wrong, company.missed, company.unlisted) == (1, 1, 2, 1)
    assert (company.precision, company.recall_of_listed) == (0.5, 0.5)
    assert company.recall == pytest.approx(1 / 3)
    assert (by_kind["country"].precision, by_kind["law"].recall) == (1.0, 1.0)


@pytest.mark.parametrize(("file", "rows"), list(zip(SAMPLES, (200, 100), strict=True)))
def test_a_sample_holds_ids_and_keys_alone(file: Path, rows: int) -> None:
    read = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [sorted(row) for row in read] == [["entities", "id"]] * rows
    assert len(read_labels(file)) == rows
    assert {id_.partition(":")[0] for row in read for id_ in row["entities"]} <= set(KINDS)


def test_the_held_out_rows_are_others() -> None:
    first, second = (set(read_labels(file)) for file in SAMPLES)
    assert first.isdisjoint(second)
