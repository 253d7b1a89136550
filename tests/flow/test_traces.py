"""Traces: an article that is no entry of its own is known by the address under which it came."""

from datetime import timedelta
from pathlib import Path

from bot.feeds.limits import ParseLimits
from bot.store.sqlite.connection import connect
from tests.flow.press import FACES, Office, item, office
from tests.sandbox.inline import InlineParser

HOUR = timedelta(hours=1)
LINK = "https://site.example/story/1"
COPY = "https://mirror.example/copy/1"


def sources_of(desk: Office, link: str) -> list[str]:
    """The sources whose entries came under an address that is not their own."""
    with desk.store.reading() as session:
        aliases = session.traces.aliases_of(link)
        return [session.entries.get([alias.entry_id])[alias.entry_id].source for alias in aliases]


def test_the_same_address_in_another_feed_is_no_other_address(tmp_path: Path) -> None:
    story = item(1, "Council bans faces in its files")
    with office(tmp_path, gazette=[story], mirror=[story | {"url": f"{LINK}?utm_source=mirror"}]) as desk:
        desk.set_up(FACES)
        assert desk.poll().book.duplicate == 1
        assert sources_of(desk, LINK) == []


def test_an_entry_that_moves_is_known_by_both_addresses(tmp_path: Path) -> None:
    story = item(1, "Council bans faces in its files")
    with office(tmp_path, gazette=[story]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.press.feeds["gazette"] = [story | {"url": COPY}]
        assert desk.poll(after=HOUR).book.duplicate == 1
        assert sources_of(desk, COPY) == ["Gazette"]
        assert sources_of(desk, LINK) == []


def test_polls_that_bring_nothing_new_write_no_trace(tmp_path: Path) -> None:
    story = item(1, "Council bans faces in its files")
    with office(tmp_path, gazette=[story]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.press.feeds["gazette"] = [story | {"url": COPY}]
        desk.poll(after=HOUR)
        before = seen_at(tmp_path)
        desk.press.feeds["gazette"] = [story | {"url": f"{COPY}?utm_source=feed"}]
        desk.poll(after=HOUR)
        assert seen_at(tmp_path) == before


def seen_at(folder: Path) -> list[tuple[str, int]]:
    database = connect(folder / "presswatch.db")
    try:
        return [tuple(row) for row in database.execute("SELECT link, seen_at FROM alias")]
    finally:
        database.close()


def test_a_refused_item_is_known_by_its_address(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Council bans faces"), item(2, "Ferry stays")]) as desk:
        desk.set_up(FACES)
        desk.parser = InlineParser(limits=ParseLimits(entries=1))
        assert desk.poll().book.rejected == 1
        with desk.store.reading() as session:
            (refusal,) = session.traces.refusals_of("https://site.example/story/2")
        assert (refusal.reason, refusal.title) == ("too-many", "Ferry stays")
