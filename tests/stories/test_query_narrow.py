"""Narrowing: an engine may leave documents out, never one that matches."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stories.query import Document, Query, evaluate, narrow, narrow_any, parse, relaxations, to_fts5
from bot.stories.query.narrow import AnyOf
from tests.stories.queries import document, documents, queries


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("Privacy", '"privaci"'),
        ("AT&T C++", '("at t" AND "c")'),
        ("title:(face OR scan) x", '((title : "face" OR title : "scan") AND "x")'),
        ('a NEAR/3 (b OR "c d")', '("a" AND ("b" OR "c d"))'),
        ("=Face++ -pets covered>=3", '"face"'),
        ("privacy surveil*", '"privaci"'),
        ("privacy OR privacy", '"privaci"'),
        ("人脸", '"人 脸"'),
    ],
)
def test_it_requires_what_it_can(query: str, match: str) -> None:
    narrowing = narrow(parse(query))
    assert narrowing is not None
    assert to_fts5(narrowing) == match


@pytest.mark.parametrize(
    "query",
    ["-privacy", "after:2020-01-01", "site:a.com", "source:reuters", "surveil*", "privacy OR surveil*", "a OR -b"],
)
def test_where_nothing_can_be_required_it_says_so(query: str) -> None:
    assert narrow(parse(query)) is None


@pytest.fixture(scope="module")
def engine() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE entries USING fts5(title, body, tokenize='ascii')")
        yield database


def found(engine: sqlite3.Connection, match: str, asked: list[Document]) -> set[int]:
    """The places of the documents that the engine finds."""
    engine.execute("DELETE FROM entries")
    rows = [(i, " ".join(one.title.stems), " ".join(one.body.stems)) for i, one in enumerate(asked)]
    engine.executemany("INSERT INTO entries(rowid, title, body) VALUES (?, ?, ?)", rows)
    return {row[0] for row in engine.execute("SELECT rowid FROM entries WHERE entries MATCH ?", (match,))}


@settings(max_examples=300, deadline=None)
@given(queries, st.lists(documents, max_size=6))
def test_no_match_is_ever_left_out(engine: sqlite3.Connection, query: Query, asked: list[Document]) -> None:
    narrowing = narrow(query)
    if narrowing is not None:
        matching = {i for i, one in enumerate(asked) if evaluate(query, one).matched}
        assert matching <= found(engine, to_fts5(narrowing), asked)


@settings(max_examples=100, deadline=None)
@given(st.lists(queries, min_size=1, max_size=3), st.lists(documents, max_size=6))
def test_no_match_of_any_of_several_queries_is_left_out(
    engine: sqlite3.Connection, several: list[Query], asked: list[Document]
) -> None:
    narrowing = narrow_any(several)
    assert (narrowing is None) == any(narrow(query) is None for query in several)
    if narrowing is not None:
        matching = {i for i, one in enumerate(asked) if any(evaluate(query, one).matched for query in several)}
        assert matching <= found(engine, to_fts5(narrowing), asked)


@settings(max_examples=100, deadline=None)
@given(queries)
def test_a_query_and_its_variants_require_what_each_does(query: Query) -> None:
    """However much of it is narrowed once for all of them."""
    variants = [query, *(one.query for one in relaxations(query))]
    each = [narrow(one) for one in variants]
    flat = [item for one in each for item in (one.items if isinstance(one, AnyOf) else (one,))]
    distinct = tuple(dict.fromkeys(item for item in flat if item is not None))
    wanted = None if None in each else AnyOf(distinct) if len(distinct) > 1 else distinct[0]
    assert narrow_any(variants) == wanted


def test_what_several_queries_share_is_required_once() -> None:
    narrowing = narrow_any([parse("face OR scan"), parse("scan OR gate"), parse("gate -cow")])
    assert narrowing is not None
    assert to_fts5(narrowing) == '("face" OR "scan" OR "gate")'


def test_long_queries_stay_within_the_engines_depth(engine: sqlite3.Connection) -> None:
    narrowing = narrow(parse(" OR ".join(f"w{i}" for i in range(600))))
    assert narrowing is not None
    assert found(engine, to_fts5(narrowing), [document("w599"), document("v")]) == {0}
