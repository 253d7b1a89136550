"""Evaluating stories and pairs: rows stream through the functions that poll runs; scores are the field's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.evaluate.pairs import judge_pairs, read_pair, score_pairs
from bot.flow.evaluate.stories import by_date, labels_of, place_stories, read_story_row, score_stories

LEAK = ("Brightlens client list stolen in breach", "Face-matching firm Brightlens says intruders took its client list.")


def test_rows_of_one_event_get_one_story_and_the_undated_come_last() -> None:
    rows = [
        read_story_row(fields)
        for fields in (
            {"id": "undated", "title": LEAK[0], "summary": LEAK[1], "published": None},
            {"id": "late", "title": "Brightlens breach: client list stolen", "published": "2026-03-02T12:00:00Z"},
            {"id": "other", "title": "Port of Arlen opens grain terminal", "published": "2026-03-02T11:00:00Z"},
            {"id": "early", "title": LEAK[0], "summary": LEAK[1], "published": "2026-03-02T09:00:00+01:00"},
        )
    ]

    placed = place_stories(rows)

    assert [row.id for row in by_date(rows)] == ["early", "other", "late", "undated"]
    assert placed.first == {"early": 1, "other": 2, "late": 1, "undated": 1}
    assert placed.merged == placed.first


def test_the_same_article_again_tells_the_same_story_long_after() -> None:
    first = {"title": LEAK[0], "source": "Post", "url": "https://post.example/leak", "published": "2026-03-02"}
    again = {**first, "source": "Hub", "url": "https://post.example/leak?utm_source=hub", "published": "2026-03-20"}
    other = {**again, "url": "https://hub.example/leak"}
    rows = [read_story_row({**fields, "id": name}) for name, fields in (("a", first), ("b", again), ("c", other))]

    assert place_stories(rows).first == {"a": 1, "b": 1, "c": 2}


def test_labels_are_filtered_as_asked() -> None:
    rows = [
        read_story_row(fields)
        for fields in (
            {"id": "1", "event": "e", "story": "s", "scope": "topic+window", "lang": "en"},
            {"id": "2", "event": "e", "scope": "window", "lang": "fr"},
            {"id": "3", "event": "f", "scope": None, "lang": "en"},
            {"id": "4", "event": "e", "scope": "topic", "carryover": True},
            {"id": "5", "event": None, "story": None},
        )
    ]

    assert labels_of(rows, field="event") == {"1": "e", "2": "e", "3": "f"}
    assert labels_of(rows, field="event", scope="topic") == {"1": "e", "3": "f"}
    assert labels_of(rows, field="event", language="en") == {"1": "e", "3": "f"}
    assert labels_of(rows, field="story") == {"1": "s"}


def test_scores_by_hand() -> None:
    """Two events of two rows; one row strays into the other's story; row `x` was not predicted."""
    labels = {"a1": "a", "a2": "a", "b1": "b", "b2": "b", "x": "a"}

    score = score_stories(labels, {"a1": 1, "a2": 1, "b1": 1, "b2": 2, "unlabelled": 1})

    assert (score.rows, score.labelled, score.predicted) == (4, 2, 2)
    assert score.b_cubed == pytest.approx(((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, (1 + 1 + 1 / 2 + 1 / 2) / 4))
    assert score.pairs == pytest.approx((1 / 3, 1 / 2))
    assert score.b_cubed_f1 == pytest.approx(2 * (2 / 3) * (3 / 4) / (2 / 3 + 3 / 4))
    assert score.pairs_f1 == pytest.approx(0.4)


@given(st.dictionaries(st.text(max_size=3), st.sampled_from("abc"), min_size=1))
def test_the_labels_themselves_score_1(labels: dict[str, str]) -> None:
    score = score_stories(labels, {row_id: ord(label) for row_id, label in labels.items()})

    assert (score.b_cubed_f1, score.pairs_f1) == pytest.approx((1, 1))


def pair(name: str, first: str, second: str, *, same: bool, days: int = 0) -> dict[str, object]:
    return {
        "id": name,
        "same": same,
        "a": {"title": first, "lede": "", "published": "2026-03-02 09:00:00"},
        "b": {"title": second, "lede": None, "published": f"2026-03-{2 + days:02} 10:00:00+00:00"},
    }


def test_pairs_are_judged_and_counted() -> None:
    rows = [
        read_pair(pair("right", "Brightlens client list stolen in breach", LEAK[0], same=True)),
        read_pair(pair("missed", "Brightlens client list stolen", LEAK[0], same=True, days=20)),
        read_pair(pair("apart", "Port of Arlen opens grain terminal", LEAK[0], same=False)),
    ]

    judged = judge_pairs(rows)
    score = score_pairs(rows, judged)

    assert judged == {"right": True, "missed": False, "apart": False}
    assert (score.precision, score.recall) == (1.0, 0.5)
    assert score.f1 == pytest.approx(2 / 3)


def test_an_undated_side_is_taken_to_be_of_the_others_time() -> None:
    fields = pair("one", LEAK[0], LEAK[0], same=True)
    row = read_pair({**fields, "a": {"title": LEAK[0], "published": None}})

    assert row.one.when == row.other.when
    assert judge_pairs([row]) == {"one": True}
