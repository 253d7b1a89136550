"""Words that weigh: when they add up, what is told of them, and that no engine loses what they find."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given

from bot.errors import QueryError
from bot.stories.match import TopicIndex, covers
from bot.stories.query import (
    Document,
    Query,
    Reason,
    Relaxation,
    evaluate,
    explain,
    narrow,
    parse,
    relaxations,
    shortfall,
    to_fts5,
)
from bot.stories.query.tree import Sum, terms
from bot.stories.query.weigh import stands
from tests.stories.queries import document, documents, sums

CAMERAS = 'SUM/5 (3 camera 4/2 (shop OR "high street") -2 film)'


@pytest.mark.parametrize(
    ("title", "body", "found"),
    [
        ("Cameras on the high street", "", True),  # 3 + 4
        ("A camera", "It hangs in a shop.", True),  # 3 + 2
        ("A street, high above", "a camera", False),  # the phrase is not there
        ("A shop", "A shop on the high street.", False),  # one weight counts once
        ("A camera in a shop", "They make a film.", True),  # 3 + 4 - 2
        ("A camera", "A film about a shop.", False),  # 3 + 2 - 2
    ],
)
def test_weights_add_up(title: str, body: str, found: bool) -> None:
    assert evaluate(parse(CAMERAS), document(title, body)).matched is found


def test_an_exact_form_weighs_only_as_it_is_written() -> None:
    query = parse("SUM/1 (1 =AI)")
    assert evaluate(query, document("AI rules")).matched
    assert not evaluate(query, document("Ai the sloth")).matched


def test_the_words_that_speak_for_it_are_told_with_their_weight() -> None:
    evidence = evaluate(parse(CAMERAS), document("Cameras and film", "On the high street, in a shop.")).evidence
    assert not evidence
    evidence = evaluate(parse(CAMERAS), document("Cameras in the shop", "a film, a shop")).evidence
    assert [(one.clause, one.field, one.text) for one in evidence] == [
        ("SUM/3 (3/3 camera)", "title", "Cameras"),
        ("SUM/4 (4/2 shop)", "title", "shop"),
    ]


@given(sums, documents)
def test_what_stands_alone_can_be_asked_for(asked: Sum, seen: Document) -> None:
    for one in stands(asked, seen):
        assert evaluate(parse(str(one.clause)), seen).matched


def test_what_is_too_light_says_how_light() -> None:
    short = shortfall(explain(parse(CAMERAS), document("Camera in a film", "shop")))
    assert short
    assert [(lack.reason, lack.weighs) for lack in short.lacks] == [(Reason.LIGHT, (3, 5))]
    assert [piece.text for piece in short.lacks[0].found] == ["Camera", "shop"]


def test_one_number_is_for_title_and_text() -> None:
    assert str(parse("SUM/5 (3 a 4/2 (b OR c) -2 d)")) == "SUM/5 (3/3 a 4/2 (b OR c) -2/-2 d)"


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("SUM/0 (1 a)", 0, "a number from 1"),
        ("SUM/3 a", 0, "in a bracket"),
        ("SUM/3 (a)", 7, "a weight stands before"),
        ("SUM/3 (3 a", 6, "not closed"),
        ("SUM/3 ()", 0, "never add up to 3"),
        ("SUM/3 (2 a)", 0, "never add up to 3"),
        ("SUM/3 (3 title:a)", 9, "weighs words and phrases"),
        ("SUM/3 (3 (a b))", 9, "weighs words and phrases"),
        ("SUM/3 (3 surv*)", 9, "weighs words and phrases"),
        ("title:(SUM/3 (3 a))", 7, "A SUM stands inside title:( )"),
        ("SUM (3 a)", 0, "a number from 1"),
        ("a SUM (3 a)", 2, "a number from 1"),
        ("a OR SUM", 5, "a number from 1"),
        ("SUM/ (3 a)", 0, "a number from 1"),
        ("a NEAR/3 SUM/3 (3 b)", 9, "words and phrases"),
    ],
)
def test_what_cannot_be_weighed_is_told(text: str, position: int, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert (caught.value.position, says in caught.value.message) == (position, True)


@pytest.mark.parametrize("change", relaxations(parse('"SUM total"')), ids=lambda change: change.change)
def test_a_change_of_a_query_puts_the_word_itself_in_quotes(change: Relaxation) -> None:
    assert parse(str(change.query)) == change.query


def test_its_words_are_terms_like_others() -> None:
    query = parse("SUM/5 (3 camera 4/2 (shop OR =Mall) -2 film) -fog")
    assert list(map(str, terms(query.root))) == ["camera", "shop", "=Mall", "film", "fog"]


def test_it_is_filed_under_its_weighty_words_alone() -> None:
    query = parse("SUM/5 (4 faceprint 3 turnstile 1 the 1 of)")
    assert covers(query) == (frozenset({"faceprint", "turnstil"}),)
    assert to_fts5(narrow(query) or pytest.fail("nothing to look for")) == '("faceprint" OR "turnstil")'


@given(sums, documents)
def test_no_engine_loses_what_it_finds(asked: Sum, seen: Document) -> None:
    query = Query(asked)
    found = evaluate(query, seen)
    assert [one for _, one in TopicIndex([(1, query)]).matches(seen)] == ([found] if found.matched else [])
    narrowing = narrow(query)
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE entry USING fts5(title, body, tokenize = 'ascii')")
        db.execute("INSERT INTO entry VALUES (?, ?)", (" ".join(seen.title.stems), " ".join(seen.body.stems)))
        admitted = narrowing is None or db.execute(
            "SELECT count(*) FROM entry WHERE entry MATCH ?", (to_fts5(narrowing),)
        ).fetchone() == (1,)
    assert admitted or not found.matched
