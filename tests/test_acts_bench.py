"""The bench of acts counts right, and its samples hold ids and names of acts alone."""

import json
from pathlib import Path

import pytest

from bench.acts import coverage, read_labels, scores
from bot.settings import ROOT
from bot.stories.acts import Act

SAMPLES = [ROOT / "bench" / name for name in ("acts_sample.jsonl", "acts_held_out.jsonl")]


def test_what_a_person_would_name_too_is_right_and_what_none_could_leave_out_is_missed() -> None:
    labels = {
        "1": (Act.LAW,),
        "2": (Act.CALL, Act.LAW),
        "3": (Act.NONE,),
        "4": (Act.FINDING,),
        "5": (Act.NONE, Act.USE),
    }
    titles = {
        "1": "Aldport bans face scans",
        "2": "Court clears gates",
        "3": "Acme unveils gate",
        "4": "Gates go on",
        "5": "Gates go on",
    }
    by_act = {one.act: one for one in scores(labels, titles)}
    assert (by_act[Act.LAW].right, by_act[Act.LAW].wrong, by_act[Act.LAW].missed) == (2, 0, 0)
    assert (by_act[None].right, by_act[None].wrong, by_act[None].missed) == (2, 1, 1)
    assert by_act[Act.FINDING].recall == 0


def test_an_event_counts_by_its_earliest_title() -> None:
    rows: list[dict[str, object]] = [
        {"id": "b", "event": "e", "published": "2026-03-02", "title": "Gates go on", "source": "Courier"},
        {"id": "a", "event": "e", "published": "2026-03-01", "title": "Aldport bans face scans", "source": "Gazette"},
        {"id": "c", "event": None, "published": "2026-03-01", "title": "Aldport bans kites", "source": "Gazette"},
    ]
    assert coverage(rows) == {Act.LAW: [2]}


@pytest.mark.parametrize(("file", "rows"), list(zip(SAMPLES, (150, 120), strict=True)))
def test_a_sample_holds_ids_and_acts_alone(file: Path, rows: int) -> None:
    read = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [sorted(row) for row in read] == [["acts", "id"]] * rows
    assert len(read_labels(file)) == rows


def test_the_held_out_rows_are_others() -> None:
    first, second = (set(read_labels(file)) for file in SAMPLES)
    assert first.isdisjoint(second)
