"""What a team has beside a query: read back from the whole, taken out again, and never lost or mistaken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stories.query import evaluate, parse, read_document
from bot.stories.query.beside import NOTHING, Beside, as_words, beside_of, clauses, cleared, top_of, with_beside

PACKS = ("harbour", "harbour OR ferry", "(harbour OR ferry) -title:(crane OR gull) -fog", "harbour ferry -gull")
WORDS = st.sampled_from(["bridge", '"ferry line"', "gate NEAR/3 scan", "title:quay", "tug barge", "=Pinpath", ""])


def of(counted: str = "", excluded: str = "") -> Beside:
    return Beside(counted=clauses(counted), excluded=clauses(excluded))


@given(pack=st.sampled_from(PACKS), counted=WORDS, excluded=WORDS.filter(lambda words: words != "=Pinpath"))
def test_what_stands_beside_a_query_is_read_back_from_its_text(pack: str, counted: str, excluded: str) -> None:
    base, had = parse(pack), of(counted, excluded)
    whole = parse(str(with_beside(base, had)))
    assert beside_of(whole, base) == had
    assert cleared(whole, (*had.counted, *had.excluded), base) == with_beside(base, NOTHING)


@pytest.mark.parametrize("other", ["harbour", "ferry OR harbour", "(harbour OR ferry) -fog", "(harbour OR ferry) tug"])
def test_a_query_that_was_written_anew_stands_beside_nothing(other: str) -> None:
    assert beside_of(parse(other), parse("(harbour OR ferry) -title:gull")) is None


def test_one_of_the_counted_words_is_enough_and_an_excluded_one_keeps_anything_out() -> None:
    query = with_beside(parse("harbour ferry -gull"), of("bridge OR quay", "sponsored"))

    def holds(title: str) -> bool:
        return evaluate(query, read_document(title=title)).matched

    assert holds("Bridge reopens")
    assert holds("The harbour's ferry is late")
    assert not holds("A harbour")
    assert not holds("Sponsored: the bridge reopens")
    assert not holds("Gull on the bridge")


def test_clauses_are_alternatives_and_are_listed_as_they_are_read() -> None:
    assert [str(one) for one in clauses('tug OR "ferry line" OR (barge quay)')] == ["tug", '"ferry line"', "barge quay"]
    assert clauses(as_words(clauses('tug OR "ferry line" OR (barge quay)'))) == clauses(
        'tug OR "ferry line" OR (barge quay)'
    )
    assert (clauses("  "), as_words(())) == ((), "")


def test_what_the_query_itself_asks_is_not_cleared() -> None:
    base = parse("(harbour OR ferry) -gull")
    whole = with_beside(base, of("tug"))
    assert cleared(whole, clauses("ferry OR gull"), base) == whole
    assert top_of(cleared(whole, clauses("ferry OR gull"))) == of("harbour OR tug")


def test_a_query_goes_on_asking_for_something() -> None:
    assert cleared(parse("harbour"), clauses("harbour")) == parse("harbour")
