"""Scores of entities are counted by kind, and the samples hold ids and keys alone."""

import json
from pathlib import Path

import pytest

from bot.errors import NotFound
from bot.flow.evaluate.entities import labels_of, recognised, score_entities, titles_of
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
    by_kind = {one.kind: one for one in score_entities(labels, recognised(titles))}
    assert list(by_kind) == [*KINDS, "all"]
    company = by_kind["company"]
    assert (company.right, company.wrong, company.missed, company.unlisted) == (1, 1, 2, 1)
    assert (company.precision, company.recall_of_listed) == (0.5, 0.5)
    assert company.recall == pytest.approx(1 / 3)
    assert (by_kind["country"].precision, by_kind["law"].recall) == (1.0, 1.0)


def test_titles_are_those_of_the_sample() -> None:
    rows: list[dict[str, object]] = [
        {"id": 1, "title": "Google in Paris"},
        {"id": "2", "title": None},
        {"id": 3, "title": "Nobody asked"},
    ]
    assert titles_of(rows, ["2", "1"]) == {"2": "", "1": "Google in Paris"}


def test_a_row_that_no_file_has_is_named() -> None:
    with pytest.raises(NotFound, match="lack 1 of the sample’s 2 rows, such as 7"):
        titles_of([{"id": "1", "title": "Google in Paris"}], ["1", "7"])


@pytest.mark.parametrize(("file", "rows"), list(zip(SAMPLES, (200, 100), strict=True)))
def test_a_sample_holds_ids_and_keys_alone(file: Path, rows: int) -> None:
    read = rows_of(file)
    assert [sorted(row) for row in read] == [["entities", "id"]] * rows
    labels = labels_of(read)
    assert len(labels) == rows
    assert {key.partition(":")[0] for keys in labels.values() for key in keys} <= set(KINDS)


def test_the_held_out_rows_are_others() -> None:
    first, second = (set(labels_of(rows_of(file))) for file in SAMPLES)
    assert first.isdisjoint(second)


def rows_of(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]
