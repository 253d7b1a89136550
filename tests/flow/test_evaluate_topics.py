"""Topic scores: rows are read as they come, in order, and only sound judgements count."""

import pytest

from bot.flow.evaluate.topics import LabelledRow, predict, read_row, score_topics
from bot.stories.query import parse

TOPICS = [("pets", parse("cat OR dog")), ("law", parse("court"))]


def row(id: str, title: str, *labels: str, **more: object) -> LabelledRow:
    return read_row({"id": id, "title": title, "labels": list(labels), **more})


def test_a_row_of_nulls_is_an_empty_row() -> None:
    nulls = dict.fromkeys(["title", "text", "source", "url", "published", "labels", "borderline", "labels_known_for"])
    assert read_row({"id": 7, **nulls}) == LabelledRow(id="7")


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("2019-12-04T13:51:00Z", "2019-12-04T13:51:00+00:00"),
        ("2019-12-04T13:51:00+01:00", "2019-12-04T12:51:00+00:00"),
        ("2019-12-04", "2019-12-04T00:00:00+00:00"),
        ("2019-12", "2019-12-01T00:00:00+00:00"),
        ("2008", "2008-01-01T00:00:00+00:00"),
    ],
)
def test_dates_are_read_at_any_grain(published: str, read: str) -> None:
    moment = row("a", "", published=published).published
    assert moment is not None
    assert moment.isoformat() == read


def test_a_date_that_is_none_is_no_date() -> None:
    assert row("a", "", published="last week").published is None


def test_rows_are_asked_by_date_the_undated_last() -> None:
    rows = [
        row("undated", "cat"),
        row("late", "dog in court", published="2020-02-02"),
        row("early", "bird", published="2019"),
        row("undated too", "court", published="soon"),
    ]
    predictions = predict(rows, TOPICS)
    assert list(predictions.items()) == [
        ("early", []),
        ("late", ["law", "pets"]),
        ("undated", ["pets"]),
        ("undated too", ["law"]),
    ]


def test_text_counts_like_a_body() -> None:
    assert predict([row("a", "News", text="The court sat.")], TOPICS) == {"a": ["law"]}


def test_counts_leave_out_what_is_borderline_or_not_known() -> None:
    rows = [
        row("right", "cat", "pets"),
        row("wrong", "dog", "law"),
        row("missed", "bird", "pets"),
        row("borderline", "cat", borderline=["pets"]),
        row("unknown", "cat", labels_known_for=["law"]),
    ]
    pets, law = score_topics(rows, predict(rows, TOPICS), ["pets", "law"])
    assert (pets.right, pets.wrong, pets.missed, pets.rows) == (1, 1, 1, 3)
    assert (pets.precision, pets.recall, pets.f1) == (0.5, 0.5, 0.5)
    assert (law.right, law.wrong, law.missed, law.rows) == (0, 0, 1, 5)
    assert (law.precision, law.recall, law.f1) == (1.0, 0.0, 0.0)
