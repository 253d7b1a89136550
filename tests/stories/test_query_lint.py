"""Advice on queries that can be read and still go wrong."""

import pytest

from bot.stories.query import lint, parse


@pytest.mark.parametrize(
    ("query", "clause", "says"),
    [
        ("AI", "AI", "under 4 letters"),
        ("privacy NEAR/11 breach", "privacy NEAR/11 breach", "NEAR/11 spans"),
        ("-pets -cows", "-pets -cows", "only excludes"),
        ("privacy OR -pets", "privacy OR -pets", "only excludes"),
        ("privacy or breach", "or", "OR in capitals"),
        ("privacy near/3 breach", "near/3", "NEAR/3 in capitals"),
        ("years", "years", "most articles"),
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
    ],
)
def test_it_is_silent(query: str) -> None:
    assert lint(parse(query)) == ()
