"""A query split into alternatives says the same: each match meets one, and those that cannot hold may be left out."""

import pytest
from hypothesis import given

from bot.stories.query import Document, Query, evaluate, parse
from bot.stories.query.split import narrowed, split
from tests.stories.queries import documents, queries


@given(queries, documents)
def test_a_match_meets_an_alternative_and_says_the_same_without_the_others(query: Query, one: Document) -> None:
    held = [number for number, node in enumerate(split(query)) if evaluate(Query(node), one).matched]
    assert bool(held) == evaluate(query, one).matched
    if held:
        assert evaluate(narrowed(query, held), one) == evaluate(query, one)


@pytest.mark.parametrize(
    ("query", "alternatives"),
    [
        ("face", ["face"]),
        ("face OR scan", ["face", "scan"]),
        ("(face OR scan) police -film", ["face police -film", "scan police -film"]),
        (
            "(face OR scan) (police OR court OR city)",
            ["(face OR scan) police", "(face OR scan) court", "(face OR scan) city"],
        ),
    ],
)
def test_the_widest_choice_is_split(query: str, alternatives: list[str]) -> None:
    assert [str(node) for node in split(parse(query))] == alternatives
