"""The index of topics finds exactly what asking each topic would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stories.match import TopicIndex, covers
from bot.stories.query import Document, Query, evaluate, parse
from tests.stories.queries import document, documents, queries


@given(st.lists(queries, max_size=8), documents)
def test_the_index_finds_what_asking_each_finds(asked: list[Query], one: Document) -> None:
    one_by_one = [(i, evaluate(query, one)) for i, query in enumerate(asked)]
    assert TopicIndex(enumerate(asked)).matches(one) == [(i, verdict) for i, verdict in one_by_one if verdict.matched]


@pytest.mark.parametrize(
    ("query", "sets"),
    [
        ("privacy", [{"privaci"}]),
        ("new surveillance", [{"surveil"}, {"new"}]),
        ('"the camera"', [{"the camera"}, {"camera"}, {"the"}]),
        ("title:ban drone", [{"title:ban"}, {"drone"}]),
        ("surveillance (camera OR drone)", [{"surveil"}, {"camera", "drone"}]),
        ('"the camera" OR drone', [{"the camera", "drone"}]),
        ("(camera OR drone) NEAR/3 surveillance", [{"surveil"}, {"camera", "drone"}]),
        ("biometr*", [{"biom*"}]),
        ("privacy -pets", [{"privaci"}]),
        ("privacy covered>=3 source:reuters", [{"privaci"}]),
        ("-privacy", []),
        ("site:a.com", []),
        ("privacy OR -pets", []),
        ("source:reuters", []),
    ],
)
def test_a_topic_is_known_by_the_words_it_cannot_do_without(query: str, sets: list[set[str]]) -> None:
    found = covers(parse(query))
    assert found[:1] == tuple(map(frozenset, sets[:1]))  # the rarest first
    assert set(found) == set(map(frozenset, sets))


@pytest.mark.parametrize(
    "query", ["privacy", "title:privacy", '"privacy law"', '"high court"', "surv*", "title:priv*", "-pets"]
)
def test_every_kind_of_key_leads_to_its_topic(query: str) -> None:
    index = TopicIndex([(1, parse(query))])
    assert [topic for topic, _ in index.matches(document("Privacy law", "High court on surveillance"))] == [1]


def test_topics_come_and_go() -> None:
    index = TopicIndex([(1, parse("privacy")), (2, parse("-pets")), (3, parse("surveil*"))])
    entry = document("Privacy and surveillance")
    assert [topic for topic, _ in index.matches(entry)] == [1, 2, 3]
    index.add(1, parse("pets"))  # replaces the query
    index.remove(2)
    index.remove(3)
    index.remove(99)
    assert index.matches(entry) == []
    assert [topic for topic, _ in index.matches(document("pets"))] == [1]
    assert len(index) == 1


def test_topics_are_told_in_the_order_of_their_ids() -> None:
    index = TopicIndex([("b", parse("privacy")), ("a", parse("law"))])
    assert [name for name, _ in index.matches(document("privacy law"))] == ["a", "b"]
