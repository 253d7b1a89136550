"""The fields that ask for entities: what meets them, what is told of it, and what no engine may lose."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stories.entities import gazetteer
from bot.stories.match import TopicIndex, covers
from bot.stories.query import (
    NodeKind,
    Query,
    Reason,
    evaluate,
    explain,
    lint,
    narrow,
    parse,
    relaxations,
    shortfall,
    to_fts5,
)
from bot.stories.query.values import Named
from tests.stories.queries import document


def holds(query: str, title: str, body: str = "") -> bool:
    return evaluate(parse(query), document(title, body)).matched


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("company:google", "Google sued"),
        ("company:alphabet", "YouTube sued"),
        ("company:google", "YouTube sued"),
        ("company:biometrics", "Idemia sells gates"),
        ("country:us", "Lawmakers in Oregon"),
        ("country:fr", "French police"),
        ("country:=fr", "Police of France"),
        ("country:europe", "Police of France"),
        ("person:musk", "Elon Musk speaks"),
        ("law:ccpa", "A year of the CPRA"),
        ("regulator:european-union", "MEPs vote"),
        ("regulator:data-protection", "CNIL fines a firm"),
        ("company:google -company:=youtube", "Google sued"),
        ("-company:google", "Amazon sued"),
    ],
)
def test_a_name_meets_its_field(query: str, title: str) -> None:
    assert holds(query, title)
    assert holds(query, "", title)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("company:google", "Alphabet Inc sued"),
        ("company:=google", "YouTube sued"),
        ("country:=fr", "French police in Paris"),
        ("country:=us", "Lawmakers in Oregon"),
        ("company:target", "Target practice"),
        ("country:ge", "Atlanta, Georgia"),
        ("company:amazon", "Fish of the Amazon River"),
    ],
)
def test_other_names_do_not(query: str, title: str) -> None:
    assert not holds(query, title)


def test_the_evidence_is_the_name_where_it_stands() -> None:
    verdict = evaluate(parse("company:alphabet"), document("Why YouTube’s owner", "Google said so."))
    assert [(one.clause, one.field, one.text, one.start) for one in verdict.evidence] == [
        ("company:alphabet", "title", "YouTube’s", 4),
        ("company:alphabet", "body", "Google", 0),
    ]
    assert verdict.score > evaluate(parse("company:amazon OR company:google"), document("x", "Google")).score


def test_a_name_is_explained_like_words() -> None:
    explained = explain(parse("company:google"), document("Google"))
    assert (explained.kind, explained.holds) == (NodeKind.TERM, True)


@pytest.mark.parametrize(
    ("query", "title", "reason", "found"),
    [
        ("company:google", "Cats", Reason.ABSENT, []),
        ("company:target", "Target practice", Reason.UNSURE, ["Target"]),
        ("company:=google", "YouTube", Reason.FORM, ["YouTube"]),
        ("country:=fr", "French", Reason.FORM, ["French"]),
        ("-company:google", "Google", Reason.EXCLUDED, ["Google"]),
    ],
)
def test_what_a_name_lacks_is_told(query: str, title: str, reason: Reason, found: list[str]) -> None:
    short = shortfall(explain(parse(query), document(title)))
    assert short is not None
    assert [(lack.reason, [one.text for one in lack.found]) for lack in short.lacks] == [(reason, found)]


@pytest.mark.parametrize(
    ("query", "wider"),
    [
        ("company:=google", ["company:google"]),
        ("company:youtube", ["company:google"]),
        ("country:gb", []),
        ("company:clearview-ai", []),
    ],
)
def test_a_name_is_widened_to_what_it_belongs_to(query: str, wider: list[str]) -> None:
    assert [str(one.query) for one in relaxations(parse(query))] == wider


@pytest.mark.parametrize(
    ("query", "clause", "says"),
    [
        ("company:youtube OR company:google", "company:youtube", "company:google finds all that belongs to it"),
        ("country:us OR country:us-ca", "country:us-ca", "country:us finds all"),
        ("company:=google OR company:google", "company:=google", "company:google finds all"),
        ("company:youtube -company:google", "-company:google", "nothing matches"),
        ("(company:youtube OR ban) -company:google", "company:youtube", "It brings nothing"),
    ],
)
def test_advice_knows_what_belongs_to_what(query: str, clause: str, says: str) -> None:
    assert [piece.clause for piece in lint(parse(query)) if says in piece.message] == [clause]


@pytest.mark.parametrize("query", ["company:google OR company:amazon", "company:google company:amazon", "country:fr"])
def test_there_is_no_advice_on_names_that_go_together(query: str) -> None:
    assert lint(parse(query)) == ()


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("company:youtube", {"youtub", "you tube"}),
        ("company:palantir", {"palantir", "palantir technolog"}),
    ],
)
def test_topics_are_filed_under_names(query: str, keys: set[str]) -> None:
    assert covers(parse(query)) == (frozenset(keys),)


def test_the_index_of_topics_knows_names() -> None:
    index = TopicIndex([(1, parse("company:alphabet")), (2, parse("country:de")), (3, parse("-company:google"))])
    assert [topic for topic, _ in index.matches(document("YouTube", "In Berlin"))] == [1, 2]


@pytest.fixture(scope="module")
def engine() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE entries USING fts5(title, body, tokenize='ascii')")
        yield database


ENTITIES = sorted(gazetteer().entities)
NAMES = sorted({name.text for entity in gazetteer().entities.values() for name in entity.names})
TEXTS = st.lists(st.sampled_from(NAMES) | st.sampled_from(["retailer", "in", "police", "says", "'s"]), max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ENTITIES), st.booleans(), TEXTS, TEXTS, st.sampled_from([" ", ", ", "-"]))
def test_no_engine_and_no_index_loses_a_name(
    engine: sqlite3.Connection, id_: str, strict: bool, title: list[str], body: list[str], gap: str
) -> None:
    kind, _, key = id_.partition(":")
    own = [name.text for one in gazetteer().below[id_] for name in gazetteer().entities[one].names][:1]
    asked = document(gap.join(title), gap.join([*body, *own]))
    query = Query(Named(kind, key, strict))
    verdict, narrowing = evaluate(query, asked), narrow(query)
    assert parse(str(query)) == query
    assert bool(TopicIndex([(1, query)]).matches(asked)) is verdict.matched
    if narrowing is not None and verdict.matched:
        engine.execute("DELETE FROM entries")
        engine.execute("INSERT INTO entries VALUES (?, ?)", [" ".join(one.stems) for one in (asked.title, asked.body)])
        assert engine.execute("SELECT 1 FROM entries WHERE entries MATCH ?", (to_fts5(narrowing),)).fetchall()
