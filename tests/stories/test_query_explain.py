"""Explaining: each clause with its verdict, and of what failed the part that came nearest."""

from datetime import UTC, datetime

import pytest

from bot.stories.query import (
    Document,
    Explanation,
    Lack,
    NodeKind,
    Reason,
    Shortfall,
    explain,
    nearest,
    parse,
    read_document,
    shortfall,
)

STORY = read_document(
    title="Lantern Mall switches off its face scanners",
    body="Shoppers were scanned at the door. The mall’s Iris cameras compared each face with a list. No police asked.",
    source="Harbour Herald",
    link="https://news.herald.example/mall",
    language="en",
    published=datetime(2020, 2, 26, 12, tzinfo=UTC),
    covered=2,
)


def tree(explained: Explanation) -> str:
    """A tree on one line: kinds, verdicts, and the leaves' clauses."""
    inner = " ".join(map(tree, explained.parts)) or explained.clause
    return f"{explained.kind}{'+' if explained.holds else '-'}({inner})"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("face", "term+(face)"),
        ("face -film", "all+(term+(face) not+(term-(film)))"),
        ("film OR lang:en", "any+(term-(film) value+(lang:en))"),
        ("(mall OR shop) NEAR/9 face", "near+(any+(term+(mall) term-(shop)) term+(face))"),
        ("title:(film face)", "all-(term-(title:film) term+(title:face))"),
    ],
)
def test_the_tree_mirrors_the_query(query: str, told: str) -> None:
    assert tree(explain(parse(query), STORY)) == told


def test_what_holds_tells_its_words_and_what_fails_tells_none() -> None:
    explained = explain(parse('(police OR film) -"face scanner"'), STORY)
    choice, exclusion = explained.parts
    assert [(piece.clause, piece.field, piece.text) for piece in choice.evidence] == [("police", "body", "police")]
    assert [piece.text for piece in exclusion.parts[0].evidence] == ["face scanners"]
    assert explained.evidence == exclusion.evidence == ()
    assert {part.kind for part in choice.parts} == {NodeKind.TERM}


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("face", "face"),
        ("face OR film OR iris", "face OR iris"),
        ("(face -film) (iris OR film)", "face iris"),
        ("film OR (face OR film) drone", "face drone"),
        ("film OR drone", "film OR drone"),
        ("film OR -face", "-face"),
        ("face -(police OR film OR mall)", "face -(police OR mall)"),
        ("(film kite) OR (face drone)", "face drone"),  # a share of it is there
        ("(drone face) OR (film kite iris face)", "drone face"),  # a greater share
        ("(film iris) OR (kite mall)", "kite mall"),  # as much, and in the title
        ("(police NEAR/2 film) OR kite", "police NEAR/2 film"),
        ("(drone (kite OR (face film))) OR (drone kite film mall)", "drone face film"),  # a third against a quarter
        ("(police OR kite) NEAR/2 (film OR drone)", "police NEAR/2 (film OR drone)"),
        ("title:(mall ONEAR/5 (face OR kite))", "title:(mall ONEAR/5 face)"),
        ("-film", "-film"),
    ],
)
def test_what_does_not_matter_is_left_out(query: str, kept: str) -> None:
    assert nearest(explain(parse(query), STORY)).clause == kept


def lacks(query: str, asked: Document = STORY) -> list[Lack]:
    short = shortfall(explain(parse(query), asked))
    return [] if short is None else list(short.lacks)


@pytest.mark.parametrize(
    ("query", "reason", "found", "missing", "apart"),
    [
        ("film", Reason.ABSENT, [], ["film"], None),
        ("film OR kite", Reason.ABSENT, [], ["film", "kite"], None),
        ("face NEAR/3 film", Reason.ABSENT, ["face in title"], ["film"], None),
        ("title:(mall NEAR/3 (film OR kite))", Reason.ABSENT, ["Mall in title"], ["film OR kite"], None),
        ("face NEAR/2 mall", Reason.APART, ["face in title", "Mall in title"], [], 3),
        ("mall ONEAR/1 scanner", Reason.APART, ["Mall in title", "scanners in title"], [], 4),
        ("scanner ONEAR/5 mall", Reason.ORDER, ["scanners in title", "Mall in title"], [], 4),
        ('"mall scanner"', Reason.APART, ["Mall in title", "scanners in title"], [], 4),
        ('"scanner face"', Reason.ORDER, ["scanners in title", "face in title"], [], 0),
        ("title:police", Reason.ELSEWHERE, ["police in body"], [], None),
        ("title:(iris NEAR/3 camera)", Reason.ELSEWHERE, ["Iris cameras in body"], [], None),
        ("lantern NEAR/9 police", Reason.ELSEWHERE, ["Lantern in title", "police in body"], [], None),
        ("title:(mall NEAR/9 mall)", Reason.AGAIN, ["Mall in title"], ["mall"], None),
        ("title:(lantern ONEAR/1 mall ONEAR/9 lantern)", Reason.AGAIN, ["Lantern Mall in title"], ["lantern"], None),
        ("=MALL", Reason.FORM, ["Mall in title"], [], None),
        ("=scan", Reason.FORM, ["scanned in body"], [], None),
        ("-film -police", Reason.EXCLUDED, ["police in body"], [], None),
        ("site:other.example", Reason.VALUE, ["news.herald.example in site"], [], None),
        ("lang:de", Reason.VALUE, ["en in lang"], [], None),
        ("covered>=3", Reason.VALUE, ["2 in covered"], [], None),
        ("source:lantern", Reason.VALUE, ["Harbour Herald in source"], [], None),
        ("author:otter", Reason.VALUE, [" in author"], [], None),
        ("site:a.example OR site:b.example", Reason.VALUE, ["news.herald.example in site"], ["site:a.example"], None),
    ],
)
def test_a_lack_tells_what_is_there_and_what_is_not(
    query: str, reason: Reason, found: list[str], missing: list[str], apart: int | None
) -> None:
    (lack,) = lacks(query)
    assert lack.reason is reason
    assert [f"{piece.text} in {piece.field}" for piece in lack.found] == found
    assert list(lack.missing)[: len(missing)] == missing
    assert lack.apart == apart


def test_a_shortfall_tells_the_nearest_alternative() -> None:
    query = parse("(title:(face NEAR/1 mall) OR (police OR drone) (film OR kite) OR kite) -(lantern OR film)")
    short = shortfall(explain(query, STORY))
    assert isinstance(short, Shortfall)
    assert short.clause == "title:(face NEAR/1 mall) -lantern"
    assert short.met == ()
    assert [(lack.clause, lack.reason) for lack in short.lacks] == [
        ("title:(face NEAR/1 mall)", Reason.APART),
        ("-lantern", Reason.EXCLUDED),
    ]


def test_a_shortfall_tells_what_is_met() -> None:
    short = shortfall(explain(parse("face (film OR kite) lang:en -drone"), STORY))
    assert short is not None
    assert [piece.text for piece in short.met] == ["face", "face", "en"]
    assert [lack.clause for lack in short.lacks] == ["film OR kite"]
    assert short.nearness == 0.5


def test_an_exclusion_of_an_exclusion_asks_for_it() -> None:
    assert [(lack.clause, lack.reason) for lack in lacks("face -(-film OR kite)")] == [("film", Reason.ABSENT)]


def test_each_exclusion_that_decided_is_told() -> None:
    assert [lack.clause for lack in lacks("mall -title:(face OR film OR lantern)")] == ["-title:face", "-title:lantern"]


def test_a_match_falls_short_of_nothing() -> None:
    assert shortfall(explain(parse("face -film"), STORY)) is None
