"""Past the last page: whoever asks for a page that is not there, such as by an old button, hears which is the last."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import NotFound
from bot.flow.answer.traits import TRAITS
from bot.model.command import Command, Learned, ListChanges, Mute, Search, ShowLedger, Vote
from bot.model.mute import MuteKind
from bot.model.subscription import Cadence
from tests.flow.asker import ask
from tests.flow.press import FACES, Office, item, office

PAGES = {
    Search: Search(query="faces", page=99),
    Learned: Learned(99),
    ListChanges: ListChanges(99),
    ShowLedger: ShowLedger(page=99),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """An office with something on the first page of every list."""
    stories = [item(number, f"Museum {number} counts faces", ago=timedelta(hours=number)) for number in (1, 2)]
    with office(tmp_path, gazette=stories) as opened:
        opened.set_up(FACES)
        opened.poll()
        opened.subscribe("faces", Cadence.AT_ONCE)
        opened.press.feeds["gazette"].append(item(3, "Choir hides faces behind masks", ago=timedelta(0)))
        opened.poll(after=timedelta(hours=1))
        ask(opened, Vote(story=1, useful=True, by_id=True))
        ask(opened, Mute(kind=MuteKind.TERM, value="merger"))
        yield opened


def test_every_list_with_pages_is_asked_here() -> None:
    assert {kind for kind, row in TRAITS.items() if row.turns_pages} == set(PAGES)


@pytest.mark.parametrize("command", PAGES.values(), ids=lambda command: type(command).__name__)
def test_no_list_shows_another_page_than_was_asked_for(desk: Office, command: Command) -> None:
    with pytest.raises(NotFound, match="There is no page 99") as fault:
        ask(desk, command)
    assert fault.value.cure


@pytest.mark.parametrize(
    ("command", "said"),
    [(PAGES[Search], "search faces page 1"), (PAGES[Learned], "learned page 1"), (PAGES[ShowLedger], "ledger page 1")],
)
def test_it_says_which_page_is_the_last(desk: Office, command: Command, said: str) -> None:
    with pytest.raises(NotFound, match="page 1 is the last") as fault:
        ask(desk, command)
    assert f"`{said}`" in fault.value.cure
