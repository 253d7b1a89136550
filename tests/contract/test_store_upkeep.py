"""What every store promises of upkeep."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.delivery import DeliveryKind
from bot.model.feed import Book
from bot.model.mute import MuteKind
from bot.ports.store import Session, Store
from bot.ports.store.entries import Filed
from bot.ports.store.traces import Alias, Refusal
from bot.ports.store.upkeep import Shelved
from tests.contract.shelf import HALF_HOUR, NOW, filed, head, match, plan, spec, with_channel, with_stories

SINCE = NOW + timedelta(days=1)


def shelved(one: Filed) -> Shelved:
    return Shelved(entry=one.entry, title_words=one.title_words, body_words=one.body_words)


def test_a_fact_is_empty_until_it_is_set_and_then_the_last_word(store: Store) -> None:
    with store.writing() as session:
        assert session.upkeep.fact("backup_at") == ""
        session.upkeep.set_fact("backup_at", "yesterday")
        session.upkeep.set_fact("backup_at", "today")
    with store.reading() as session:
        assert session.upkeep.fact("backup_at") == "today"
        assert session.upkeep.fact("another") == ""


def test_a_forgotten_story_leaves_nothing_behind(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2, 3)
        session.entries.move(2, 1)
        session.stories.merge(1, 2, seq=2)
        link = "gazette.example/again"
        session.traces.note_aliases([Alias(link=link, entry_id=2, feed_id=1, seen_at=NOW)])
    with store.writing() as session:
        assert session.upkeep.forgettable(before=SINCE, after=0, limit=9) == [1, 3]
        assert session.upkeep.forgettable(before=SINCE, after=1, limit=9) == [3]
        assert session.upkeep.forgettable(before=SINCE, after=0, limit=1) == [1]
        assert session.upkeep.forgettable(before=NOW, after=0, limit=9) == []
        assert session.upkeep.forget([1], [shelved(filed(1, 1)), shelved(filed(2, 1))]) == 2
    with store.reading() as session:
        assert session.entries.get([1, 2, 3]).keys() == {3}
        assert session.stories.get([1, 2, 3]).keys() == {3}
        assert session.entries.known([("guid", "1 g1"), ("guid", "1 g2")]) == []
        assert [entry.id for entry in session.entries.search(words="cameras", limit=9)] == [3]
        assert session.traces.aliases_of(link) == []
        assert session.entries.next_id() == 4


def matched(session: Session) -> None:
    session.stories.add_matches([match(1)])


def matched_before_a_merge(session: Session) -> None:
    session.stories.save([head(2, 2)])
    session.entries.add([filed(2, 2)])
    session.stories.add_matches([replace(match(2), entry_id=2)])
    session.entries.move(2, 1)
    session.stories.merge(1, 2, seq=2)


def planned(session: Session) -> None:
    session.ledger.plan([replace(plan("alert:1:1", channel=with_channel(session)), kind=DeliveryKind.ALERT)], now=NOW)


def muted(session: Session) -> None:
    channel = with_channel(session)
    session.mutes.put(channel_id=channel, kind=MuteKind.STORY, value="1", until=None, now=NOW)


def taken_down(session: Session) -> None:
    links = ["https://gazette.example/1"]
    session.takedowns.record([1], links=links, channel_id=with_channel(session), now=NOW)


def undated(session: Session) -> None:
    story = replace(filed(9, 1), entry=replace(filed(9, 1).entry, published=None))
    session.entries.add([story])


@pytest.mark.parametrize("hold", [matched, matched_before_a_merge, planned, muted, taken_down, undated])
def test_what_something_holds_on_to_is_never_forgotten(store: Store, hold: Callable[[Session], None]) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        assert session.upkeep.still_loose([1]) == {1}
        hold(session)
    with store.reading() as session:
        assert session.upkeep.forgettable(before=SINCE, after=0, limit=9) == []
        assert session.upkeep.still_loose([1]) == set()


def test_folded_polls_keep_the_books_and_their_reasons(store: Store) -> None:
    book = Book(received=5, new=2, duplicate=1, rejected=2)
    with store.writing() as session:
        session.feeds.sync([spec("a"), spec("b")], now=NOW, interval=HALF_HOUR)
        for day in range(4):
            session.feeds.record(1, at=NOW + timedelta(days=day), book=book, reasons={"no-text": 1, f"r{day % 2}": 1})
        session.feeds.record(2, at=NOW, book=book, reasons={"no-text": 2})
        before = session.feeds.books()
        assert session.upkeep.feeds_to_fold(before=NOW + timedelta(days=3), least=3) == [1]
        assert session.upkeep.fold_polls(1, before=NOW + timedelta(days=3)) == 3
        assert session.feeds.books() == before
        assert session.upkeep.feeds_to_fold(before=NOW + timedelta(days=3), least=2) == []
        assert session.upkeep.figures().received == sum(before.values(), Book())


def test_refusals_are_forgotten_by_when_they_were_last_seen(store: Store) -> None:
    with store.writing() as session:
        session.feeds.sync([spec("a")], now=NOW, interval=HALF_HOUR)
        session.traces.note_refusals(
            [
                Refusal(
                    link=f"a.example/{day}", feed_id=1, title="", reason="no-text", seen_at=NOW + timedelta(days=day)
                )
                for day in range(3)
            ]
        )
        assert session.upkeep.forget_refusals(before=NOW + timedelta(days=2)) == 2
        assert [bool(session.traces.refusals_of(f"a.example/{day}")) for day in range(3)] == [False, False, True]


def test_a_store_that_was_never_restored_doubts_nothing(store: Store) -> None:
    with store.writing() as session:
        channel = with_channel(session)
        assert session.upkeep.last_restore() is None
        assert session.upkeep.lost_alerts(channel, [1]) == []
        assert session.upkeep.lost_kinds(channel) == set()


def test_an_entry_s_doubt_is_kept(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        doubtful = replace(filed(2, 1), entry=replace(filed(2, 1).entry, doubtful=True))
        session.entries.add([doubtful])
        assert [entry.doubtful for entry in session.entries.get([1, 2]).values()] == [False, True]
        one = replace(filed(1, 1), entry=replace(filed(1, 1).entry, doubtful=True))
        session.entries.revise(one, old_title_words=one.title_words, old_body_words=one.body_words)
        assert session.entries.get([1])[1].doubtful


def test_figures_count_what_is_there(store: Store) -> None:
    with store.writing() as session:
        empty = session.upkeep.figures()
        assert (empty.entries, empty.oldest, empty.received) == (0, None, Book())
        with_stories(session, 1, 2)
        session.entries.move(2, 1)
        session.stories.merge(1, 2, seq=2)
        session.stories.add_matches([match(1)])
        figures = session.upkeep.figures()
    assert (figures.entries, figures.stories, figures.matches, figures.digests) == (2, 1, 1, 0)
    assert (figures.oldest, figures.feeds, figures.subscriptions) == (NOW, {"new": 1}, {})
