"""What `why` says of names that are not there or may mean something else, and of words that weigh."""

import pytest

from bot.flow.answer.shortfalls import no_match
from bot.flow.answer.verdicts import evidence_lines
from bot.stories.query import evaluate, explain, parse, read_document, shortfall


@pytest.mark.parametrize(
    ("query", "title", "told"),
    [
        ("company:target", "Target practice", "“Target” stands in the title, where it may mean something else"),
        ("company:=google", "YouTube at fifteen", "“YouTube” stands in the title, in another form"),
        ("gate company:google", "A gate", "“gate” stands in the title; but company:google stands nowhere"),
        ("SUM/5 (4 camera 3 shop)", "A camera", "“camera” stands in the title; its words weigh 4, and 5 are asked for"),
        ("gate SUM/9 (4 camera 5 shop)", "A camera at the gate", "its words weigh 4, and 9 are asked for"),
        ("-country:fr", "Paris at night", "it is excluded by -country:fr: “Paris” stands in the title"),
    ],
)
def test_it_is_told_in_words(query: str, title: str, told: str) -> None:
    short = shortfall(explain(parse(query), read_document(title=title)))
    assert short is not None
    assert told in "".join(span.text for span in no_match(short))


def test_words_that_weigh_are_told_with_their_weight() -> None:
    query = parse('SUM/5 (4/2 (camera OR CCTV) 3 ("high street" OR shop) -1 film)')
    lines = evidence_lines(evaluate(query, read_document(title="Cameras", summary="On the high street.")).evidence)
    told = ["".join(span.text for span in line) for line in lines]
    assert told == ["camera weighs 4 – “Cameras” in the title", '"high street" weighs 3 – “high street” in the text']
