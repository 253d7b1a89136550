"""Queries as they are shown: whole where they are short, the first alternatives where there are very many."""

from bot.flow.answer.spread import spread
from bot.model.message import Block, Bullets
from bot.stories.query import parse

LETTERS = "abcdefghijklmnopqrst"


def lines(number: int) -> list[str]:
    """The alternatives that are shown of a query of so many long ones."""
    words = " OR ".join(f"title:(camera NEAR/4 {letter * 6})" for letter in LETTERS[:number])
    return [line for block in spread(parse(words), words) for line in _lines(block)]


def _lines(block: Block) -> list[str]:
    bullets = block.items if isinstance(block, Bullets) else ()
    return ["".join(span.text for span in item) for item in bullets]


def test_thirteen_alternatives_are_all_shown() -> None:
    assert len(lines(13)) == 13
    assert not any("more" in line for line in lines(13))


def test_of_twenty_the_first_twelve_and_how_many_more() -> None:
    shown = lines(20)
    assert len(shown) == 13
    assert shown[0] == "title:(camera NEAR/4 aaaaaa)"
    assert shown[-1] == "and 8 more"
