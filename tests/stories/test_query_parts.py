"""Parts: what a query is made of, and what each brings and costs."""

import tomllib

import pytest
from hypothesis import given, settings

from bot.stories.packs import plain_query
from bot.stories.query import Document, Query, Role, differing, evaluate, parse, parts
from tests.stories.packs import PACKS
from tests.stories.queries import document, documents, queries


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("privacy", []),
        ("a b", ["condition a → b", "condition b → a"]),
        ("a OR b OR c", ["alternative a → b OR c", "alternative b → a OR c", "alternative c → a OR b"]),
        ("a -b", ["condition a → nothing", "exclusion -b → a"]),
        ("-b", ["exclusion -b → nothing"]),
        (
            "a -title:(b OR c)",
            [
                "condition a → nothing",
                "exclusion -title:(b OR c) → a",
                "exclusion -title:b → a -title:c",
                "exclusion -title:c → a -title:b",
            ],
        ),
        (
            "a (b OR c NEAR/3 (d OR e))",
            [
                "condition a → b OR (c NEAR/3 (d OR e))",
                "condition b OR (c NEAR/3 (d OR e)) → a",
                "alternative b → a (c NEAR/3 (d OR e))",
                "alternative c NEAR/3 (d OR e) → a b",
                "alternative d → a (b OR (c NEAR/3 e))",
                "alternative e → a (b OR (c NEAR/3 d))",
            ],
        ),
        ("title:(a b)", ["condition title:a → title:b", "condition title:b → title:a"]),
    ],
)
def test_outer_parts_come_before_inner_ones(query: str, found: list[str]) -> None:
    told = [f"{part.role} {part.clause} → {part.without or 'nothing'}" for part in parts(parse(query))]
    assert told == found


def test_a_part_knows_where_it_stands() -> None:
    assert [part.within for part in parts(parse("a (b OR c)"))] == ["a (b OR c)", "a (b OR c)", "b OR c", "b OR c"]
    assert [part.clause for part in parts(parse("a (b OR c)"), levels=1)] == ["a", "b OR c"]


@settings(max_examples=300, deadline=None)
@given(queries, documents)
def test_alternatives_bring_and_the_others_keep_out(query: Query, asked: Document) -> None:
    matched = evaluate(query, asked).matched
    deciding = differing(query, parts(query), asked)
    for part in parts(query):
        if part.without is None:
            assert part not in deciding
            continue
        assert parse(str(part.without)) == part.without
        left = evaluate(part.without, asked).matched
        assert (left is not matched) is (part in deciding)
        assert matched if part in deciding and part.role is Role.ALTERNATIVE else True
        assert not matched if part in deciding and part.role is not Role.ALTERNATIVE else True


def test_what_each_brings_and_costs() -> None:
    query = parse("(face OR iris) scan -film")
    assert deciding(query, document("a face scan")) == ["face"]
    assert deciding(query, document("a face and iris scan")) == []
    assert deciding(query, document("a face scan film")) == ["-film"]
    assert deciding(query, document("a face")) == ["scan"]
    assert deciding(query, document("a face film")) == []


def deciding(query: Query, asked: Document) -> list[str]:
    return [part.clause for part in differing(query, parts(query), asked)]


def test_the_packs_have_parts() -> None:
    for pack in PACKS:
        query = parse(plain_query(tomllib.loads(pack.read_text("utf-8"))["query"]))
        assert 100 < len(parts(query)) <= 1_000  # the most that are told
