"""Asking documents: what matches, and by which words."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from bot.model.topic import Evidence
from bot.stories.query import Document, Query, evaluate, parse, read_document
from bot.stories.query.document import body_text
from bot.stories.query.values import Named
from tests.stories.queries import document, documents, queries

STORY = document(
    title="Clearview AI’s client list was stolen, firm says",
    body="The facial-recognition firm told AT&T and the F.B.I. that an intruder copied its list. Privacy groups worry.",
    source="The Daily Example",
    link="https://news.example.com/a",
    author="Ann Otter",
    language="en-GB",
    published=datetime(2020, 2, 26, 12, tzinfo=UTC),
    covered=5,
)


def holds(query: str, asked: Document = STORY) -> bool:
    return evaluate(parse(query), asked).matched


@pytest.mark.parametrize(
    "query",
    [
        "clients",  # by stem
        "FACIAL recognition",
        '"facial recognition firm"',
        "facial-recognition",
        "AT&T",
        "privaci OR privacy",
        "stealing OR stolen",
        "clearview -amazon",
        "title:clearview body:intruder",
        "title:(stolen list) -body:clearview",
        "client NEAR/2 stolen",
        "stolen NEAR/2 client",
        "client ONEAR/2 stolen",
        "(customer OR client) NEAR/1 (list OR record) NEAR/1 stolen",
        "intrud*",
        "=Clearview",
        '="Clearview AI"',
        "=AT&T",
        'source:"daily example"',
        "author:otter",
        "site:example.com",
        "lang:en",
        "lang:en-gb",
        "after:2020-02-26 before:2020-02-27",
        "covered>=5 covered>4 covered=5 covered<6 covered<=5",
        "-(clearview worry amazon)",
    ],
)
def test_it_matches(query: str) -> None:
    assert holds(query)


@pytest.mark.parametrize(
    "query",
    [
        "clearview amazon",
        "clearview -firm",
        '"recognition facial"',
        '"says the facial"',  # no phrase runs from the title into the body
        "body:clearview",
        "client NEAR/1 stolen",
        "stolen ONEAR/9 client",
        "says NEAR/9 facial",  # title and body are apart
        "list NEAR/9 list NEAR/9 list",
        "intruding*",
        "=clearview",
        "=Client",
        '="client  List"',
        "=Cli",
        "site:ample.com",
        "lang:de",
        "after:2020-02-27",
        "before:2020-02-26",
        "covered>5",
    ],
)
def test_it_does_not_match(query: str) -> None:
    assert not holds(query)


def test_an_entry_without_a_date_is_neither_before_nor_after() -> None:
    undated = document("privacy")
    assert not holds("after:1970-01-01", undated)
    assert not holds("before:2100-01-01", undated)
    assert holds("privacy -after:1970-01-01", undated)


def test_a_day_begins_with_its_first_instant_in_utc() -> None:
    first = read_document(title="privacy", published=datetime(2020, 2, 20, tzinfo=UTC))
    assert holds("after:2020-02-20", first)
    assert not holds("before:2020-02-20", first)


def test_one_occurrence_is_not_near_itself() -> None:
    assert not holds("scan NEAR/5 scan", document("the scan"))
    assert holds("scan NEAR/5 scan", document("the scan of a scan"))


def test_a_chain_goes_through_one_occurrence_of_each_link() -> None:
    query = "police NEAR/1 use NEAR/1 faces"
    assert holds(query, document("police use of faces"))
    assert not holds(query, document("police use dogs; farmers there use faces"))


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("=Face++", "Megvii’s Face++ platform", True),
        ("=Face++", "Face to face", False),
        ("=Target", "Target’s new store", True),
        ("=Target", "Targets were missed", False),
        ('="Face ID"', "Apple Face\nID fails", True),
        ('="Face ID"', "Apple Face IDs fail", False),
    ],
)
def test_an_exact_term_keeps_case_form_and_punctuation(query: str, text: str, found: bool) -> None:
    assert holds(query, document(text)) is found


def test_chinese_words_are_found_inside_unspaced_text() -> None:
    assert holds("人脸识别", document("北京人脸识别系统"))
    assert not holds("人脸识别", document("人的脸识别"))


def test_evidence_names_clause_field_and_place() -> None:
    verdict = evaluate(parse('("facial recognition" OR biometrics) client NEAR/3 stolen covered>=3'), STORY)
    assert [(item.clause, item.field, item.text) for item in verdict.evidence] == [
        ('"facial recognition"', "body", "facial-recognition"),
        ("client NEAR/3 stolen", "title", "client list was stolen"),
        ("covered>=3", "covered", "5"),
    ]


def test_evidence_of_a_chain_names_the_words_that_stood_there() -> None:
    query = parse("title:((customer OR client) ONEAR/1 (file OR list))")
    assert [item.clause for item in evaluate(query, STORY).evidence] == ["title:(client ONEAR/1 list)"]


@given(queries, documents)
def test_evidence_is_the_text_itself_and_matches_alone(query: Query, asked: Document) -> None:
    texts = {"title": asked.title.text, "body": asked.body.text, "source": asked.source, "author": asked.author}
    for item in evaluate(query, asked).evidence:
        if item.field in texts:
            assert texts[item.field][item.start : item.end] == item.text
            clause = parse(item.clause)
            around = asked if isinstance(clause.root, Named) else alone(item)  # a name may need what stands around it
            assert evaluate(clause, around).matched


def alone(item: Evidence) -> Document:
    """A document that holds nothing but this evidence."""
    texts = dict.fromkeys(("title", "body", "source", "author"), "") | {item.field: item.text}
    return read_document(title=texts["title"], body=texts["body"], source=texts["source"], author=texts["author"])


@given(queries, documents)
def test_a_verdict_is_whole(query: Query, asked: Document) -> None:
    verdict = evaluate(query, asked)
    assert 0 <= verdict.score <= 1
    assert verdict.matched or not (verdict.evidence or verdict.score)


def score(query: str, title: str, body: str = "") -> float:
    return evaluate(parse(query), document(title, body)).score


def test_words_are_central_in_the_title_early_and_together() -> None:
    late = "word " * 300 + "privacy"
    assert score("privacy", "privacy") > score("privacy", "", "privacy first") > score("privacy", "", late) > 0
    assert score("privacy OR law", "privacy law") > score("privacy OR law", "privacy")
    assert score("-privacy", "law") == 0


@pytest.mark.parametrize(
    ("summary", "body", "text"),
    [
        ("One. Two…", "One. Two. Three.", "One. Two. Three."),
        ("A teaser.", "The text.", "A teaser.\n\nThe text."),
        ("Same.", "Same.", "Same."),
        ("Only.", "", "Only."),
        ("", "Only.", "Only."),
    ],
)
def test_the_summary_is_read_once(summary: str, body: str, text: str) -> None:
    assert body_text(summary, body) == text


@pytest.mark.parametrize(("link", "site"), [("https://A.example:8443/x", "a.example"), ("", ""), ("http://[::1/x", "")])
def test_the_site_is_the_links_host(link: str, site: str) -> None:
    assert read_document(title="x", link=link).site == site
