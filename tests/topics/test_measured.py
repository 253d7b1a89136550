"""The figures in the topic packs are those of their queries today, on rows whose writer never saw the packs."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.model.topic import TopicSpec
from bot.stories.packs import read_pack
from bot.stories.query import Document, evaluate, query_of, read_document

ROOT = Path(__file__).parents[2]
PACKS = sorted((ROOT / "config" / "topics").glob("*.toml"))
MEASURED = [file for file in PACKS if "[measured]" in file.read_text("utf-8")]


@cache
def rows(folder: str) -> tuple[tuple[dict[str, Any], Document], ...]:
    """All rows of a folder, read."""
    texts = [file.read_text("utf-8") for file in sorted((ROOT / folder).glob("*.jsonl"))]
    lines = [line for text in texts for line in text.splitlines()]
    found = [json.loads(line) for line in lines]
    return tuple(
        (row, read_document(title=row["title"], summary=row["summary"], source=row["source"])) for row in found
    )


def measured(spec: TopicSpec, on: str) -> tuple[int, float, float]:
    """Rows, precision and recall; rows that could be decided either way are left out."""
    query, verdicts = query_of(spec), list[tuple[bool, bool]]()
    for row, document in rows(on):
        if spec.name not in row["borderline"]:
            verdicts.append((evaluate(query, document).matched, spec.name in row["labels"]))
    right = sum(found and wanted for found, wanted in verdicts)
    precision = right / max(1, sum(found for found, _ in verdicts))
    recall = right / max(1, sum(wanted for _, wanted in verdicts))
    return len(verdicts), round(precision, 2), round(recall, 2)


@pytest.mark.parametrize("file", MEASURED, ids=lambda file: file.stem)
def test_a_pack_is_as_good_as_it_says(file: Path) -> None:
    spec = read_pack(file.read_bytes(), file.name)
    assert isinstance(spec, TopicSpec)
    assert spec.measured
    assert (spec.measured.rows, spec.measured.precision, spec.measured.recall) == measured(spec, spec.measured.on)


@pytest.mark.parametrize("file", PACKS, ids=lambda file: file.stem)
def test_a_pack_has_fifty_examples_of_its_own_and_knows_them(file: Path) -> None:
    spec = read_pack(file.read_bytes(), file.name)
    assert isinstance(spec, TopicSpec)
    examples = tomllib.loads((file.parent / "examples" / file.name).read_text("utf-8"))
    belongs, other = examples["belongs"], examples["other"]
    assert (len(belongs), len(other)) == (30, 20)
    assert len({row["title"].casefold() for row in (*belongs, *other)}) == 50
    query = query_of(spec)
    found = [
        evaluate(query, read_document(title=row["title"], summary=row.get("text", ""))).matched
        for row in (*belongs, *other)
    ]
    assert sum(found[:30]) + 20 - sum(found[30:]) >= 45
