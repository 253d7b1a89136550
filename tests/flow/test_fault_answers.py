"""What a person is told of a mistake of theirs: where it is, and no more of a long query than helps to see it."""

import pytest

from bot.digests.write import plain
from bot.errors import QueryError
from bot.flow.answer import fault_answer
from bot.stories.query import parse
from tests.flow.press import NOW


def told(query: str) -> str:
    """The answer to a query that cannot be read, as text."""
    with pytest.raises(QueryError) as mistake:
        parse(query, now=NOW)
    return plain(fault_answer(mistake.value))


def test_a_short_query_is_shown_whole_with_its_fault() -> None:
    assert "`clearview ` ▸ `(breach`" in told("clearview (breach")


@pytest.mark.parametrize("times", [300, 8000])
def test_of_a_long_query_only_what_is_around_its_fault_is_shown(times: int) -> None:
    said = told("face OR " * times + "( scan " + "OR face " * times)
    assert len(said) < 1_000
    assert "face OR ` ▸ `" in said
    assert said.count("…") == 2
