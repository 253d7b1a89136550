"""Reading queries: what they mean, how they are written back, and what is said of those that cannot be read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import QueryError
from bot.stories.query import LIMIT, Query, parse
from tests.stories.queries import queries

NOW = datetime(2020, 3, 1, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a b a", "a b"),
        ("privacy law", "privacy law"),
        ("privacy AND law", "privacy law"),
        ("a OR b c", "a OR (b c)"),
        ("a NOT b", "a -b"),
        ("a AND NOT (b OR c)", "a -(b OR c)"),
        ("NOT NOT a", "a"),
        ("(a (b c))", "a b c"),
        ("“face id”", '"face id"'),
        ('"face\n  id"', '"face id"'),
        ('="Face ID" =AND', '="Face ID" =AND'),
        ("Title:(a OR b) TITLE:c", "title:(a OR b) title:c"),
        ("title:(a NEAR/3 (b OR c))", "title:(a NEAR/3 (b OR c))"),
        ("a ONEAR/2 b NEAR/3 c", "a ONEAR/2 b NEAR/3 c"),
        ("site:https://www.Example.com/news?id=1", "site:example.com"),
        ("site:(a.com OR b.com)", "site:a.com OR site:b.com"),
        ("lang:pt_BR", "lang:pt-br"),
        ("after:2020-02-20 before:2020-03-01", "after:2020-02-20 before:2020-03-01"),
        ("company:Clearview", "company:clearview-ai"),
        ('Company:"Clearview AI"', "company:clearview-ai"),
        ("company:(google OR =youtube)", "company:google OR company:=youtube"),
        ('company:="clearview ai"', "company:=clearview-ai"),
        ("company:AT&T", "company:at-t"),
        ("country:France country:us-ca", "country:fr country:us-ca"),
        ('country:"united kingdom"', "country:gb"),
        ('person:"Elon Musk"', "person:elon-musk"),
        ("law:gdpr regulator:FTC", "law:gdpr regulator:ftc"),
        ("-country:europe", "-country:europe"),
        ("covered>=3 covered≤9", "covered>=3 covered<=9"),
        ("10:30 AT&T C++", "10:30 AT&T C++"),
        ("and or not near/3", "and or not near/3"),
    ],
)
def test_a_query_is_written_back_in_one_way(text: str, canonical: str) -> None:
    assert str(parse(text)) == canonical
    assert parse(canonical) == parse(text)


def test_relative_dates_count_from_now() -> None:
    assert str(parse("after:7d", now=NOW)) == "after:2020-02-23"


@given(queries)
def test_canonical_text_parses_to_the_same_query(query: Query) -> None:
    assert parse(str(query)) == query


@pytest.mark.parametrize(
    ("text", "position", "says", "cure"),
    [
        ("", 0, "empty", "privacy"),
        ("   ", 3, "empty", "privacy"),
        ("a (b", 2, "not closed", ")"),
        ("a b)", 3, "closes no bracket", "Leave it out"),
        ("a ()", 2, "nothing between", "fill them"),
        ('a "b', 2, "not closed", '"'),
        ('a ""', 2, "no letter", "Leave it out"),
        ("a AND", 2, "Nothing follows AND", "leave it out"),
        ("a OR OR b", 2, "Nothing follows OR", "leave it out"),
        ("(a OR) b", 3, "Nothing follows OR", "leave it out"),
        ("OR a", 0, "nothing before", '"OR"'),
        ("NOT", 0, "Nothing follows NOT", "leave it out"),
        ("a - b", 2, "no letter", "Leave it out"),
        ("sur*", 0, "too short", "Add letters"),
        ("*veil", 0, "end of a plain word", "surveil*"),
        ("=Face*", 0, "end of a plain word", "surveil*"),
        ("AT&T*", 0, "one word", "surveil*"),
        ("a titel:b", 2, "no field titel:", "Did you mean title:"),
        (
            "vendor:IBM",
            0,
            "no field vendor:",
            "title:, body:, source:, author:, site:, lang:, after:, before:, company:, country:, person:, law:, "
            "regulator: and covered>=3",
        ),
        ("title: ", 0, "needs a word", "title:privacy"),
        ("title:-a", 0, "needs a word", "before title:"),
        ("title:(a site:b.com)", 9, "inside title:( )", "Close the bracket"),
        ("a NEAR b", 2, "needs a number", "NEAR/5"),
        ("a ONEAR/x b", 2, "needs a number", "ONEAR/5"),
        ("a NEAR/101 b", 2, "wider than 100", "AND"),
        ("a NEAR/3 (b c)", 9, "words and phrases", "(face OR facial) NEAR/3 scan"),
        ("a NEAR/3 title:b", 9, "one field", "title:(face NEAR/3 scan)"),
        (" NEAR/1 ".join("abcdefghijk"), 83, "More than 10 words", "AND"),
        ("after:2020-02-31", 0, "no day", "2020-02-20"),
        ("after:7d", 0, "no day", "2020-02-20"),
        ("lang:english", 0, "no language", "lang:en"),
        ("a company:Googel", 2, "no company “Googel”", "Did you mean company:google?"),
        ("country:Paris", 0, "no country “Paris”", "Did you mean country:fr?"),
        ("country:EU", 0, "no country “EU”", "regulator:european-union"),
        ("country:Georgia", 0, "more than one country", "country:ge or country:us-ga"),
        ('company:""', 8, "needs a name", "company:google"),
        ("company:goog*", 0, "no company “goog*”", "company:google"),
        ("company: -a", 0, "needs a word", "company:google"),
        ("a NEAR/3 company:google", 9, "words and phrases", "join other conditions with AND"),
        ("site:%", 0, "no site", "site:example.com"),
        ("a covered>=x", 2, "a sign and a number", "covered>=3"),
        ("covered:3", 0, "a sign and a number", "covered>=3"),
        ("covered >= 3", 8, "compared", "covered>=3"),
        ("site:=a.com", 0, "no site", "site:example.com"),
        ("site:(=a.com)", 6, "no exact form", "Leave the ="),
        ("(" * 26 + "a" + ")" * 26, 25, "More than 25", "Take some away"),
        ("-" * 26 + "a", 25, "More than 25", "Take some away"),
        ("a" * (LIMIT + 1), LIMIT, f"{LIMIT + 1:,} characters", "Split"),
    ],
)
def test_a_wrong_query_is_told_with_place_and_cure(text: str, position: int, says: str, cure: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert (error.position, error.query) == (position, text)
    assert says in error.message
    assert cure in error.cure


def attempt(text: str) -> Query | QueryError:
    try:
        return parse(text, now=NOW)
    except QueryError as error:
        return error


@given(st.text(max_size=60) | st.text(alphabet='ab "()-=*:/<>.AND OR NOT NEAR/3 title: site: covered>=2', max_size=60))
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    read = attempt(text)
    if isinstance(read, QueryError):
        assert 0 <= read.position <= len(text)
        assert read.message
        assert read.cure
    else:
        assert parse(str(read)) == read


@pytest.mark.parametrize("piece", ["a ", "(a) ", "-a ", '"a" ', "title:a ", "a OR ", "=a ", "a NEAR/2 b ", "人"])
def test_a_query_of_the_greatest_length_is_read(piece: str) -> None:
    assert parse(piece * ((LIMIT - 1) // len(piece)) + "a")
