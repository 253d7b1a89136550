"""What every store promises of traces: an article is found by every address under which it came."""

from dataclasses import replace
from datetime import timedelta

from bot.ports.store import Store
from bot.ports.store.traces import Alias, Refusal
from tests.contract.shelf import NOW, with_stories

ALIAS = Alias(link="https://wire.example/a", entry_id=1, feed_id=1, seen_at=NOW)
REFUSAL = Refusal(link="https://wire.example/r", feed_id=1, title="Ferry", reason="too-many", seen_at=NOW)
DAY = timedelta(days=1)


def test_an_entry_is_found_by_another_address(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2)
        session.traces.note_aliases([ALIAS, replace(ALIAS, entry_id=2, seen_at=NOW + DAY)])
        assert [alias.entry_id for alias in session.traces.aliases_of(ALIAS.link)] == [2, 1]
        assert session.traces.aliases_of("https://wire.example/other") == []


def test_an_alias_is_written_anew_at_most_once_a_day(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        for later, kept in ((timedelta(0), NOW), (timedelta(hours=23), NOW), (DAY, NOW + DAY)):
            session.traces.note_aliases([replace(ALIAS, seen_at=NOW + later)])
            assert session.traces.aliases_of(ALIAS.link) == [replace(ALIAS, seen_at=kept)]


def test_links_that_change_at_every_poll_do_not_fill_the_disk(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        changing = [replace(ALIAS, link=f"https://wire.example/a?session={n}") for n in range(40)]
        session.traces.note_aliases(changing)
        kept = [alias for alias in changing if session.traces.aliases_of(alias.link)]
        assert kept == changing[:16]
        later = replace(changing[0], seen_at=NOW + DAY)
        session.traces.note_aliases([later])
        assert session.traces.aliases_of(later.link) == [later]  # what is there goes on


def test_a_refused_item_is_found_by_its_address(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        session.traces.note_refusals([REFUSAL, replace(REFUSAL, seen_at=NOW + timedelta(hours=1))])
        assert session.traces.refusals_of(REFUSAL.link) == [REFUSAL]
        again = replace(REFUSAL, reason="cut-short", seen_at=NOW + timedelta(hours=2))
        session.traces.note_refusals([again])
        assert session.traces.refusals_of(REFUSAL.link) == [again]
        assert session.traces.refusals_of("https://wire.example/other") == []
