"""What `why` says of a name that is not there, or may mean something else."""

import pytest

from bot.flow.answer.shortfalls import no_match
from bot.stories.query import explain, parse, read_document, shortfall


@pytest.mark.parametrize(
    ("query", "title", "told"),
    [
        ("company:target", "Target practice", "“Target” stands in the title, where it may mean something else"),
        ("company:=google", "YouTube at fifteen", "“YouTube” stands in the title, in another form"),
        ("gate company:google", "A gate", "“gate” stands in the title; but company:google stands nowhere"),
        ("-country:fr", "Paris at night", "it is excluded by -country:fr: “Paris” stands in the title"),
    ],
)
def test_it_is_told_in_words(query: str, title: str, told: str) -> None:
    short = shortfall(explain(parse(query), read_document(title=title)))
    assert short is not None
    assert told in "".join(span.text for span in no_match(short))
