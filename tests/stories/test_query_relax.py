"""Relaxations: one small step wider each, said in a sentence, and never narrower."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings

from bot.stories.packs import plain_query
from bot.stories.query import LIMIT, Document, Query, differing, evaluate, parse, relaxations
from bot.stories.query.relax import MOST, _growth
from bot.stories.query.tree import And, Node, Not, Or, join, negate
from tests.stories.packs import PACKS
from tests.stories.queries import document, documents, queries


@pytest.mark.parametrize(
    ("query", "wider"),
    [
        (
            "face NEAR/3 scan",
            [
                "face NEAR/6 scan: Allow 6 words instead of 3 between face and scan.",
                "face NEAR/12 scan: Allow 12 words instead of 3 between face and scan.",
                "face scan: Take the words of “face NEAR/3 scan” at any distance.",
                "face: No longer ask for scan near face.",
                "scan: No longer ask for face near scan.",
            ],
        ),
        (
            "a ONEAR/0 =B ONEAR/60 c",
            [
                "a ONEAR/2 =B ONEAR/60 c: Allow 2 words instead of 0 between a and =B.",
                "a ONEAR/0 =B ONEAR/100 c: Allow 100 words instead of 60 between =B and c.",
                "a ONEAR/0 B ONEAR/60 c: Take =B in any form and case.",
                "a ONEAR/4 =B ONEAR/60 c: Allow 4 words instead of 0 between a and =B.",
                "a NEAR/0 =B NEAR/60 c: Take the words of “a ONEAR/0 =B ONEAR/60 c” in either order.",
                "a =B c: Take the words of “a ONEAR/0 =B ONEAR/60 c” at any distance.",
                "a ONEAR/0 =B: No longer ask for c near =B.",
                "=B ONEAR/60 c: No longer ask for a near =B.",
            ],
        ),
        (
            "a NEAR/100 b",
            [
                "a b: Take the words of “a NEAR/100 b” at any distance.",
                "a: No longer ask for b near a.",
                "b: No longer ask for a near b.",
            ],
        ),
        (
            '"facial-recognition law"',
            [
                "facial ONEAR/3 recognition ONEAR/3 law: "
                'Allow 3 other words between the words of "facial-recognition law".',
                "facial NEAR/10 recognition NEAR/10 law: "
                'Take the words of "facial-recognition law" in any order, up to 10 words apart.',
            ],
        ),
        ("=AND", ['"AND": Take =AND in any form and case.']),
        ("title:x", ["x: Look for x in title and text, not in the title alone."]),
        ("title:(x OR y)", ["x OR y: Look for “x OR y” in title and text, not in the title alone."]),
        ("source:x", []),
        (
            "x title:y",
            [
                "x y: Look for y in title and text, not in the title alone.",
                "title:y: No longer ask for x.",
                "x: No longer ask for title:y.",
            ],
        ),
        ("x -y", ["x: No longer exclude y."]),
        (
            "x -title:(y OR z)",
            [
                "x: No longer exclude “title:(y OR z)”.",
                "x -title:z: No longer exclude title:y.",
                "x -title:y: No longer exclude title:z.",
            ],
        ),
        ("covered>=3", ["covered>=2: Ask for covered>=2 instead of covered>=3."]),
        ("covered>=1", []),
        ("covered<3", ["covered<4: Ask for covered<4 instead of covered<3."]),
        ("covered=3", ["covered>=3: Ask for covered>=3 instead of covered=3."]),
        ("lang:en-gb", ["lang:en: Take lang:en instead of lang:en-gb."]),
        ("-x", []),
        ("privacy", []),
    ],
)
def test_the_smallest_step_comes_first(query: str, wider: list[str]) -> None:
    assert [f"{one.query}: {one.change}" for one in relaxations(parse(query))] == wider


def test_a_step_names_what_it_changes() -> None:
    steps = [(one.clause, one.instead) for one in relaxations(parse("x OR (=y -z)"))]
    assert steps == [("=y", "y"), ("-z", "")]


def test_sentences_stay_short() -> None:
    choice = " OR ".join(f"word{i}" for i in range(99))
    assert max(len(one.change) for one in relaxations(parse(f"face NEAR/3 ({choice}) -({choice})"))) < 200


@settings(max_examples=300, deadline=None)
@given(queries, documents)
def test_what_a_query_matches_its_relaxations_match(query: Query, asked: Document) -> None:
    wider = relaxations(query)
    brought = [one for one in wider if evaluate(one.query, asked).matched]
    if evaluate(query, asked).matched:
        assert brought == list(wider)
    else:
        assert brought == list(differing(query, wider, asked))


@settings(max_examples=300, deadline=None)
@given(queries)
def test_each_is_another_query_that_can_be_read(query: Query) -> None:
    wider = relaxations(query)
    assert [one.cost for one in wider] == sorted(one.cost for one in wider)
    for one in wider:
        assert parse(str(one.query)) == one.query
        assert one.query != query
        assert one.change.endswith(".")


@settings(max_examples=300, deadline=None)
@given(queries)
def test_no_step_adds_more_text_than_was_foreseen(query: Query) -> None:
    for one in relaxations(query):
        assert len(str(one.query)) <= len(str(query)) + _growth(one)


@settings(max_examples=300, deadline=None)
@given(queries)
def test_an_edited_query_is_as_if_it_had_been_joined_anew(query: Query) -> None:
    for one in relaxations(query):
        assert one.query.root == joined(one.query.root)


def joined(node: Node) -> Node:
    """The tree with every list joined anew."""
    match node:
        case And():
            return join(And, map(joined, node.items))
        case Or():
            return join(Or, map(joined, node.items))
        case Not():
            return negate(joined(node.item))
    return node


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.stem)
def test_the_packs_are_relaxed_within_bounds(pack: Path) -> None:
    query = parse(plain_query(tomllib.loads(pack.read_text("utf-8"))["query"]))
    wider = relaxations(query)
    assert 100 < len(wider) <= MOST
    for one in wider[:: len(wider) // 20]:
        assert parse(str(one.query)) == one.query


def test_a_query_at_the_parsers_limits_has_no_step_beyond_them() -> None:
    phrases = " ".join(f'"w{i} x"' for i in range(700))
    longest = parse(f"{'y' * (LIMIT - len(phrases) - 1)} {phrases}")
    assert len(str(longest)) == LIMIT
    wider = relaxations(longest)
    assert wider
    assert all(len(str(one.query)) <= LIMIT for one in wider)
    for depth in (23, 24, 25):
        deep = parse("".join(f"(a{i} {'OR' if i % 2 else ''} " for i in range(depth)) + '"x y"' + ")" * depth)
        for one in relaxations(deep):
            assert parse(str(one.query)) == one.query


def test_a_lone_condition_stays() -> None:
    """What would be left is everything but pets."""
    assert [str(one.query) for one in relaxations(parse("privacy -pets"))] == ["privacy"]


def test_a_step_brings_what_it_says() -> None:
    query = parse("(face NEAR/1 scan OR title:iris) -film")
    far = document("face of new scan", "an iris")
    assert [one.change for one in differing(query, relaxations(query), far)] == [
        "Allow 2 words instead of 1 between face and scan.",
        "Allow 4 words instead of 1 between face and scan.",
        "Look for iris in title and text, not in the title alone.",
        "Take the words of “face NEAR/1 scan” at any distance.",
        "No longer ask for scan near face.",
        "No longer ask for face near scan.",
    ]
    assert [one.change for one in differing(query, relaxations(query), document("face scan film"))] == [
        "No longer exclude film."
    ]
