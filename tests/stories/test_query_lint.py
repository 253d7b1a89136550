"""Advice on queries that can be read and still go wrong."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stories.query import Document, Query, evaluate, lint, parse
from bot.stories.query.conflicts import implies, opposed, repeated
from bot.stories.query.tree import And, Node, Term
from bot.stories.query.values import Value
from tests.stories.queries import FIELDS, documents, leaves, phrases, values


@pytest.mark.parametrize(
    ("query", "clause", "says"),
    [
        ("AI", "AI", "under 4 letters"),
        ("privacy NEAR/11 breach", "privacy NEAR/11 breach", "NEAR/11 spans"),
        ("-pets -cows", "-pets -cows", "only excludes"),
        ("privacy OR -pets", "privacy OR -pets", "only excludes"),
        ("privacy or breach", "or", "OR in capitals"),
        ("privacy near/3 breach", "near/3", "NEAR/3 in capitals"),
        ("sum/2 (3 camera)", "sum/2", "Write SUM/2 in capitals to weigh words with it"),
        ("years", "years", "very common"),
        ("SUM/5 (3 camera 2 shop 4 cameras)", "cameras", "weighed twice"),
        ('SUM/5 (3 "face scan" 2 (shop OR "face scans"))', '"face scans"', "weighed twice"),
        ("court -SUM/5 (3 camera 2 shop 4 cameras)", "cameras", "weighed twice"),
        ('SUM/5 (5 (camera OR "camera hall"))', '"camera hall"', "adds nothing: camera"),
        ("privacy OR title:years", "title:years", "very common"),
        ("privacy OR breach leak", "privacy OR (breach leak)", "AND is read before OR"),
        ("privacy OR breach -film", "privacy OR (breach -film)", "AND is read before OR"),
        ("breach -(film OR breaches)", "-breaches", "so nothing matches"),
        ('"data breach" title:court -title:data -breach', "-breach", "so nothing matches"),
        ("(data OR court) NEAR/3 breach -breach", "-breach", "so nothing matches"),
        ("(breach OR leak) court -breach", "breach", "brings nothing: -breach"),
        ("privacy OR private OR breach OR breaches", "breaches", "adds nothing: breach"),
        ('breach OR ="data breach"', '="data breach"', "adds nothing: breach"),
        ("title:breach OR breach", "title:breach", "adds nothing: breach"),
        ("(breach OR breaches) NEAR/3 court", "breaches", "adds nothing: breach"),
        ("site:a.com site:b.com", "site:a.com site:b.com", "one site"),
        ("lang:en lang:de", "lang:en lang:de", "one language"),
        ("before:2020-02-02 after:2020-02-02", "before:2020-02-02 after:2020-02-02", "No day"),
        ("covered>3 covered<4", "covered>3 covered<4", "No number"),
        ('"surveil* law"', '"surveil* law"', "star means nothing"),
    ],
)
def test_it_advises(query: str, clause: str, says: str) -> None:
    advice = lint(parse(query))
    assert [(piece.clause, says in piece.message) for piece in advice if says in piece.message] == [(clause, True)]


@pytest.mark.parametrize(
    "query",
    [
        "privacy",
        "privacy -animals",
        '"AI law"',
        "=AI privacy",
        "人脸",
        "privacy NEAR/10 breach",
        "site:a.com",
        '"this or that"',
        "privacy OR (breach leak)",
        "privacy OR breach NEAR/3 leak",
        "AI NEAR/3 law",
        '"data breach" OR title:breach',
        '("data breach" OR breach) NEAR/3 court',
        "privacy -=Privacy",
        "title:breach -body:breach",
        "source:breach -breach",
        "data* -data",
        "site:news.a.com site:a.com",
        "lang:en lang:en-gb",
        "after:2020-02-02 before:2020-02-03",
        "covered>3 covered<=4",
        'SUM/5 (3 camera 2 "camera hall" 2 =Camera)',
        '"SUM of parts"',
        "privacy =SUM",
    ],
)
def test_it_is_silent(query: str) -> None:
    assert lint(parse(query)) == ()


def test_a_clause_is_advised_once_and_the_whole_first() -> None:
    assert [piece.clause for piece in lint(parse("court new OR new OR AI"))] == [
        "(court new) OR new OR AI",
        "new",
        "AI",
    ]


some_terms = phrases(st.sampled_from(FIELDS))


@given(st.lists(leaves, max_size=5), st.lists(some_terms, max_size=5), documents)
def test_what_is_implied_holds(nodes: list[Node], others: list[Term], asked: Document) -> None:
    for node, term in product([*nodes, *others], others):
        if implies(node, term):
            assert evaluate(Query(term), asked).matched or not evaluate(Query(node), asked).matched


@given(st.lists(some_terms, min_size=2, max_size=6), documents)
def test_what_is_repeated_adds_nothing(choices: list[Node], asked: Document) -> None:
    for term, wider in repeated(choices):
        assert evaluate(Query(wider), asked).matched or not evaluate(Query(term), asked).matched


@given(values, values, documents)
def test_what_is_opposed_never_meets(first: Value, second: Value, asked: Document) -> None:
    both = And((first, second))
    assert not (list(opposed(both)) and evaluate(Query(both), asked).matched)
