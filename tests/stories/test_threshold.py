"""A threshold: the words alone are no match; they must be as central as the topic asks for."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.model.topic import Topic
from bot.stories.match import TopicIndex
from bot.stories.query import Document, Query, evaluate, judged_as, parse, parts, query_of, relaxations
from tests.stories.queries import document, documents, queries

FACES = Topic(
    id=1,
    workspace_id=None,
    name="faces",
    title="Faces",
    query='"face scan" OR faceprint',
    version=1,
    changed_at=datetime(2026, 3, 2, tzinfo=UTC),
    threshold=0.6,
)
DEEP = document("Bridge reopens", f"{'The works took two years. ' * 20} A face scan opens the gate.")


def test_words_that_stand_deep_in_a_text_stay_below_it() -> None:
    query = query_of(FACES)
    assert evaluate(query, document("Police try face scan")).matched
    found = evaluate(query, DEEP)
    assert not found.matched
    assert [piece.text for piece in found.evidence] == ["face scan"]
    assert 0 < found.score < 0.6
    assert evaluate(parse(FACES.query), DEEP).score == found.score


def test_a_score_that_reaches_it_exactly_is_a_match() -> None:
    reached = evaluate(parse(FACES.query), DEEP).score
    assert evaluate(replace(parse(FACES.query), threshold=reached), DEEP).matched


def test_what_is_no_words_at_all_has_no_score() -> None:
    found = evaluate(query_of(FACES), document("Bridge reopens"))
    assert (found.matched, found.score, found.evidence) == (False, 0.0, ())


@given(st.lists(queries, max_size=6), documents, st.floats(0, 1))
def test_the_index_judges_as_each_query_does(asked: list[Query], one: Document, threshold: float) -> None:
    strict = [replace(query, threshold=threshold) for query in asked]
    one_by_one = [(i, verdict) for i, query in enumerate(strict) if (verdict := evaluate(query, one)).matched]
    assert TopicIndex(enumerate(strict)).matches(one) == one_by_one


def test_changes_of_a_query_keep_its_threshold() -> None:
    query = query_of(FACES)
    assert {one.query.threshold for one in relaxations(query)} == {0.6}
    assert {one.without.threshold for one in parts(query) if one.without} == {0.6}
    assert judged_as(parse("gait"), FACES).threshold == 0.6
    assert judged_as(parse("gait"), None).threshold == 0.0
    assert query_of(FACES) != parse(FACES.query)
